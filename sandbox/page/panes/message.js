import { Blocks, File } from '../blocks/blocks.js';
import { dayLabel, timeLabel } from '../blocks/dates.js';
import { textNodes } from '../blocks/text.js';
import { html, PlainButton } from '../html.js';
import { MenuButton } from './menu.js';

const SIZES = { usual: 'size-9 text-[17px]', small: 'size-7 text-sm', tiny: 'size-5 text-[11px]' };
const COLOURS = ['#8a4fbf', '#0b7a75', '#c2571a', '#2f6fb5', '#a83a5b', '#5a7a1f'];

/** A message in a channel or a thread. */
export function Message({ session, message, continued, replies, inThread }) {
  const { ts, blocks, text, files = [], ephemeral = false } = message;
  const author = session.author(message.user);
  const where = { channel: session.here.channel, message_ts: ts };
  const surface = session.surfaceAt(where);
  const now = Date.now() / 1000;
  const [day, time] = [dayLabel, timeLabel].map((label) => label(Number(ts), { now }));
  const shortcuts = session.state.app.shortcuts.filter((each) => each.type === 'message');
  const onShortcut = ({ callback_id }) => session.person('shortcut', { callback_id, ...where });
  const onThread = () => session.go({ thread: ts });
  const badge =
    author.is_bot &&
    html`<span class="rounded-[3px] bg-badge px-1 text-[10px] font-bold text-muted">APP</span>`;
  const head = html`<p class="message-head flex items-baseline gap-2">
    <strong>${author.shown}</strong>${badge}<time title=${day}>${time}</time>
  </p>`;
  const more = html`<${MenuButton} label="More actions" items=${shortcuts}
    onPick=${onShortcut}>⋯<//>`;
  const tools = html`<div class="tools absolute -top-3.5 right-5 opacity-0 group-hover:opacity-100
    has-[:focus-visible]:opacity-100">
    ${!inThread && html`<${PlainButton} label="Reply in thread" onclick=${onThread}>💬<//>`}
    ${shortcuts.length > 0 && more}
  </div>`;
  const gutter = html`<time class="gutter opacity-0 group-hover:opacity-100">${time}</time>`;
  // Consecutive cards of one author keep the space of separate messages.
  return html`<article class="message group relative grid grid-cols-[36px_minmax(0,1fr)] gap-x-2.5
    px-5 hover:bg-soft has-[.actions]:pt-2 has-[.actions]:pb-2.5
    ${continued ? 'py-0.5' : 'py-1.5'} ${ephemeral && 'bg-soft'}"
    data-ts=${ts} aria-label="${author.shown}, ${day} at ${time}">
    ${continued ? gutter : html`<${Avatar} author=${author} />`}
    <div class="message-body">
      ${ephemeral && html`<p class="only-you before:content-['👁_']">Only visible to you</p>`}
      ${!continued && head}
      <div class="wrap-anywhere">
        ${blocks?.length ? html`<${Blocks} blocks=${blocks} surface=${surface} />` : words(text, surface)}
        ${message.edited && html`<span class="edited">(edited)</span>`}
      </div>
      ${files.map((file) => html`<${File} key=${file.id} file=${file} />`)}
      ${replies.length > 0 && html`<${Replies} ...${{ session, replies, now, onThread }} />`}
    </div>
    ${!ephemeral && tools}
  </article>`;
}

const words = (text, { directory }) => text && html`<p>${textNodes(text, directory)}</p>`;

/** The coloured square of a person or an app. */
export function Avatar({ author, size = 'usual' }) {
  const name = `inline-grid flex-none place-items-center rounded-[20%] font-bold ${SIZES[size]}`;
  if (author.is_bot)
    return html`<span class="${name} bg-linear-140 from-[#6d5cff] to-[#c04bd6]" aria-hidden="true"
      >🎬</span>`;
  const sum = [...author.id].reduce((total, each) => (total * 31 + each.charCodeAt(0)) % 9973, 7);
  const style = `background:${COLOURS[sum % COLOURS.length]}`;
  return html`<span class="${name} text-white" style=${style} aria-hidden="true">
    ${author.shown.slice(0, 1).toUpperCase()}
  </span>`;
}

function Replies({ session, replies, now, onThread }) {
  const last = Number(replies.at(-1).ts);
  const faces = [...new Set(replies.map((each) => each.user))].slice(0, 3);
  const [day, time] = [dayLabel, timeLabel].map((label) => label(last, { now }));
  return html`<button class="replies mt-1.5 mb-0.5 -ml-2.25" onclick=${onThread}>
    ${faces.map((each) => html`<${Avatar} author=${session.author(each)} size="tiny" />`)}
    <strong class="text-link">${repliesCount(replies.length)}</strong>
    <span class="muted">Last reply ${day.toLowerCase()} at ${time}</span>
  </button>`;
}

export const repliesCount = (count) => (count === 1 ? '1 reply' : `${count} replies`);
