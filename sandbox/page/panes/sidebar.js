import { h, icon } from '../dom.js';
import { avatar } from './message.js';

/** The column at the left. */
export function drawSidebar({ channels, workspace, app, users, me }, options) {
  const { author, unread } = options;
  const item = (id, sign, name, ...more) => {
    const current = options.channel === id && 'page';
    const onclick = () => options.onChannel(id);
    const facts = { type: 'button', onclick, 'aria-current': current, 'data-unread': unread(id) };
    return h('button.item', facts, sign, h('span', name), more);
  };
  const room = ({ id, kind, name, archived }) => {
    const sign = h('span.sign', { 'aria-hidden': 'true' }, kind === 'private' ? '🔒' : '#');
    return item(id, sign, name, archived && h('small', 'archived'));
  };
  const talk = ({ id, with: other }) =>
    item(id, avatar(author(other), '.tiny'), author(other).shown);
  const person = ({ id }) => h('option', { value: id, selected: id === me }, author(id).shown);
  const talks = channels.filter((each) => each.kind === 'im');
  const people = users.filter((each) => !each.is_bot && !each.deleted).map(person);
  const onchange = (event) => options.onUser(event.currentTarget.value);
  const behind = { type: 'button', onclick: options.onNetwork, 'aria-expanded': options.network };
  const dark = { type: 'button', title: 'Dark mode', 'aria-label': 'Dark mode' };
  return [
    h(
      'header.workspace',
      h('strong', workspace.name),
      options.menu,
      h('span.sandbox-badge', 'on this computer'),
    ),
    h(
      'div.lists',
      h('h2', 'Channels'),
      channels.filter((each) => each.kind !== 'im').map(room),
      talks.length > 0 && h('h2', 'Direct messages'),
      talks.map(talk),
      app.home_tab && [
        h('h2', 'Apps'),
        item('home', avatar({ is_bot: true }, '.tiny'), `${app.name} · Home`),
      ],
      h('h2', 'Behind the scenes'),
      h('button.item', behind, h('span.sign', icon('network')), h('span', 'Network')),
    ),
    h(
      'footer.me',
      avatar(author(me), '.small'),
      h('label', h('span', 'You are'), h('select', { onchange }, people)),
      h(
        'button.plain',
        { ...dark, onclick: options.onTheme, 'aria-pressed': String(options.dark) },
        icon('moon'),
      ),
    ),
  ];
}
