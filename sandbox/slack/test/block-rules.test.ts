import { expect, it } from 'vitest';
import { ADA, GENERAL } from '../seed.ts';
import { FORM, sandboxWith } from './bench.ts';

const text = (words: string) => ({ type: 'plain_text', text: words });
const section = (words: string, more = {}) => ({
  type: 'section',
  text: { type: 'mrkdwn', text: words },
  ...more,
});
const button = (more = {}) => ({ type: 'button', action_id: 'a', text: text('Go'), ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const image = (url: string) => ({ type: 'image', image_url: url, alt_text: 'alt' });
const option = (value: string, words = 'x') => ({ text: text(words), value });
const select = (options: unknown[], more = {}) => ({
  type: 'static_select',
  action_id: 'a',
  options,
  ...more,
});
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

const LONG = (count: number) => 'x'.repeat(count);

const BLOCKS: [title: string, blocks: unknown[], pointer: string][] = [
  ['an unknown block', [{ type: 'sction', text: text('x') }], '/blocks/0/type'],
  ['a property Slack does not know', [section('x', { colour: 'red' })], '/blocks/0'],
  ['more than 50 blocks', many(51, () => ({ type: 'divider' })), '/blocks'],
  ['a section without text', [{ type: 'section' }], '/blocks/0'],
  ['an empty text', [section('')], '/blocks/0/text/text'],
  ['a section over 3000', [section(LONG(3001))], '/blocks/0/text/text'],
  [
    'a mrkdwn header',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    '/blocks/0/text/type',
  ],
  ['a header over 150', [{ type: 'header', text: text(LONG(151)) }], '/blocks/0/text/text'],
  ['eleven fields', [{ type: 'section', fields: many(11, () => text('x')) }], '/blocks/0/fields'],
  [
    'a field over 2000',
    [{ type: 'section', fields: [text(LONG(2001))] }],
    '/blocks/0/fields/0/text',
  ],
  [
    'eleven context elements',
    [{ type: 'context', elements: many(11, () => text('x')) }],
    '/blocks/0/elements',
  ],
  [
    '26 buttons',
    [actions(...many(26, (n) => button({ action_id: `${n}` })))],
    '/blocks/0/elements',
  ],
  ['an empty actions block', [actions()], '/blocks/0/elements'],
  [
    'a button over 75',
    [actions(button({ text: text(LONG(76)) }))],
    '/blocks/0/elements/0/text/text',
  ],
  [
    'a button value over 2000',
    [actions(button({ value: LONG(2001) }))],
    '/blocks/0/elements/0/value',
  ],
  [
    'a button url over 3000',
    [actions(button({ url: `https://x.example/${LONG(3000)}` }))],
    '/blocks/0/elements/0/url',
  ],
  ['a button url that is none', [actions(button({ url: 'watch' }))], '/blocks/0/elements/0/url'],
  ['an unknown style', [actions(button({ style: 'default' }))], '/blocks/0/elements/0/style'],
  ['twice the same action_id', [actions(button(), button())], '/blocks/0/elements'],
  [
    'twice the same block_id',
    [section('x', { block_id: 'b' }), section('y', { block_id: 'b' })],
    '/blocks/1/block_id',
  ],
  ['a webp image', [image('https://x.example/a.webp')], '/blocks/0/image_url'],
  ['an http image from afar', [image('http://x.example/a.png')], '/blocks/0/image_url'],
  [
    'an image without alt_text',
    [{ type: 'image', image_url: 'https://x.example/a.png' }],
    '/blocks/0',
  ],
  [
    '101 options',
    [actions(select(many(101, (n) => option(`${n}`))))],
    '/blocks/0/elements/0/options',
  ],
  ['no option', [actions(select([]))], '/blocks/0/elements/0/options'],
  [
    'an option text over 75',
    [actions(select([option('v', LONG(76))]))],
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'an option value over 150',
    [actions(select([option(LONG(151))]))],
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'options with one value',
    [actions(select([option('v'), option('v')]))],
    '/blocks/0/elements/0/options',
  ],
  [
    'an initial option that is not offered',
    [actions(select([option('v')], { initial_option: option('w') }))],
    '/blocks/0/elements/0/initial_option',
  ],
  [
    'an unknown rich text element',
    [{ type: 'rich_text', elements: [{ type: 'rich_text_line', elements: [] }] }],
    '/blocks/0/elements/0/type',
  ],
  [
    'a rich text link without url',
    [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'link' }] }],
      },
    ],
    '/blocks/0/elements/0/elements/0',
  ],
];

