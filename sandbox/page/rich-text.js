import { h } from './dom.js';
import { inlineNodes } from './text.js';

/** A `rich_text` block: sections, lists, quotes and preformatted text. */
export function richText(block, directory) {
  return h(
    'div.rich-text',
    block.elements.map((each) => part(each, directory)),
  );
}

function part(element, directory) {
  const inner = () => inlineNodes(element.elements.map(inline), directory);
  switch (element.type) {
    case 'rich_text_list':
      return h(
        element.style === 'ordered' ? 'ol' : 'ul',
        { start: element.offset ? element.offset + 1 : null },
        element.elements.map((item) => h('li', inlineNodes(item.elements.map(inline), directory))),
      );
    case 'rich_text_quote':
      return h('blockquote', inner());
    case 'rich_text_preformatted':
      return h('pre', inner());
    default:
      return h('p', inner());
  }
}

const STYLES = [
  ['code', (child) => ({ type: 'code', text: child.text ?? child.url ?? '' })],
  ['strike', (child) => ({ type: 'strike', children: [child] })],
  ['italic', (child) => ({ type: 'italic', children: [child] })],
  ['bold', (child) => ({ type: 'bold', children: [child] })],
];

/** One rich-text element as the same inline that mrkdwn gives. */
function inline(element) {
  let out = bare(element);
  for (const [style, wrap] of STYLES) if (element.style?.[style]) out = wrap(out);
  return out;
}

function bare(element) {
  switch (element.type) {
    case 'link':
      return { type: 'link', url: element.url, text: element.text ?? null };
    case 'user':
      return { type: 'user', id: element.user_id, text: null };
    case 'channel':
      return { type: 'channel', id: element.channel_id, text: null };
    case 'usergroup':
      return { type: 'broadcast', name: element.usergroup_id };
    case 'broadcast':
      return { type: 'broadcast', name: element.range };
    case 'emoji':
      return { type: 'emoji', name: element.name };
    case 'date':
      return {
        type: 'date',
        timestamp: element.timestamp,
        format: element.format,
        url: element.url ?? null,
        fallback: element.fallback ?? '',
      };
    default:
      return { type: 'text', text: element.text ?? element.value ?? '' };
  }
}
