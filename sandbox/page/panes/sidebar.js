import { html, Icon, PlainButton } from '../html.js';
import { Avatar } from './message.js';
import { WorkspaceMenu } from './workspaces.js';

const ITEM =
  'item h-7.25 hover:bg-white/8 max-[720px]:h-9.5 data-unread:font-bold data-unread:text-white ' +
  'aria-[current]:bg-[#ece9fb] aria-[current]:text-brand';
const SIGN = 'w-5 flex-none text-center';

const THEME = 'sandbox-theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const { style } = document.documentElement;
style.colorScheme = localStorage.getItem(THEME) ?? '';

/** Whether the page is dark: as chosen here, or else as in the system. */
const isDark = () => (style.colorScheme ? style.colorScheme === 'dark' : system.matches);

/** Stores the choice in this browser, unless it equals the system's. */
function setDark(dark) {
  style.colorScheme = dark === system.matches ? '' : dark ? 'dark' : 'light';
  if (style.colorScheme) localStorage.setItem(THEME, style.colorScheme);
  else localStorage.removeItem(THEME);
}

/** The left column. */
export function Sidebar({ session }) {
  const { state, here, author, unread } = session;
  const { channels, workspace, app, users, me } = state;
  const item = (id, sign, name, more) => html`
    <button class=${ITEM} aria-current=${here.channel === id ? 'page' : null}
      data-unread=${unread(id) || null} onclick=${() => session.go({ channel: id, thread: null })}>
      ${sign}<span>${name}</span>${more}
    </button>
  `;
  const channelItem = ({ id, kind, name, archived }) => {
    const letter = kind === 'private' ? '🔒' : '#';
    const sign = html`<span class=${SIGN} aria-hidden="true">${letter}</span>`;
    return item(id, sign, name, archived && html`<small class="text-inherit!">archived</small>`);
  };
  const avatar = (each) => html`<${Avatar} author=${each} size="tiny" />`;
  const directMessageItem = (each) =>
    item(each.id, avatar(author(each.with)), author(each.with).shown);
  const directMessages = channels.filter((each) => each.kind === 'im');
  const people = users.filter((each) => !each.is_bot && !each.deleted);
  const onUser = ({ currentTarget }) => session.become(currentTarget.value);
  const onTheme = () => {
    setDark(!isDark());
    session.draw();
  };
  return html`
    <header class="workspace h-13.5 px-4 text-[17px] text-white">
      <strong>${workspace.name}</strong>
      <${WorkspaceMenu} session=${session} />
      <span class="sandbox-badge rounded-[9px] border border-white/30 px-1.5 text-[11px]">
        on this computer
      </span>
    </header>
    <div class="lists flex-1 overflow-y-auto p-2">
      <h2>Channels</h2>
      ${channels.filter((each) => each.kind !== 'im').map(channelItem)}
      ${directMessages.length > 0 && html`<h2>Direct messages</h2>`}
      ${directMessages.map(directMessageItem)}
      ${app.home_tab && html`<h2>Apps</h2>`}
      ${app.home_tab && item('home', avatar({ is_bot: true }), `${app.name} · Home`)}
      <h2>Behind the scenes</h2>
      <button class=${ITEM} aria-expanded=${here.network}
        onclick=${() => session.show({ network: !here.network, drawer: false })}>
        <span class=${SIGN}><${Icon} name="network" /></span><span>Network</span>
      </button>
    </div>
    <footer class="me px-3.5 py-2.5">
      <${Avatar} author=${author(me)} size="small" />
      <label class="grid flex-1 text-xs">
        <span>You are</span>
        <select class="bg-[#231d43] text-[15px] font-bold text-white" value=${me}
          onchange=${onUser}>
          ${people.map(({ id }) => html`<option value=${id}>${author(id).shown}</option>`)}
        </select>
      </label>
      <${PlainButton} label="Dark mode" kind=${isDark() && 'text-[#ffe08a]'}
        aria-pressed=${isDark()} onclick=${onTheme}>
        <${Icon} name="moon" />
      <//>
    </footer>
  `;
}