it.each(BLOCKS)('refuses a message with %s', async (_title, blocks, pointer) => {
  await using setup = await sandboxWith();
  const answer = await setup.call('chat.postMessage', { channel: GENERAL, text: 'x', blocks });
  expect(answer).toMatchObject({
    ok: false,
    error: 'invalid_blocks',
    response_metadata: {
      messages: expect.arrayContaining([expect.stringContaining(`[json-pointer:${pointer}]`)]),
    },
  });
  expect(setup.slack.messages(GENERAL)).toEqual([]);
});

it('takes every block the app may want to send', async () => {
  await using setup = await sandboxWith();
  const blocks = [
    { type: 'header', text: text('Head') },
    section('*x*', { fields: [text('a')], accessory: button() }),
    image('http://127.0.0.1:8080/cover.png?x=1'),
    image('https://cdn.example/covers/81'),
    { type: 'context', elements: [text('x'), image('https://x.example/a.jpg')] },
    actions(select([option('v')]), button({ action_id: 'b', url: 'https://x.example' })),
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: ADA }] }],
    },
    {
      type: 'card',
      title: { type: 'mrkdwn', text: 'x' },
      actions: [button()],
      hero_image: image('https://x.example/a.gif'),
    },
    {
      type: 'plan',
      title: 'x',
      tasks: [{ type: 'task_card', task_id: '1', title: 'y', status: 'pending' }],
    },
    { type: 'markdown', text: '**x**' },
  ];
  expect(await setup.call('chat.postMessage', { channel: GENERAL, blocks })).toMatchObject({
    ok: true,
  });
});

const { blocks: inputs, submit: _submit, ...bare } = FORM;
const VIEWS: [title: string, view: Record<string, unknown>, pointer: string][] = [
  ['inputs but no submit', { ...bare, blocks: inputs }, '/view/submit'],
  ['a title over 24', { ...FORM, title: text(LONG(25)) }, '/view/title/text'],
  [
    'private metadata over 3000',
    { ...FORM, private_metadata: LONG(3001) },
    '/view/private_metadata',
  ],
  ['a callback id over 255', { ...FORM, callback_id: LONG(256) }, '/view/callback_id'],
  ['101 blocks', { ...bare, blocks: many(101, () => ({ type: 'divider' })) }, '/view/blocks'],
  [
    'a markdown block',
    { ...bare, blocks: [{ type: 'markdown', text: 'x' }] },
    '/view/blocks/0/type',
  ],
  ['no title', { type: 'modal', blocks: [] }, '/view'],
  [
    'a message text where an input belongs',
    { ...FORM, blocks: [{ type: 'input', label: text('x'), element: button() }] },
    '/view/blocks/0/element/type',
  ],
  [
    'a first value longer than allowed',
    {
      ...FORM,
      blocks: [
        {
          type: 'input',
          label: text('x'),
          element: { type: 'plain_text_input', max_length: 3, initial_value: 'four' },
        },
      ],
    },
    '/view/blocks/0/element/initial_value',
  ],
];

it.each(VIEWS)('refuses a modal with %s', async (_title, view, pointer) => {
  await using setup = await sandboxWith();
  expect(await setup.call('views.open', { trigger_id: 'x', view })).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: {
      messages: expect.arrayContaining([expect.stringContaining(`[json-pointer:${pointer}]`)]),
    },
  });
});
