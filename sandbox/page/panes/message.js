import { drawBlocks, drawFile } from '../blocks/blocks.js';
import { dayLabel, timeLabel } from '../blocks/dates.js';
import { textNodes } from '../blocks/text.js';
import { h, icon } from '../dom.js';
import { menuButton } from './menu.js';

const COLOURS = ['#8a4fbf', '#0b7a75', '#c2571a', '#2f6fb5', '#a83a5b', '#5a7a1f'];

/** A message as it stands in a channel or a thread. */
export function drawMessage(message, options) {
  const { place, author, continued, onThread, replies } = options;
  const at = { now: Date.now() / 1000 };
  const [day, time] = [dayLabel, timeLabel].map((label) => label(Number(message.ts), at));
  const badge = author.is_bot && h('span.badge', 'APP');
  const head = () =>
    h('p.message-head', h('strong', author.shown), badge, h('time', { title: day }, time));
  return h(
    continued ? 'article.message.continued' : 'article.message',
    {
      ...{ 'data-ts': message.ts, 'data-ephemeral': message.ephemeral },
      'aria-label': `${author.shown}, ${day} at ${time}`,
    },
    continued ? h('time.gutter', time) : avatar(author),
    h(
      'div.message-body',
      message.ephemeral && h('p.only-you', 'Only visible to you'),
      !continued && head(),
      h('div.content', content(message, place), message.edited && h('span.edited', '(edited)')),
      (message.files ?? []).map(drawFile),
      onThread && replies.length > 0 && repliesLine(replies, options),
    ),
    tools(message, options),
  );
}

/** The coloured square of a person or an app. */
export function avatar(author, size = '') {
  const facts = { 'aria-hidden': 'true' };
  if (author.is_bot) return h(`span.avatar${size}`, { ...facts, 'data-app': '' }, '🎬');
  const sum = [...author.id].reduce((total, each) => (total * 31 + each.charCodeAt(0)) % 9973, 7);
  const style = `background:${COLOURS[sum % COLOURS.length]}`;
  return h(`span.avatar${size}`, { ...facts, style }, author.shown.slice(0, 1).toUpperCase());
}

function content({ blocks, text }, place) {
  if (blocks?.length) return drawBlocks(blocks, place);
  return text ? h('p', textNodes(text, place.directory)) : null;
}

function repliesLine(replies, { onThread, place }) {
  const last = Number(replies.at(-1).ts);
  const at = { now: Date.now() / 1000 };
  const faces = [...new Set(replies.map((each) => each.user))].slice(0, 3);
  return h(
    'button.replies',
    { type: 'button', onclick: onThread },
    faces.map((each) => avatar(place.directory.author(each), '.tiny')),
    h('strong', repliesCount(replies.length)),
    h('span.muted', `Last reply ${dayLabel(last, at).toLowerCase()} at ${timeLabel(last, at)}`),
  );
}

function tools(message, { shortcuts, onShortcut, onThread }) {
  if (message.ephemeral) return null;
  const label = 'Reply in thread';
  const reply = { type: 'button', onclick: onThread, title: label, 'aria-label': label };
  return h(
    'div.tools',
    onThread && h('button.plain', reply, '💬'),
    shortcuts.length > 0 && menuButton('More actions', '⋯', () => shortcuts, onShortcut),
  );
}

export const repliesCount = (count) => (count === 1 ? '1 reply' : `${count} replies`);

export const dayDivider = (seconds) =>
  h('div.day', { role: 'separator' }, h('span', dayLabel(seconds, { now: Date.now() / 1000 })));

export const closeButton = (label, onclick) =>
  h('button.plain', { type: 'button', 'aria-label': label, onclick }, icon('close'));
