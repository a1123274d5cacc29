import { expect, it } from 'vitest';
import { checkBlocks, checkView } from '../rules/block-kit.ts';
import { ADA, GENERAL } from '../seed.ts';
import { FORM, sandboxWith } from './start-slack.ts';

const text = (words: string) => ({ type: 'plain_text', text: words });
const section = (words: string, more = {}) => ({
  ...{ type: 'section', text: { type: 'mrkdwn', text: words }, ...more },
});
const button = (more = {}) => ({ type: 'button', action_id: 'a', text: text('Go'), ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const image = (url: string) => ({ type: 'image', image_url: url, alt_text: 'alt' });
const option = (value: string, words = 'x') => ({ text: text(words), value });
const select = (options: unknown[], more = {}) =>
  actions({ type: 'static_select', action_id: 'a', options, ...more });
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, n) => make(n));
const long = (count: number) => 'x'.repeat(count);
const rich = (type: string, ...elements: unknown[]) => ({
  ...{ type: 'rich_text', elements: [{ type, elements }] },
});
const fields = (...all: unknown[]) => ({ type: 'section', fields: all });
const context = (...elements: unknown[]) => ({ type: 'context', elements });
const header = (words: object) => ({ type: 'header', text: words });
const mark = { type: 'mrkdwn', text: 'x' };
const LINK = { type: 'link' };
const NOT = { initial_option: option('w') };

/** The problem, the blocks, and Slack's pointer below `/blocks`. */
const BLOCKS: [title: string, blocks: unknown[], pointer: string][] = [
  ['an unknown block', [{ type: 'sction', text: text('x') }], '/0/type'],
  ['a block that the app never sends', [{ type: 'markdown', text: 'x' }], '/0/type'],
  ['a property Slack does not know', [section('x', { colour: 'red' })], '/0'],
  ['more than 50 blocks', many(51, () => ({ type: 'divider' })), ''],
  ['a section without text', [{ type: 'section' }], '/0'],
  ['an empty text', [section('')], '/0/text/text'],
  ['a section over 3000', [section(long(3001))], '/0/text/text'],
  ['a mrkdwn header', [header(mark)], '/0/text/type'],
  ['a header over 150', [header(text(long(151)))], '/0/text/text'],
  ['eleven fields', [fields(...many(11, () => text('x')))], '/0/fields'],
  ['a field over 2000', [fields(text(long(2001)))], '/0/fields/0/text'],
  ['eleven context elements', [context(...many(11, () => text('x')))], '/0/elements'],
  ['26 buttons', [actions(...many(26, (n) => button({ action_id: `${n}` })))], '/0/elements'],
  ['an empty actions block', [actions()], '/0/elements'],
  ['a button over 75', [actions(button({ text: text(long(76)) }))], '/0/elements/0/text/text'],
  ['a button value over 2000', [actions(button({ value: long(2001) }))], '/0/elements/0/value'],
  ['a url over 3000', [actions(button({ url: `https://${long(3000)}` }))], '/0/elements/0/url'],
  ['an invalid button url', [actions(button({ url: 'watch' }))], '/0/elements/0/url'],
  ['an unknown style', [actions(button({ style: 'default' }))], '/0/elements/0/style'],
  ['a repeated action_id', [actions(button(), button())], '/0/elements'],
  ['a repeated block_id', many(2, () => section('x', { block_id: 'b' })), '/1/block_id'],
  ['a webp image', [image('https://x.example/a.webp')], '/0/image_url'],
  ['a remote http image', [image('http://x.example/a.png')], '/0/image_url'],
  ['an image without alt_text', [{ type: 'image', image_url: 'https://x.example/a.png' }], '/0'],
  ['101 options', [select(many(101, (n) => option(`${n}`)))], '/0/elements/0/options'],
  ['no option', [select([])], '/0/elements/0/options'],
  ['an option over 75', [select([option('v', long(76))])], '/0/elements/0/options/0/text/text'],
  ['an option value over 150', [select([option(long(151))])], '/0/elements/0/options/0/value'],
  ['options with equal values', [select([option('v'), option('v')])], '/0/elements/0/options'],
  ['an unknown initial option', [select([option('v')], NOT)], '/0/elements/0/initial_option'],
  ['an unknown rich text element', [rich('rich_text_line')], '/0/elements/0/type'],
  ['a rich text link without url', [rich('rich_text_section', LINK)], '/0/elements/0/elements/0'],
];

it.each(BLOCKS)('rejects a message with %s', (_title, blocks, pointer) => {
  const messages = [expect.stringContaining(`[json-pointer:/blocks${pointer}]`)];
  const refused = { ok: false, messages: expect.arrayContaining(messages) };
  expect(checkBlocks(blocks)).toEqual(refused);
});

it('returns the problem in the answer to a call, and posts nothing', async () => {
  await using setup = await sandboxWith();
  const answer = await setup.call('chat.postMessage', { channel: GENERAL, blocks: [section('')] });
  const messages = [expect.stringContaining('[json-pointer:/blocks/0/text/text]')];
  const error = { error: 'invalid_blocks', response_metadata: { messages } };
  expect(answer).toMatchObject({ ok: false, ...error });
  const open = await setup.call('views.open', { trigger_id: 'x', view: { type: 'modal' } });
  expect(open).toMatchObject({ ok: false, error: 'invalid_arguments' });
  expect(setup.slack.messages(GENERAL)).toEqual([]);
});

it('accepts every block that the app sends', async () => {
  await using setup = await sandboxWith();
  const blocks = [
    header(text('Head')),
    section('*x*', { fields: [text('a')], accessory: button() }),
    image('http://127.0.0.1:8080/cover.png?x=1'),
    image('https://cdn.example/covers/81'),
    context(text('x'), image('https://x.example/a.jpg')),
    actions(
      ...select([option('v')]).elements,
      button({ action_id: 'b', url: 'https://x.example' }),
    ),
    rich('rich_text_section', { type: 'user', user_id: ADA }),
  ];
  const answer = await setup.call('chat.postMessage', { channel: GENERAL, blocks });
  expect(answer).toMatchObject({ ok: true });
});

const { blocks: inputs, submit: _submit, ...bare } = FORM;
const input = (element: object) => ({
  ...{ ...FORM, blocks: [{ type: 'input', label: text('x'), element }] },
});
const FOUR = { type: 'plain_text_input', max_length: 3, initial_value: 'four' };
/** The problem, the view, and Slack's pointer below `/view`. */
const VIEWS: [title: string, view: Record<string, unknown>, pointer: string][] = [
  ['inputs but no submit', { ...bare, blocks: inputs }, '/submit'],
  ['a title over 24', { ...FORM, title: text(long(25)) }, '/title/text'],
  ['private metadata over 3000', { ...FORM, private_metadata: long(3001) }, '/private_metadata'],
  ['a callback id over 255', { ...FORM, callback_id: long(256) }, '/callback_id'],
  ['101 blocks', { ...bare, blocks: many(101, () => ({ type: 'divider' })) }, '/blocks'],
  ['a markdown block', { ...bare, blocks: [{ type: 'markdown', text: 'x' }] }, '/blocks/0/type'],
  ['no title', { type: 'modal', blocks: [] }, ''],
  ['a button where an input belongs', input(button()), '/blocks/0/element/type'],
  ['a first value that is too long', input(FOUR), '/blocks/0/element/initial_value'],
];

it.each(VIEWS)('rejects a modal with %s', (_title, view, pointer) => {
  const messages = [expect.stringContaining(`[json-pointer:/view${pointer}]`)];
  expect(checkView(view)).toEqual({ ok: false, messages: expect.arrayContaining(messages) });
});
