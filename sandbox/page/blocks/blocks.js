import { h, outsideLink } from '../dom.js';
import { interactive } from './elements.js';
import { richText } from './rich-text.js';
import { textNodes, withEmoji } from './text.js';

/** Draws blocks in order. */
export function drawBlocks(blocks, place) {
  return blocks.map((block) =>
    h('div.block', { 'data-block': block.block_id }, draw(block, place)),
  );
}

/** The blocks that the app sends. */
function draw(block, place) {
  const write = (text) => textNodes(text, place.directory);
  const controls = (elements) => elements.map((each) => element(block, each, place));
  switch (block.type) {
    case 'section':
      return h(
        'div.section',
        h('div.section-text', block.text && write(block.text)),
        block.accessory && controls([block.accessory]),
      );
    case 'header':
      // Under the title of the page, a thread or the Home tab; in a modal under its own.
      return h(`h${place.heading ?? 2}.block-header`, write(block.text));
    case 'context':
      return h(
        'div.context',
        block.elements.map((each) => h('span', write(each))),
      );
    case 'actions':
      return h('div.actions', controls(block.elements));
    case 'divider':
      return h('hr');
    case 'image':
      return h(
        'figure',
        block.title && h('figcaption', write(block.title)),
        h('img.picture', { src: block.image_url, alt: block.alt_text }),
      );
    case 'rich_text':
      return richText(block, place.directory);
    case 'input':
      return place.field?.(block);
    default:
      return h('div.unknown', `A block of type “${block.type}”, which this page does not draw.`);
  }
}

/** A field or a control of this place, or something to click. */
function element(block, each, place) {
  if (each.type === 'image') return h('img.accessory', { src: each.image_url, alt: each.alt_text });
  return place.control?.(block, each) ?? interactive(block, each, place);
}

/** The files of a message: films play in place, pictures show, others are links. */
export function drawFile(file) {
  const name = withEmoji(file.title ?? file.name ?? 'File');
  const src = file.url_private;
  const label = file.alt_txt ?? name;
  const kind = file.mimetype?.split('/')[0];
  return h(
    'div.file',
    outsideLink(src, { class: 'file-name' }, name),
    kind === 'video' && h('video', { ...PLAYER, src, 'aria-label': label }),
    kind === 'image' && h('img.picture', { src, alt: label }),
  );
}

const PLAYER = { controls: true, preload: 'metadata', playsinline: true };
