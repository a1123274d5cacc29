import { describe, expect, test } from 'vitest';
import { createChanges } from '../changes.ts';
import { viewText } from '../person/view-text.ts';
import { MARKETING } from '../seed.ts';
import { createViews } from '../views.ts';
import { createWorld } from '../world.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const input = (id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(`The ${id}`),
  element: { action_id: id, ...element },
  ...more,
});

/** A view as its person reads it, with `errors` under its fields. */
function shown(blocks: object[], errors: Record<string, string> = {}, more: object = {}): string[] {
  const world = createWorld({
    botName: 'Jogg',
    scopes: [],
    now: Date.now,
    changes: createChanges(),
  });
  const views = createViews({ changed: () => {} });
  const modal = { type: 'modal', title: plain('A form'), submit: plain('Send'), blocks, ...more };
  const view = views.open(modal, () => ({ user: 'U0ADA00001', channel: null, view: null }));
  return viewText(world, view, errors).split('\n');
}

describe('a view as text', () => {
  test('has its title, its blocks, its pictures by their alt texts, and its buttons', () => {
    const lines = shown(
      [
        { type: 'section', text: plain('Words *as they are*') },
        { type: 'image', image_url: 'https://x.example/a.png', alt_text: 'Picture of Ada' },
        { type: 'context', elements: [plain('one'), plain('two')] },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'a', text: plain('More') },
            { type: 'button', action_id: 'b', text: plain('Open'), url: 'https://x.example/' },
          ],
        },
      ],
      {},
      { close: plain('Cancel') },
    );
    expect(lines).toEqual([
      '── A form ──',
      'Words *as they are*',
      '[image Picture of Ada]',
      'one · two',
      '[More]',
      '[Open] → https://x.example/',
      '[Cancel] [Send]',
    ]);
  });

  test('shows what is in a field, or its placeholder, its hint and what is wrong with it', () => {
    const text = { type: 'plain_text_input', placeholder: plain('Type here') };
    const lines = shown(
      [
        input('script', { ...text, multiline: true, initial_value: 'one\ntwo' }),
        input('name', text, { optional: true, hint: plain('To find it again') }),
      ],
      { name: 'Too short.' },
    );
    expect(lines).toEqual([
      '── A form ──',
      'The script',
      '  │ one',
      '  │ two',
      'The name (optional)',
      '  │ … Type here',
      '  (To find it again)',
      '  ! Too short.',
      '[Send]',
    ]);
  });

  test('marks what is chosen, and names channels and files', () => {
    const options = [option('Tall'), option('Wide')];
    const lines = shown([
      input('shape', { type: 'radio_buttons', options, initial_option: options[1] }),
      input('extras', { type: 'checkboxes', options, initial_options: [options[0]] }),
      input('one', { type: 'static_select', options, initial_option: options[0] }),
      input('many', { type: 'multi_static_select', options, initial_options: options }),
      input('none', { type: 'static_select', options, placeholder: plain('Choose one') }),
      input('where', { type: 'conversations_select', initial_conversation: MARKETING }),
      input('file', { type: 'file_input' }),
    ]);
    expect(lines).toEqual([
      '── A form ──',
      'The shape',
      '  ( ) Tall  (•) Wide',
      'The extras',
      '  [x] Tall  [ ] Wide',
      'The one',
      '  ▾ Tall',
      'The many',
      '  ▾ Tall, Wide',
      'The none',
      '  ▾ … Choose one',
      'The where',
      '  ▾ #marketing',
      'The file',
      '  [Add a file]',
      '[Send]',
    ]);
  });

  test('of the Home tab has no title and no buttons below', () => {
    const blocks = [{ type: 'header', text: plain('My videos') }];
    const world = createWorld({
      botName: 'Jogg',
      scopes: [],
      now: Date.now,
      changes: createChanges(),
    });
    const view = createViews({ changed: () => {} }).publish(
      'U0ADA00001',
      { type: 'home', blocks },
      undefined,
    );
    expect(viewText(world, view)).toBe('MY VIDEOS');
  });
});
