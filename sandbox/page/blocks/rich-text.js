import { html } from '../html.js';
import { inlineNodes } from './text.js';

/** Renders a `rich_text` block: sections, quotes and preformatted text. */
export function richText(block, directory) {
  const inner = ({ elements }) => inlineNodes(elements.map(inline), directory);
  const part = (element) => html`<${TAGS[element.type] ?? 'p'}>${inner(element)}<//>`;
  return html`<div>${block.elements.map(part)}</div>`;
}

const TAGS = { rich_text_quote: 'blockquote', rich_text_preformatted: 'pre' };

/** Converts a rich-text element to the inline that mrkdwn parses to. */
function inline(element) {
  let out = CONVERTERS[element.type]?.(element) ?? { type: 'text', text: element.text ?? '' };
  if (element.style?.code) out = { type: 'code', text: element.text ?? element.url ?? '' };
  for (const type of ['strike', 'italic', 'bold'])
    if (element.style?.[type]) out = { type, children: [out] };
  return out;
}

const CONVERTERS = {
  link: ({ url, text = null }) => ({ type: 'link', url, text }),
  user: ({ user_id: id }) => ({ type: 'user', id, text: null }),
  channel: ({ channel_id: id }) => ({ type: 'channel', id, text: null }),
  usergroup: ({ usergroup_id: name }) => ({ type: 'broadcast', name }),
  broadcast: ({ range: name }) => ({ type: 'broadcast', name }),
  emoji: ({ name }) => ({ type: 'emoji', name }),
  date: ({ url = null, fallback = '', ...moment }) => ({ ...moment, url, fallback }),
};
