import { expect, test } from 'vitest';
import { createChanges } from '../changes.ts';
import { viewText } from '../person/view-text.ts';
import { firstWorkspace, MARKETING } from '../seed.ts';
import { createViews } from '../views.ts';
import { createWorld } from '../world.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const input = (id: string, element: object, more: object = {}) => ({
  ...{ type: 'input', block_id: id, label: plain(`The ${id}`) },
  ...{ element: { action_id: id, ...element }, ...more },
});
const field = { type: 'plain_text_input', placeholder: plain('Type here') };
const options = [option('Tall'), option('Wide')];
const first = { options, initial_option: options[0] };
const url = `https://x.example/${'0'.repeat(60)}/clip.mp4`;
const button = { type: 'button', action_id: 'a', text: plain('Open'), url };

const BLOCKS = [
  { type: 'section', text: plain('Words *as they are*') },
  { type: 'image', image_url: 'https://x.example/a.png', alt_text: 'Picture of Ada' },
  { type: 'actions', elements: [button] },
  input('script', { ...field, initial_value: 'one\ntwo' }),
  input('name', field, { optional: true, hint: plain('To find it again') }),
  input('shape', { type: 'radio_buttons', ...first }),
  input('extras', { type: 'checkboxes', options, initial_options: [options[1]] }),
  input('one', { type: 'static_select', ...first }),
  input('many', { type: 'multi_static_select', options, initial_options: options }),
  input('where', { type: 'conversations_select', initial_conversation: MARKETING }),
];
const TEXT = `── A form ──
Words *as they are*
[image Picture of Ada]
[Open] → https://x.example/…00000000000/clip.mp4
The script
  │ one
  │ two
The name (optional)
  │ … Type here
  (To find it again)
  ! Too short.
The shape
  (•) Tall  ( ) Wide
The extras
  [ ] Tall  [x] Wide
The one
  ▾ Tall
The many
  ▾ Tall, Wide
The where
  ▾ #marketing
[Cancel] [Send]`;

test('a view as text has its title, its blocks, what is in its fields, and its buttons', () => {
  const changes = createChanges();
  const world = createWorld({
    workspace: firstWorkspace(),
    botName: 'Jogg',
    now: Date.now,
    changes,
  });
  const views = createViews({ world, changed: () => {} });
  const buttons = { close: plain('Cancel'), submit: plain('Send') };
  const modal = { type: 'modal', title: plain('A form'), ...buttons, blocks: BLOCKS };
  const view = views.open(modal, () => ({ user: 'U0ADA00001', channel: null }));
  expect(viewText(world, view, { name: 'Too short.' })).toBe(TEXT);
});
