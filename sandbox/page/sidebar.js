import { h, icon } from './dom.js';
import { avatar } from './message.js';

/**
 * The column at the left.
 * @param {any} state of the sandbox
 * @param {{ channel: string | null, unread(id: string): boolean, author(id: string): any,
 *   onChannel(id: string | 'home'): void, onUser(id: string): void, onNetwork(): void }} options
 */
export function drawSidebar(state, options) {
  const item = (channel) =>
    h(
      'button.item',
      {
        type: 'button',
        'aria-current': options.channel === channel.id ? 'page' : null,
        'data-unread': options.unread(channel.id) ? '' : null,
        onclick: () => options.onChannel(channel.id),
      },
      sign(channel, options),
      h('span', channel.kind === 'im' ? options.author(channel.with).shown : channel.name),
      channel.archived ? h('small', 'archived') : null,
    );
  const rooms = state.channels.filter((each) => each.kind !== 'im');
  const talks = state.channels.filter((each) => each.kind === 'im');
  const me = options.author(state.me);
  return [
    h(
      'header.workspace',
      h('strong', state.workspace.name),
      h('span.sandbox-badge', 'on this computer'),
    ),
    h(
      'div.lists',
      h('h2', 'Channels'),
      rooms.map(item),
      h('h2', 'Direct messages'),
      talks.map(item),
      state.app.home_tab ? [h('h2', 'Apps'), home(state, options)] : null,
    ),
    h(
      'footer.me',
      avatar(me, '.small'),
      h(
        'label',
        h('span', 'You are'),
        h(
          'select',
          { onchange: (event) => options.onUser(event.currentTarget.value) },
          state.users
            .filter((each) => !each.is_bot && !each.deleted)
            .map((each) =>
              h(
                'option',
                { value: each.id, selected: each.id === state.me },
                options.author(each.id).shown,
              ),
            ),
        ),
      ),
      h(
        'button.plain',
        { type: 'button', title: 'Network', 'aria-label': 'Network', onclick: options.onNetwork },
        icon('network'),
      ),
    ),
  ];
}

function home(state, options) {
  return h(
    'button.item',
    {
      type: 'button',
      'aria-current': options.channel === 'home' ? 'page' : null,
      onclick: () => options.onChannel('home'),
    },
    avatar({ is_bot: true }, '.tiny'),
    h('span', `${state.app.name} · Home`),
  );
}

function sign(channel, options) {
  if (channel.kind === 'im') return avatar(options.author(channel.with), '.tiny');
  return h('span.sign', { 'aria-hidden': 'true' }, channel.kind === 'private' ? '🔒' : '#');
}
