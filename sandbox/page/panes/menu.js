import { h } from '../dom.js';

/** A button that opens a small menu of shortcuts; one menu is open at a time. */
export function menuButton(label, sign, shortcuts, onPick) {
  const onclick = ({ currentTarget }) => openMenu(currentTarget, shortcuts(), onPick);
  const facts = { type: 'button', title: label, 'aria-label': label, 'aria-haspopup': 'menu' };
  return h('button.plain', { ...facts, onclick }, sign);
}

function openMenu(anchor, shortcuts, onPick) {
  document.querySelector('.menu')?.remove();
  if (shortcuts.length === 0) return;
  const ending = new AbortController();
  const close = () => {
    menu.remove();
    ending.abort();
  };
  const onkeydown = (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
      anchor.focus();
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...menu.querySelectorAll('button')];
    buttons.at((buttons.indexOf(document.activeElement) + by) % buttons.length)?.focus();
  };
  const item = (each) => {
    const onclick = () => {
      close();
      onPick(each);
    };
    const facts = { type: 'button', role: 'menuitem', onclick };
    const more = each.description && h('small', each.description);
    return h('button', facts, h('span', each.name), more);
  };
  const label = anchor.getAttribute('aria-label');
  const menu = h('div.menu', { role: 'menu', 'aria-label': label, onkeydown }, shortcuts.map(item));
  // An open dialog covers all that does not stand in it.
  (anchor.closest('dialog') ?? document.body).append(menu);
  place(menu, anchor.getBoundingClientRect());
  const outside = ({ target }) => menu.contains(target) || close();
  document.addEventListener('pointerdown', outside, { signal: ending.signal });
  menu.querySelector('button')?.focus();
}

/** Under the anchor, or above it where there is no room. */
function place({ style, offsetWidth, offsetHeight }, { top, bottom, left }) {
  const above = bottom + offsetHeight + 8 > innerHeight;
  style.top = `${Math.max(8, above ? top - offsetHeight - 4 : bottom + 4)}px`;
  style.left = `${Math.max(8, Math.min(left, innerWidth - offsetWidth - 8))}px`;
}
