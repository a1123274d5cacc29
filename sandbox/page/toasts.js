import { h } from './dom.js';

const STAY_MS = 8000;

/** Says something for a while in the corner. @param {string} text */
export function toast(text) {
  const node = h(
    'div.toast',
    {},
    h('span', {}, text),
    h('button', { type: 'button', 'aria-label': 'Dismiss', onclick: () => node.remove() }, '×'),
  );
  document.getElementById('toasts').append(node);
  setTimeout(() => node.remove(), STAY_MS);
}

/** Runs `work`; what goes wrong is said in a toast. @param {() => Promise<any>} work */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message);
    return null;
  }
}
