import { useLayoutEffect, useRef } from 'preact/hooks';
import { dayLabel } from '../blocks/dates.js';
import { html } from '../html.js';
import { Message, repliesCount } from './message.js';
import { continues, repliesOf } from './timeline.js';

const DAY =
  'day my-2 *:border-line before:border-line after:flex-1 after:border-t after:border-line';

/** The messages of a channel or thread, with day separators and the number of replies. */
export function MessageList({ session, list, all, inThread = false }) {
  const now = Date.now() / 1000;
  const dayOf = ({ ts }) => dayLabel(Number(ts), { now });
  const replied = list.length - 1;
  return list.map((message, index) => {
    const previous = list[index - 1];
    const newDay = !previous || dayOf(message) !== dayOf(previous);
    const first = inThread && index === 1;
    const continued = !newDay && !first && !message.ephemeral && continues(message, previous);
    const replies = inThread ? [] : repliesOf(all, message.ts);
    const { ts } = message;
    const day = html`<div class="${DAY} before:flex-1 before:border-t" role="separator"
      key="day ${ts}">
      <span class="rounded-[13px] border px-3.5 py-0.5 font-bold">${dayOf(message)}</span>
    </div>`;
    const count = html`<div class=${DAY} key="count">
      <span class="py-0.5 pr-3.5 pl-5 font-bold">${repliesCount(replied)}</span>
    </div>`;
    return html`
      ${!inThread && newDay && day}
      <${Message} key=${ts} ...${{ session, message, continued, replies, inThread }} />
      ${inThread && index === 0 && replied > 0 && count}
    `;
  });
}

/** A scroll area: it moves to its `edge` when `at` changes, and stays at its end. */
export function Scroller({ label, edge, at, children }) {
  const [list, inner] = [useRef(), useRef()];
  const isAtEnd = useRef(true);
  const height = useRef(0);
  const toEnd = () => {
    height.current = list.current.scrollHeight;
    if (isAtEnd.current) list.current.scrollTo({ top: height.current });
  };
  useLayoutEffect(() => {
    // New messages and loaded pictures make the content taller.
    const watch = new ResizeObserver(toEnd);
    watch.observe(list.current);
    watch.observe(inner.current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    isAtEnd.current = edge === 'end';
    if (edge === 'top') list.current.scrollTo({ top: 0 });
    else toEnd();
  }, [at, edge]);
  const onscroll = () => {
    // Compares with the last known height, because newer content has not been scrolled to yet.
    const { scrollTop, clientHeight } = list.current;
    isAtEnd.current = edge === 'end' && height.current - scrollTop - clientHeight < 80;
  };
  return html`<div role="log" aria-label=${label} ref=${list} onscroll=${onscroll}
    class="flex-1 overflow-y-auto pt-3 pb-4">
    <div ref=${inner}>${children}</div>
  </div>`;
}
