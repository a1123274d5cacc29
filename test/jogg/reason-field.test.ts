import { expect, it } from 'vitest';
import { reasonField } from '../../src/jogg/schema/reason-field.ts';
import { projectSchema } from '../../src/jogg/v1/schemas.ts';
import { videoSchema } from '../../src/jogg/v2/schemas.ts';

const REASON = 'The voice could not be synthesised';
const TOO_DEEP = { error: { error: { error: { error: 'deep' } } } };
const NO_REASON = ['', ' \n\t', null, undefined, Number.NaN, true, {}, { at: 5, ok: false }, []];

/** A reason, and its forms in Jogg’s answers. */
it.each<[string | null, unknown[]]>([
  [null, [...NO_REASON, TOO_DEEP]],
  [REASON, [REASON, ` ${REASON} \n`, { code: 50_000, message: REASON }, { error_message: REASON }]],
  [REASON, [{ error: { detail: { reason: REASON } } }, { message: { msg: REASON } }]],
  [REASON, [[null, { message: REASON }, 'other']]],
  ['code 50000', [50_000]],
  ['code 0', [0]],
  ['code 7', [{ code: 7, message: '' }, { message: 7 }]],
  ['code NO_VOICE', [{ code: 'NO_VOICE' }]],
  ['<h1>502</h1>', ['<h1>502</h1>']],
  ['<!channel> @channel <@U1>', ['<!channel> @channel <@U1>']],
  ['x'.repeat(500), ['x'.repeat(10_000)]],
  ['🎬'.repeat(250), ['🎬'.repeat(5_000)]],
  [`x${'🎬'.repeat(249)}`, [`x${'🎬'.repeat(300)}`]],
  ['no \ufffd voice', ['no \ud83c voice']],
])('both versions read the reason %j from each of %j', (reason, values) => {
  for (const value of values)
    expect([
      value,
      reasonField.parse(value),
      videoSchema.parse({ status: 'failed', error: value }).reason,
      videoSchema.parse({ status: 'failed', err_msg: value }).reason,
      projectSchema.parse({ status_code: 5, error: value }).reason,
    ]).toEqual([value, reason, reason, reason, reason]);
});
