import { h, outsideLink } from './dom.js';
import { interactive } from './elements.js';
import { richText } from './rich-text.js';
import { textNodes, withEmoji } from './text.js';

/**
 * What a block needs from where it stands.
 * @typedef {{
 *   directory: { nameOf(id: string): string, channelName(id: string): string, me: string },
 *   click(block: any, element: any, selected?: unknown): Promise<void>,
 *   suggest(block: any, element: any, query: string): Promise<any>,
 *   conversations(): { id: string, name: string, kind: string }[],
 *   field?: (block: any) => HTMLElement,
 *   control?: (block: any, element: any) => HTMLElement,
 * }} Place
 */

/** Draws blocks in order. @param {any[]} blocks @param {Place} place */
export function drawBlocks(blocks, place) {
  return blocks.map((block) =>
    h('div.block', { 'data-block': block.block_id }, draw(block, place)),
  );
}

function draw(block, place) {
  const write = (text) => textNodes(text, place.directory);
  switch (block.type) {
    case 'section':
      return section(block, place, write);
    case 'header':
      return h('h3.block-header', write(block.text));
    case 'context':
      return h(
        'div.context',
        block.elements.map((each) => contextPart(each, write)),
      );
    case 'actions':
    case 'context_actions':
      return h(
        'div.actions',
        block.elements.map((each) => element(block, each, place)),
      );
    case 'divider':
      return h('hr');
    case 'image':
      return image(block, write);
    case 'rich_text':
      return richText(block, place.directory);
    case 'markdown':
      return h('p', write(block.text.replaceAll('**', '*')));
    case 'video':
      return video(block, write);
    case 'file':
      return null;
    case 'alert':
      return h(
        'div.alert',
        { 'data-level': block.level ?? 'default', role: 'note' },
        write(block.text),
      );
    case 'card':
      return card(block, place, write);
    case 'input':
      return place.field?.(block) ?? null;
    default:
      return h('div.unknown', `A block of type “${block.type}”, which this page does not draw.`);
  }
}

/** A field or a control of this place, or something to click. */
function element(block, each, place) {
  if (each.type === 'image') {
    return h('img.accessory', { src: each.image_url, alt: each.alt_text });
  }
  return place.control?.(block, each) ?? interactive(block, each, place);
}

function section(block, place, write) {
  return h(
    'div.section',
    h(
      'div.section-text',
      block.text ? h('div', write(block.text)) : null,
      block.fields
        ? h(
            'div.section-fields',
            block.fields.map((each) => h('div', write(each))),
          )
        : null,
    ),
    block.accessory ? element(block, block.accessory, place) : null,
  );
}

function contextPart(each, write) {
  if (each.type === 'image') return h('img', { src: each.image_url, alt: each.alt_text });
  return h('span', write(each));
}

function image(block, write) {
  return h(
    'figure',
    block.title ? h('figcaption', write(block.title)) : null,
    h('img.picture', { src: block.image_url ?? block.slack_file?.url, alt: block.alt_text }),
  );
}

function video(block, write) {
  return h(
    'figure.video-block',
    h('figcaption', outsideLink(block.title_url ?? block.video_url, {}, write(block.title))),
    h('iframe', { src: block.video_url, title: block.alt_text, allowfullscreen: true }),
  );
}

function card(block, place, write) {
  return h(
    'div.card',
    block.hero_image
      ? h('img.picture', { src: block.hero_image.image_url, alt: block.hero_image.alt_text })
      : null,
    block.title ? h('strong', write(block.title)) : null,
    block.subtitle ? h('div.muted', write(block.subtitle)) : null,
    block.body ? h('div', write(block.body)) : null,
    block.actions
      ? h(
          'div.actions',
          block.actions.map((each) => element(block, each, place)),
        )
      : null,
  );
}

/** The files of a message: films play in place, pictures show, others are links. */
export function drawFile(file) {
  const name = withEmoji(file.title ?? file.name ?? 'File');
  const link = outsideLink(file.url_private, { class: 'file-name' }, name);
  if (file.mimetype?.startsWith('video/')) {
    const player = h('video', {
      controls: true,
      preload: 'metadata',
      playsinline: true,
      src: file.url_private,
      poster: file.thumb_video ?? null,
      'aria-label': name,
    });
    return h('div.file', link, player);
  }
  if (file.mimetype?.startsWith('image/')) {
    return h('div.file', link, h('img.picture', { src: file.url_private, alt: name }));
  }
  return h('div.file', link);
}
