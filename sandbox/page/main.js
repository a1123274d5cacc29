import { act, fetchLogs, fetchState, onChange } from './api.js';
import { h, icon } from './dom.js';
import { createCoach } from './panes/coach.js';
import { createComposer } from './panes/composer.js';
import { createHome } from './panes/home.js';
import { avatar, closeButton } from './panes/message.js';
import { messageNodes, stick } from './panes/message-list.js';
import { createModal } from './panes/modal.js';
import { drawNetwork } from './panes/network.js';
import { emptyChannel, GUESTS, isGuest, whyClosed } from './panes/places.js';
import { drawSidebar } from './panes/sidebar.js';
import { threadOf, topLevel } from './panes/timeline.js';
import { attempt, toast } from './panes/toasts.js';
import { addToSlack, drawRail, tokenTroubles, workspaceMenu } from './panes/workspaces.js';
import { createKeep } from './sync.js';
import { isDark, setDark } from './theme.js';

const byId = (id) => document.getElementById(id);

/** Where the person is: kept in the address, so that a reload stays there. */
const here = { user: null, channel: null, thread: null, network: false };
let state = null;
let seenNotices = null;
const seen = new Map();
const keeps = { channel: createKeep(), thread: createKeep() };
const homeTab = createHome();
const modal = createModal(byId('modal'), () => ({ user: state.me, place: place({}) }));

const compose = (inThread) =>
  createComposer({
    inThread,
    known,
    onCommand: (command, text) => {
      coach.hide();
      return problemOf('command', { channel: here.channel, command, text });
    },
    onShortcut: ({ callback_id }) => person('shortcut', { callback_id }),
    onDeed: doDeed,
    onPost: (text) => {
      const thread = inThread ? { thread_ts: here.thread } : {};
      return problemOf('say', { channel: here.channel, text, ...thread });
    },
  });
const [composer, threadComposer] = [false, true].map(compose);
const coach = createCoach({ onTry: composer.fill });
const add = h('div');
byId('composer').append(add, coach.root, composer.root);
byId('thread-composer').append(threadComposer.root);
threadComposer.setPlaceholder('Reply…');

document.addEventListener('pointerdown', ({ target }) => {
  if (!byId('sidebar').contains(target) && !target.closest('.drawer')) openDrawer(false);
});
document.addEventListener('keydown', ({ key }) => key === 'Escape' && openDrawer(false));
readAddress();
onChange(refresh, () => document.body.setAttribute('data-lost', ''));

/** One reload at a time; a change meanwhile causes exactly one more. */
let running = false;
let again = false;
async function refresh() {
  document.body.removeAttribute('data-lost');
  again = running;
  if (running) return;
  running = true;
  await attempt(async () => {
    state = await fetchState(here.user);
    draw();
    if (!here.network) return;
    const [slack, jogg] = await fetchLogs();
    byId('network').replaceChildren(...drawNetwork(slack, jogg, toggleNetwork));
  });
  running = false;
  if (again) refresh();
}

function draw() {
  here.channel ??= state.channels.find((each) => each.name === 'marketing')?.id ?? null;
  if (here.channel !== 'home' && channel() === undefined)
    here.channel = state.channels[0]?.id ?? 'home';
  document.title = `${here.channel === 'home' ? state.app.name : title(channel())} · ${state.workspace.name}`;
  const messages = state.messages[here.channel] ?? [];
  seen.set(here.channel, messages.length);
  const sidebar = drawSidebar(state, {
    ...{ channel: here.channel, author, onNetwork: toggleNetwork, network: here.network },
    ...{ dark: isDark(), onTheme: () => refresh(setDark(!isDark())) },
    unread: (id) => (state.messages[id]?.length ?? 0) > (seen.get(id) ?? 0),
    onChannel: (id) => go({ channel: id, thread: null }),
    menu: workspaceMenu(state, doDeed),
    onUser: (id) => go({ user: id, channel: null, thread: null }),
  });
  const rail = drawRail(state, (id) => go({ user: id, channel: null, thread: null }));
  byId('sidebar').replaceChildren(...rail, ...sidebar);
  add.replaceChildren(...addToSlack(state));
  drawMiddle(messages);
  drawThread(messages);
  modal.show(state.views);
  drawNotices();
}

function drawMiddle(messages) {
  const home = here.channel === 'home';
  const closed = home ? null : whyClosed(channel(), state);
  byId('composer').hidden = home || closed !== null;
  for (const id of ['closed', 'thread-closed'])
    Object.assign(byId(id), { hidden: closed === null, textContent: closed ?? '' });
  byId('thread-composer').hidden = closed !== null;
  const app = avatar({ is_bot: true }, '.small');
  const homeTitle = h('h1', app, state.app.name, h('small', 'Home'));
  byId('title').replaceChildren(drawer(), ...(home ? [homeTitle] : channelTitle(channel())));
  const listed = home ? [homeView()] : nodesOf('channel', topLevel(messages), messages);
  const nodes = listed.length > 0 ? listed : [keeps.channel.node('empty', {}, emptyChannel)];
  const focused = document.activeElement?.id;
  stick(byId('messages'), `${state.me} ${here.channel}`, nodes, home ? 'top' : 'end');
  keeps.channel.turn();
  if (home && focused && document.activeElement?.id !== focused) byId(focused)?.focus();
  if (!home) composer.setPlaceholder(`Message ${title(channel())}`);
}

