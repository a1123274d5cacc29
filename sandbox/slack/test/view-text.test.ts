import { expect, test } from 'vitest';
import { createChanges } from '../changes.ts';
import { viewText } from '../person/view-text.ts';
import { MARKETING } from '../seed.ts';
import { createViews } from '../views.ts';
import { createWorld } from '../world.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const input = (id: string, element: object, more: object = {}) => ({
  ...{ type: 'input', block_id: id, label: plain(`The ${id}`) },
  ...{ element: { action_id: id, ...element }, ...more },
});
const button = (id: string, text: string, more: object = {}) => ({
  ...{ type: 'button', action_id: id, text: plain(text), ...more },
});
const field = { type: 'plain_text_input', placeholder: plain('Type here') };
const options = [option('Tall'), option('Wide')];

const VIEWS: [title: string, blocks: object[], errors: Record<string, string>, lines: string][] = [
  [
    'has its title, its blocks, its pictures by their alt texts, and its buttons',
    [
      { type: 'section', text: plain('Words *as they are*') },
      { type: 'image', image_url: 'https://x.example/a.png', alt_text: 'Picture of Ada' },
      { type: 'context', elements: [plain('one'), plain('two')] },
      {
        type: 'actions',
        elements: [button('a', 'More'), button('b', 'Open', { url: 'https://x.example/' })],
      },
    ],
    {},
    `Words *as they are*
[image Picture of Ada]
one · two
[More]
[Open] → https://x.example/`,
  ],
  [
    'shows what is in a field, or its placeholder, its hint and what is wrong with it',
    [
      input('script', { ...field, multiline: true, initial_value: 'one\ntwo' }),
      input('name', field, { optional: true, hint: plain('To find it again') }),
    ],
    { name: 'Too short.' },
    `The script
  │ one
  │ two
The name (optional)
  │ … Type here
  (To find it again)
  ! Too short.`,
  ],
  [
    'marks what is chosen, and names channels and files',
    [
      input('shape', { type: 'radio_buttons', options, initial_option: options[1] }),
      input('extras', { type: 'checkboxes', options, initial_options: [options[0]] }),
      input('one', { type: 'static_select', options, initial_option: options[0] }),
      input('many', { type: 'multi_static_select', options, initial_options: options }),
      input('none', { type: 'static_select', options, placeholder: plain('Choose one') }),
      input('where', { type: 'conversations_select', initial_conversation: MARKETING }),
      input('file', { type: 'file_input' }),
    ],
    {},
    `The shape
  ( ) Tall  (•) Wide
The extras
  [x] Tall  [ ] Wide
The one
  ▾ Tall
The many
  ▾ Tall, Wide
The none
  ▾ … Choose one
The where
  ▾ #marketing
The file
  [Add a file]`,
  ],
];

const world = createWorld({ botName: 'Jogg', scopes: [], now: Date.now, changes: createChanges() });
const views = createViews({ changed: () => {} });

test.each(VIEWS)('a view as text %s', (_title, blocks, errors, lines) => {
  const buttons = { close: plain('Cancel'), submit: plain('Send') };
  const modal = { type: 'modal', title: plain('A form'), ...buttons, blocks };
  const view = views.open(modal, () => ({ user: 'U0ADA00001', channel: null, view: null }));
  expect(viewText(world, view, errors)).toBe(`── A form ──\n${lines}\n[Cancel] [Send]`);
});

test('the Home tab as text has no title and no buttons below', () => {
  const blocks = [{ type: 'header', text: plain('My videos') }];
  const view = views.publish('U0ADA00001', { type: 'home', blocks }, undefined);
  expect(viewText(world, view)).toBe('MY VIDEOS');
});
