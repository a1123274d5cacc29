import { render } from 'preact';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { createFields } from './blocks/fields.js';
import { textNodes } from './blocks/text.js';
import { CloseButton, html, Icon, PlainButton } from './html.js';
import { Composer } from './panes/composer.js';
import { readOnlyReason } from './panes/line.js';
import { Avatar } from './panes/message.js';
import { MessageList, Scroller } from './panes/message-list.js';
import { Modal } from './panes/modal.js';
import { Network } from './panes/network.js';
import { Sidebar } from './panes/sidebar.js';
import { threadOf, topLevel } from './panes/timeline.js';
import { Rail } from './panes/workspaces.js';
import { createSession } from './session.js';

const session = createSession(draw);
document.addEventListener('pointerdown', ({ target }) => {
  if (session.here.drawer && !target.closest('#sidebar, .drawer')) session.show({ drawer: false });
});
document.addEventListener('keydown', ({ key }) => {
  if (session.here.drawer && key === 'Escape') session.show({ drawer: false });
});

function draw() {
  const { state, here, isLost } = session;
  document.body.toggleAttribute('data-lost', isLost);
  document.body.toggleAttribute('data-drawer', here.drawer);
  if (state !== null) {
    const title = here.channel === 'home' ? state.app.name : session.title(session.channel());
    document.title = `${title} · ${state.workspace.name}`;
  }
  render(html`<${state === null ? Toasts : Page} session=${session} />`, document.body);
}

function Page({ session }) {
  const { state, here, logs, question } = session;
  const messages = state.messages[here.channel] ?? [];
  const thread = here.thread === null ? [] : threadOf(messages, here.thread);
  const toasts = html`<${Toasts} session=${session} />`;
  const inert = session.nextUser !== null;
  // An open dialog covers everything outside it and makes it inert.
  const inModal = state.views.length > 0 && !question;
  return html`
    <nav id="sidebar" aria-label="Workspace"
      class="bg-[linear-gradient(170deg,#342a63,#2a2350_45%,#221c42)] text-lilac">
      <${Rail} session=${session} />
      <${Sidebar} session=${session} />
    </nav>
    <main id="main" inert=${inert}><${MainPane} session=${session} messages=${messages} /></main>
    ${thread.length > 0 && html`<${Thread} ...${{ session, thread, messages, inert }} />`}
    ${here.network && logs && html`<${Network} session=${session} />`}
    <${Modal} session=${session}>${inModal && toasts}<//>
    ${question && html`<${Confirm} session=${session}>${toasts}<//>`}
    ${!inModal && !question && toasts}
  `;
}

function MainPane({ session, messages }) {
  const { state, here } = session;
  const channel = here.channel === 'home' ? null : session.channel();
  const list = topLevel(messages);
  const home = html`<h1><${Avatar} author=${{ is_bot: true }} size="small" />${state.app.name}
    <small>Home</small></h1>`;
  const none = html`<p class="empty p-10 text-center">No messages here.</p>`;
  const placeholder = `Message ${channel && session.title(channel)}`;
  return html`
    <header>
      <${MenuToggle} session=${session} />
      ${channel ? html`<${ChannelTitle} ...${{ session, channel }} />` : home}
    </header>
    <${Scroller} label="Messages" edge=${channel ? 'end' : 'top'}
      at="${state.me} ${here.channel} ${session.sent.channel}">
      ${!channel && html`<${Home} session=${session} />`}
      ${channel && html`<${MessageList} ...${{ session, list, all: messages }} />`}
      ${channel && list.length === 0 && none}
    <//>
    <${Footer} ...${{ session, channel, placeholder }} />
  `;
}

function Thread({ session, thread, messages, inert }) {
  const { state, here } = session;
  const channel = session.channel();
  return html`<aside id="thread" aria-label="Thread" inert=${inert}
    class="w-[min(440px,40vw)] border-l border-line bg-paper max-[900px]:fixed
    max-[900px]:inset-y-0 max-[900px]:right-0 max-[900px]:z-3 max-[900px]:w-[min(440px,100vw)]">
    <header>
      <h1>Thread<small>${session.title(channel)}</small></h1>
      <${CloseButton} label="Close thread" onclick=${() => session.go({ thread: null })} />
    </header>
    <${Scroller} label="Thread messages" edge="end"
      at="${state.me} ${here.thread} ${session.sent.thread}">
      <${MessageList} ...${{ session, list: thread, all: messages }} inThread />
    <//>
    <${Footer} ...${{ session, channel }} inThread placeholder="Reply…" />
  </aside>`;
}

/** The Home tab with its fields. As in Slack, typed text stays as long as its block does. */
function Home({ session }) {
  const { home, app } = session.state;
  const [, redraw] = useReducer((count) => count + 1, 0);
  const [form] = useState(() => createFields(redraw));
  if (home === null)
    return html`<p class="empty p-10 text-center">
      ${app.name} has not published a Home tab yet.
    </p>`;
  const ids = new Set(home.blocks.map((each) => each.block_id));
  for (const id of Object.keys(form.values)) if (!ids.has(id)) form.forget(id);
  form.surface = session.surfaceAt({ view_id: home.id });
  form.addInitialValues(home);
  return html`<div class="home mx-auto max-w-190 px-6 py-3 wrap-anywhere max-[720px]:px-3">
    ${form.draw(home.blocks)}
  </div>`;
}

/**
 * The composer, or why the channel is read-only. Typed text stays when the channel changes, an
 * error only as long as the person does.
 */
function Footer({ session, channel, ...rest }) {
  const closed = channel && readOnlyReason(channel, session.state);
  return html`
    <div hidden=${!channel || closed}>
      <${Composer} key=${session.state.me} session=${session} ...${rest} />
    </div>
    ${closed && html`<p class="closed text-center text-muted">${closed}</p>`}
  `;
}

const NOTE = 'rounded-[10px] bg-mine px-2.25 py-px text-xs whitespace-nowrap';

function ChannelTitle({ session, channel }) {
  const without = !channel.app_in && `${session.state.app.name} is not in this channel`;
  const shared = channel.ext_shared && 'shared with another organization';
  const note = (words) => html`<span class=${NOTE}>${words}</span>`;
  return html`
    <h1>${session.title(channel)}<small>${channel.topic ?? ''}</small></h1>
    ${[without, shared].filter(Boolean).map(note)}
  `;
}

const DRAWER = 'drawer hidden max-[720px]:-ml-2.5 max-[720px]:block';

/** The button that opens the sidebar on narrow screens. */
function MenuToggle({ session }) {
  const { drawer } = session.here;
  const onclick = () => {
    session.show({ drawer: !drawer });
    if (!drawer) document.querySelector('.item[aria-current], .item')?.focus();
  };
  const props = { onclick, 'aria-controls': 'sidebar', 'aria-expanded': drawer };
  return html`<${PlainButton} kind=${DRAWER} label="Channels" ...${props}>
    <${Icon} name="menu" />
  <//>`;
}