function drawThread(messages) {
  const thread = here.thread === null ? [] : threadOf(messages, here.thread);
  byId('thread').hidden = thread.length === 0;
  if (thread.length === 0) return;
  byId('thread-title').replaceChildren(
    h('h1', 'Thread', h('small', title(channel()))),
    closeButton('Close thread', () => go({ thread: null })),
  );
  stick(byId('thread-messages'), `${state.me} ${here.thread}`, nodesOf('thread', thread, messages));
  keeps.thread.turn();
}

function nodesOf(pane, list, all) {
  return messageNodes(list, {
    pane,
    all,
    me: state.me,
    shortcuts: state.app.shortcuts.filter((each) => each.type === 'message'),
    keep: keeps[pane],
    author,
    placeOf: ({ ts }) => place({ channel: here.channel, message_ts: ts }),
    onThread: ({ ts }) => go({ thread: ts }),
    onShortcut: ({ callback_id }, { ts }) =>
      person('shortcut', { callback_id, channel: here.channel, message_ts: ts }),
  });
}

function channelTitle(each) {
  return [
    h('h1', title(each), h('small', each.topic ?? '')),
    each.app_in ? null : h('span.pill', `${state.app.name} is not in here`),
    each.ext_shared ? h('span.pill', 'shared with another organization') : null,
  ].filter((part) => part !== null);
}

function homeView() {
  const { home } = state;
  if (home === null) return h('p.empty', `${state.app.name} has not published a Home tab yet.`);
  return keeps.channel.node('home', home, () => homeTab.draw(home, place({ view_id: home.id })));
}

/** What blocks need from where they stand; `where` names the message or view in a click. */
function place(where) {
  const at = ({ block_id }, { action_id }) => ({ ...where, block_id, action_id });
  return {
    directory: { nameOf: (id) => author(id).shown, channelName, author, me: state.me },
    click: async (block, element, selected) => {
      const { value } = element;
      const answer = await person('click', { ...at(block, element), value, selected });
      if (answer?.url) window.open(answer.url, '_blank', 'noreferrer');
    },
    suggest: (block, element, query) =>
      act('suggest', { user: state.me, ...at(block, element), query }),
    conversations: () =>
      state.channels.map((each) => ({ id: each.id, name: title(each), kind: each.kind })),
    people: () => state.users.map((each) => ({ id: each.id, name: author(each.id).shown })),
  };
}

function person(deed, body) {
  return attempt(() => act(deed, { user: state.me, ...body }));
}

/** Opens an address, or does something about the app as a whole. */
function doDeed({ url, deed }) {
  if (url) window.open(url, '_blank');
  else person(deed, {});
}

/** Does it; what goes wrong is told as a sentence, for where it was typed. */
function problemOf(deed, body) {
  return act(deed, { user: state.me, ...body }).then(
    () => null,
    (error) => error.message,
  );
}

/** What a composer knows of this person's workspace. */
function known() {
  if (state === null) return { commands: [], shortcuts: [], people: [], troubles: [] };
  const guest = isGuest(state);
  const people = state.users.filter((each) => !each.deleted && each.id !== state.me);
  return {
    people: people.map(({ id }) => ({ id, name: author(id).shown })),
    troubles: tokenTroubles(state),
    commands: guest ? [] : state.app.commands,
    shortcuts: guest ? [] : state.app.shortcuts.filter((each) => each.type === 'global'),
    whyNoCommands: guest ? GUESTS : null,
  };
}

function author(id) {
  const user = state.users.find((each) => each.id === id);
  const shown = user?.is_bot ? state.app.name : user?.real_name || user?.name || id || 'Somebody';
  return { id: id ?? '', is_bot: user?.is_bot ?? false, shown };
}

function channel() {
  return state.channels.find((each) => each.id === here.channel);
}

function channelName(id) {
  return state.channels.find((each) => each.id === id)?.name ?? 'private-channel';
}

function title(each) {
  return each.kind === 'im'
    ? author(each.with).shown
    : `${each.kind === 'private' ? '🔒' : '#'} ${each.name}`;
}

/** Says only what happened since the page was opened. */
function drawNotices() {
  const ids = state.notices.map((each) => each.id);
  const known = seenNotices ?? new Set(ids);
  for (const notice of state.notices) if (!known.has(notice.id)) toast(notice.text);
  seenNotices = new Set([...known, ...ids]);
}

/** The button that opens the sidebar where there is no room for it. */
function drawer() {
  const open = document.body.hasAttribute('data-drawer');
  const facts = { type: 'button', 'aria-label': 'Channels', 'aria-controls': 'sidebar' };
  const onclick = () => openDrawer(!document.body.hasAttribute('data-drawer'));
  return h(
    'button.plain.drawer',
    { ...facts, 'aria-expanded': String(open), onclick },
    icon('menu'),
  );
}

function openDrawer(open) {
  document.body.toggleAttribute('data-drawer', open);
  document.querySelector('.drawer')?.setAttribute('aria-expanded', String(open));
  if (open) byId('sidebar').querySelector('.item[aria-current], .item')?.focus();
}

function toggleNetwork() {
  here.network = !here.network;
  openDrawer(false);
  byId('network').hidden = !here.network;
  refresh();
}

function go(where) {
  openDrawer(false);
  Object.assign(here, where);
  location.hash = [here.user ?? '', here.channel ?? '', here.thread ?? ''].join('/');
  if (where.channel === 'home') person('home', {});
  refresh();
}

function readAddress() {
  const [user, channelId, thread] = location.hash.slice(1).split('/');
  Object.assign(here, { user: user || null, channel: channelId || null, thread: thread || null });
}
