import { expect, it } from 'vitest';
import { reasonField } from '../../src/jogg/schema/reason-field.ts';
import { projectSchema } from '../../src/jogg/v1/schemas.ts';
import { videoSchema } from '../../src/jogg/v2/schemas.ts';

it.each<[string, unknown, string | null]>([
  ['a text', 'The voice could not be synthesised', 'The voice could not be synthesised'],
  ['a text with blanks around it', '  no voice \n', 'no voice'],
  ['an empty text', '', null],
  ['blanks', ' \n\t', null],
  ['null', null, null],
  ['nothing', undefined, null],
  ['a number', 50_000, 'code 50000'],
  ['zero', 0, 'code 0'],
  ['no number', Number.NaN, null],
  ['true', true, null],
  ['an object with a message', { code: 50_000, message: 'no voice' }, 'no voice'],
  ['an object with an empty message', { code: 7, message: '' }, 'code 7'],
  ['an object with a code in words', { code: 'NO_VOICE' }, 'code NO_VOICE'],
  ['an object with another name', { error_message: 'no voice' }, 'no voice'],
  ['an error in an error', { error: { detail: { reason: 'no voice' } } }, 'no voice'],
  ['a message that is a number', { message: 7 }, 'code 7'],
  ['a message that is an object', { message: { msg: 'no voice' } }, 'no voice'],
  ['an empty object', {}, null],
  ['an object that says nothing', { at: 5, ok: false }, null],
  ['a list', [null, { message: 'no voice' }, 'other'], 'no voice'],
  ['an empty list', [], null],
  ['something far too deep', { error: { error: { error: { error: 'deep' } } } }, null],
  ['HTML', '<h1>502</h1>', '<h1>502</h1>'],
  ['a ping', '<!channel> @channel <@U1>', '<!channel> @channel <@U1>'],
  ['10,000 characters', 'x'.repeat(10_000), 'x'.repeat(500)],
  ['10,000 emoji', '🎬'.repeat(5_000), '🎬'.repeat(250)],
  ['an odd place to cut', `x${'🎬'.repeat(300)}`, `x${'🎬'.repeat(249)}`],
  ['half an emoji', 'no \ud83c voice', 'no \ufffd voice'],
])('why a render failed, said as %s, is read by either version', (_, value, reason) => {
  expect([
    reasonField.parse(value),
    videoSchema.parse({ status: 'failed', error: value }).reason,
    videoSchema.parse({ status: 'failed', err_msg: value }).reason,
    projectSchema.parse({ status_code: 5, error: value }).reason,
  ]).toEqual([reason, reason, reason, reason]);
});
