import { h } from '../dom.js';

const STAY_MS = 8000;

/** Says something for a while in the corner. */
export function toast(text) {
  const node = h(
    'div.toast',
    h('span', text),
    h('button', { type: 'button', 'aria-label': 'Dismiss', onclick: () => node.remove() }, '×'),
  );
  box().append(node);
  setTimeout(() => node.remove(), STAY_MS);
}

/** An open dialog covers everything that does not stand in it: toasts do, until it closes. */
function box() {
  const toasts = document.getElementById('toasts');
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  if (!dialog || toasts.parentElement === dialog) return toasts;
  dialog.append(toasts);
  dialog.addEventListener('close', () => document.body.append(toasts), { once: true });
  return toasts;
}

/** Runs `work`; what goes wrong is said in a toast. */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message);
    return null;
  }
}
