import { dayLabel } from '../blocks/dates.js';
import { h } from '../dom.js';
import { sync } from '../sync.js';
import { dayDivider, drawMessage, repliesCount } from './message.js';
import { continues, repliesOf } from './timeline.js';

/** The nodes of a channel or a thread: messages, days between them, the number of replies. */
export function messageNodes(list, options) {
  const { pane, all, me, keep, author, shortcuts } = options;
  const inChannel = pane === 'channel';
  return list.flatMap((message, index) => {
    const previous = list[index - 1];
    const replies = inChannel ? repliesOf(all, message.ts) : [];
    const newDay = previous === undefined || dayOf(message) !== dayOf(previous);
    const first = !inChannel && index === 1;
    const continued = !newDay && !first && !message.ephemeral && continues(message, previous);
    const facts = { message, continued, replies: replies.map((each) => [each.ts, each.user]), me };
    const draw = () =>
      drawMessage(message, {
        ...{ continued, replies, shortcuts, place: options.placeOf(message) },
        author: author(message.user),
        onThread: inChannel ? () => options.onThread(message) : null,
        onShortcut: (shortcut) => options.onShortcut(shortcut, message),
      });
    const count = list.length - 1;
    const countNode = () => h('div.day.count', h('span', repliesCount(count)));
    const day = () => dayDivider(Number(message.ts));
    return [
      inChannel && newDay ? keep.node(`day ${message.ts}`, {}, day) : [],
      keep.node(message.ts, facts, draw),
      !inChannel && index === 0 && count > 0 ? keep.node('count', count, countNode) : [],
    ].flat();
  });
}

/** Puts nodes into a list, which opens at its `edge` when `key` changes, and stays at its end. */
export function stick(list, key, nodes, edge = 'end') {
  if (list.dataset.key === undefined) keepAtEnd(list);
  const atEnd = isAtEnd(list);
  const moved = list.dataset.key !== key;
  Object.assign(list.dataset, { key, edge });
  sync(list, nodes);
  if (edge === 'top') {
    if (moved) list.scrollTo({ top: 0 });
    return;
  }
  if (!atEnd && !moved) return;
  const toEnd = () => {
    if (list.dataset.key === key) list.scrollTo({ top: list.scrollHeight });
  };
  toEnd();
  for (const media of list.querySelectorAll('img, video')) {
    const loaded = media.tagName === 'IMG' ? 'load' : 'loadedmetadata';
    media.addEventListener(loaded, toEnd, { once: true });
  }
}

const isAtEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 80;

/** A list that shows its end still shows it when the window changes its size. */
function keepAtEnd(list) {
  let atEnd = true;
  list.addEventListener('scroll', () => {
    atEnd = isAtEnd(list);
  });
  new ResizeObserver(() => {
    if (atEnd && list.dataset.edge === 'end') list.scrollTo({ top: list.scrollHeight });
  }).observe(list);
}

const dayOf = (message) => dayLabel(Number(message.ts), { now: Date.now() / 1000 });
