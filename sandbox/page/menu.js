import { h } from './dom.js';

/**
 * Opens a small menu under `anchor`; one is open at a time.
 * @param {HTMLElement} anchor
 * @param {{ label: string, detail?: string, run(): unknown }[]} items
 */
export function openMenu(anchor, items) {
  document.querySelector('.menu')?.remove();
  const close = () => {
    menu.remove();
    document.removeEventListener('pointerdown', outside);
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close();
  };
  const menu = h(
    'div.menu',
    {
      role: 'menu',
      onkeydown: (event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
          anchor.focus();
        }
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault();
          step(menu, event.key === 'ArrowDown' ? 1 : -1);
        }
      },
    },
    items.map((item) =>
      h(
        'button',
        {
          type: 'button',
          role: 'menuitem',
          onclick: () => {
            close();
            item.run();
          },
        },
        h('span', item.label),
        item.detail ? h('small', item.detail) : null,
      ),
    ),
  );
  (anchor.closest('dialog') ?? document.body).append(menu);
  place(menu, anchor);
  document.addEventListener('pointerdown', outside);
  menu.querySelector('button')?.focus();
}

function step(menu, by) {
  const buttons = [...menu.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement);
  buttons.at((at + by) % buttons.length)?.focus();
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
