import { h } from '../dom.js';

/** A button that opens a small menu of shortcuts; one menu is open at a time. */
export function menuButton(label, sign, shortcuts, onPick) {
  const onclick = ({ currentTarget }) => openMenu(currentTarget, shortcuts(), onPick);
  const facts = { type: 'button', title: label, 'aria-label': label, 'aria-haspopup': 'menu' };
  return h('button.plain', { ...facts, onclick }, sign);
}

/** The browser closes it at Escape, at a click elsewhere, and for the next one. */
function openMenu(anchor, shortcuts, onPick) {
  if (shortcuts.length === 0) return;
  const item = (each) => {
    const onclick = () => {
      menu.hidePopover();
      onPick(each);
    };
    const more = each.description && h('small', each.description);
    return h('button', { type: 'button', role: 'menuitem', onclick }, h('span', each.name), more);
  };
  const menu = h(
    'div.menu',
    {
      ...{ role: 'menu', 'aria-label': anchor.getAttribute('aria-label'), popover: 'auto' },
      ontoggle: ({ newState }) => newState === 'closed' && menu.remove(),
      onkeydown: (event) => {
        const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        const buttons = [...menu.querySelectorAll('button')];
        buttons.at((buttons.indexOf(document.activeElement) + by) % buttons.length)?.focus();
      },
    },
    shortcuts.map(item),
  );
  // An open dialog makes all that does not stand in it inert.
  (anchor.closest('dialog') ?? document.body).append(menu);
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  menu.querySelector('button')?.focus();
}

/** Under the anchor, or above it where there is no room. */
function place({ style, offsetWidth, offsetHeight }, { top, bottom, left }) {
  const above = bottom + offsetHeight + 8 > innerHeight;
  style.top = `${Math.max(8, above ? top - offsetHeight - 4 : bottom + 4)}px`;
  style.left = `${Math.max(8, Math.min(left, innerWidth - offsetWidth - 8))}px`;
}