const TOAST = 'toast max-w-130 rounded-[9px] bg-[#24202f] py-1.5 pr-2 pl-4 text-white';

function Toasts({ session }) {
  const toast = (entry) => html`<div class=${TOAST}>
    <span>${entry.text}</span>
    <button aria-label="Dismiss" onclick=${() => session.dismiss(entry)}>×</button>
  </div>`;
  return html`<div id="toasts" role="status" aria-live="polite"
    class="fixed bottom-5 left-1/2 z-20 grid -translate-x-1/2 gap-2">
    ${session.toasts.map(toast)}
  </div>`;
}

/** Asks for confirmation before a button acts. */
function Confirm({ session, children }) {
  const { title, text, deny, confirm, style = 'primary', answer } = session.question;
  const { directory } = session.surfaceAt({});
  const write = (each) => textNodes(each, directory);
  const dialog = useRef();
  useLayoutEffect(() => dialog.current.showModal(), []);
  const onclose = () => answer(dialog.current.returnValue === 'yes');
  const props = { ref: dialog, onclose, 'aria-labelledby': 'confirm-title' };
  return html`<dialog class="w-[min(440px,100vw-32px)]!" ...${props}>
    <form method="dialog">
      <h2 id="confirm-title" class="px-6 pt-4.5 text-[22px]">${write(title)}</h2>
      <p class="px-6 pt-4.5">${write(text)}</p>
      <footer class="flex justify-end gap-3 px-6 py-4">
        <button class="button" value="no">${write(deny)}</button>
        <button class="button" value="yes" data-style=${style}>${write(confirm)}</button>
      </footer>
    </form>
    ${children}
  </dialog>`;
}
