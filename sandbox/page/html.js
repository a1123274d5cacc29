import htm from 'htm';
import { h } from 'preact';

/** Builds Preact nodes from markup; interpolated values stay text. */
export const html = htm.bind(h);

/** One of the icons below. Screen readers skip it, because its button has the label. */
export const Icon = ({ name }) =>
  html`<svg class="icon inline size-4.5 flex-none fill-none stroke-current stroke-[1.6]"
    viewBox="0 0 20 20" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;

/** A button without a frame; `label` is its accessible name. */
export const PlainButton = ({ label, kind = '', children, ...props }) =>
  html`<button class="plain ${kind}" title=${label} aria-label=${label} ...${props}>
    ${children}
  </button>`;

export const CloseButton = ({ label, onclick }) =>
  html`<${PlainButton} label=${label} onclick=${onclick}><${Icon} name="close" /><//>`;

/** A link that leaves the page; anything but http, https and mailto becomes plain text. */
export function OutsideLink({ url, children, ...props }) {
  if (!/^(https?:|mailto:)/i.test(url)) return html`<span>${children}</span>`;
  return html`<a ...${props} href=${url} target="_blank" rel="noreferrer">${children}</a>`;
}

const PATHS = {
  bolt: 'M11 2 4 11.5h5L8.5 18 16 8.5h-5.2z',
  close: 'm5 5 10 10M15 5 5 15',
  send: 'M3 10 17 3.5 12.5 17 9.5 11zM9.500 11 17 3.500',
  down: 'm5.500 8 4.500 4.500L14.500 8',
  network: 'M6 15V5m0 0L3 8m3-3 3 3m5-3v10m0 0 3-3m-3 3-3-3',
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
  moon: 'M16 11.500A6.500 6.500 0 1 1 8.500 4a5.200 5.200 0 0 0 7.500 7.500z',
  warning: 'M10 3 2.500 16.500h15zM10 8v4m0 2v.5',
};
