import { formatDate } from './dates.js';
import { h, outsideLink } from './dom.js';
import { emoji } from './emoji.js';
import { parseMrkdwn } from './mrkdwn.js';

/**
 * The nodes of a text object or of a message's plain `text`.
 * @param {string | { type: string, text: string }} text
 * @param {{ nameOf(id: string): string, channelName(id: string): string, me: string }} directory
 */
export function textNodes(text, directory) {
  if (typeof text === 'string') return inlineNodes(parseMrkdwn(text), directory);
  if (text.type === 'mrkdwn') return inlineNodes(parseMrkdwn(text.text), directory);
  return withLines(withEmoji(text.text));
}

/** @param {string} text plain, shortcodes allowed */
export function withEmoji(text) {
  return text.replaceAll(/:([a-z0-9_+'-]+):/g, (whole, name) => emoji(name) ?? whole);
}

/** @param {import('./mrkdwn.js').Inline[]} inlines */
export function inlineNodes(inlines, directory) {
  return inlines.flatMap((each) => node(each, directory));
}

/** Line ends become `<br>`. @param {string} text */
export function withLines(text) {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [h('br'), line]));
}

function node(inline, directory) {
  switch (inline.type) {
    case 'text':
      return withLines(inline.text);
    case 'bold':
      return h('strong', inlineNodes(inline.children, directory));
    case 'italic':
      return h('em', inlineNodes(inline.children, directory));
    case 'strike':
      return h('s', inlineNodes(inline.children, directory));
    case 'quote':
      return h('blockquote', inlineNodes(inline.children, directory));
    case 'code':
      return h('code', inline.text);
    case 'pre':
      return h('pre', inline.text);
    case 'link':
      return outsideLink(inline.url, {}, inline.text ?? inline.url);
    case 'user':
      return mention(`@${directory.nameOf(inline.id)}`, inline.id === directory.me);
    case 'channel':
      return mention(`#${directory.channelName(inline.id)}`, false);
    case 'broadcast':
      return mention(`@${inline.name}`, true);
    case 'emoji':
      return emoji(inline.name);
    case 'date':
      return date(inline);
  }
}

function mention(text, mine) {
  return h(mine ? 'span.mention.mine' : 'span.mention', text);
}

function date({ timestamp, format, url, fallback }) {
  const text = Number.isFinite(timestamp)
    ? formatDate(timestamp, format, { now: Date.now() / 1000 })
    : fallback;
  const time = h('time', { title: fallback }, text);
  return url === null ? time : outsideLink(url, {}, time);
}
