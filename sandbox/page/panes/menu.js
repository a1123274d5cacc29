import { h } from '../dom.js';

/** A button that opens a small menu of shortcuts; one menu is open at a time. */
export function menuButton(label, sign, shortcuts, onPick) {
  const onclick = ({ currentTarget }) => openMenu(currentTarget, shortcuts(), onPick);
  const facts = { type: 'button', title: label, 'aria-label': label, 'aria-haspopup': 'menu' };
  return h('button.plain', { ...facts, onclick }, sign);
}

function openMenu(anchor, shortcuts, onPick) {
  document.querySelector('.menu')?.remove();
  const close = () => {
    menu.remove();
    document.removeEventListener('pointerdown', outside);
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close();
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
    return h(
      'button',
      { type: 'button', role: 'menuitem', onclick },
      h('span', each.name),
      each.description && h('small', each.description),
    );
  };
  const menu = h('div.menu', { role: 'menu', onkeydown }, shortcuts.map(item));
  document.body.append(menu);
  place(menu, anchor);
  document.addEventListener('pointerdown', outside);
  menu.querySelector('button')?.focus();
}

/** Under the anchor, or above it where there is no room. */
function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const top =
    box.bottom + offsetHeight + 8 > innerHeight ? box.top - offsetHeight - 4 : box.bottom + 4;
  menu.style.top = `${Math.max(8, top)}px`;
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - offsetWidth - 8))}px`;
}
