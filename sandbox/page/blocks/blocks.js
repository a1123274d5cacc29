import { html, OutsideLink } from '../html.js';
import { Clickable } from './elements.js';
import { richText } from './rich-text.js';
import { textNodes, withEmoji } from './text.js';

const PICTURE = 'mt-1 max-h-80 max-w-[min(360px,100%)] rounded-lg';

/** Renders blocks in order; `surface` has the actions that they can call. */
export const Blocks = ({ blocks, surface }) =>
  blocks.map((block) => {
    const props = { key: block.block_id, 'data-block': block.block_id };
    return html`<div class="block" ...${props}>${draw(block, surface)}</div>`;
  });

function draw(block, surface) {
  const write = (text) => text && textNodes(text, surface.directory);
  const controls = (elements) => elements.map((each) => control(block, each, surface));
  const { type, text, elements, accessory } = block;
  switch (type) {
    case 'section':
      return html`<div class="flex justify-between gap-3.5">
        <div class="min-w-0 flex-1">${write(text)}</div>${accessory && controls([accessory])}
      </div>`;
    case 'header':
      // One level below the title of the page, thread, Home tab or modal.
      return html`<${`h${surface.heading ?? 2}`} class="text-lg/[1.466] font-extrabold">
        ${write(text)}
      <//>`;
    case 'context':
      return html`<div class="context">
        ${elements.map((each) => html`<span>${write(each)}</span>`)}
      </div>`;
    case 'actions':
      return html`<div class="actions">${controls(elements)}</div>`;
    case 'divider':
      return html`<hr class="my-2.5 border-line" />`;
    case 'image':
      return html`<figure>
        ${block.title && html`<figcaption>${write(block.title)}</figcaption>`}
        <img class=${PICTURE} src=${block.image_url} alt=${block.alt_text} />
      </figure>`;
    case 'rich_text':
      return richText(block, surface.directory);
    case 'input':
      return surface.field?.(block);
    default:
      return html`<div class="unknown rounded-md border border-dashed px-2 py-1">
        This page cannot show a block of type “${type}”.
      </div>`;
  }
}

/** Renders an element: the surface's own control, or one to click. */
function control(block, each, surface) {
  if (each.type === 'image')
    return html`<img src=${each.image_url} alt=${each.alt_text}
      class="aspect-square w-[clamp(64px,20%,88px)] rounded-lg object-cover" />`;
  const props = { key: each.action_id, element: each, block, surface };
  return surface.control?.(block, each) ?? html`<${Clickable} ...${props} />`;
}

/** Renders a message's file: a player for a film, a picture, or a link. */
export function File({ file }) {
  const name = withEmoji(file.title ?? file.name ?? 'File');
  const { url_private: src, alt_txt: label = name } = file;
  const kind = file.mimetype?.split('/')[0];
  const video = { class: PICTURE, controls: true, preload: 'metadata', playsinline: true, src };
  return html`<div class="file">
    <${OutsideLink} url=${src} class="file-name">${name}<//>
    ${kind === 'video' && html`<video ...${video} aria-label=${label} />`}
    ${kind === 'image' && html`<img class=${PICTURE} src=${src} alt=${label} />`}
  </div>`;
}
