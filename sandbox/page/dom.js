/**
 * Makes an element, `name.class.class`, with attributes, if any, then nodes, strings and lists of
 * them. Strings become text nodes, so data is never read as markup; what is `null`, `undefined` or
 * `false` is left out; `onclick` and friends become listeners.
 */
export function h(tag, ...parts) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length > 0) element.className = classes.join(' ');
  const [first, ...rest] = parts;
  const given = first?.constructor === Object;
  if (given) for (const [key, value] of Object.entries(first)) set(element, key, value);
  element.append(...nodes(given ? rest : parts));
  return element;
}

/** One of the icons below, hidden from screen readers: its button carries the label. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** A link that leaves the page; anything but http, https and mailto becomes plain text. */
export function outsideLink(url, attributes, ...children) {
  if (!/^(https?:|mailto:)/i.test(url)) return h('span', ...children);
  return h('a', { ...attributes, href: url, target: '_blank', rel: 'noreferrer' }, ...children);
}

function set(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
  else if (key === 'style') element.style.cssText = value;
  else if (key === 'value') element.value = value;
  else element.setAttribute(key, value === true ? '' : String(value));
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== '');
}

const PATHS = {
  bolt: 'M11 2 4 11.5h5L8.5 18 16 8.5h-5.2z',
  close: 'm5 5 10 10M15 5 5 15',
  send: 'M3 10 17 3.5 12.5 17 9.5 11zM9.500 11 17 3.500',
  down: 'm5.500 8 4.500 4.500L14.500 8',
  network: 'M6 15V5m0 0L3 8m3-3 3 3m5-3v10m0 0 3-3m-3 3-3-3',
  check: 'm4.500 10.500 3.500 3.500 7.500-8',
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
  moon: 'M16 11.500A6.500 6.500 0 1 1 8.500 4a5.200 5.200 0 0 0 7.500 7.500z',
  warning: 'M10 3 2.500 16.500h15zM10 8v4m0 2v.5',
};
