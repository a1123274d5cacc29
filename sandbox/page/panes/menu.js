import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from '../html.js';

/** A button that opens a menu. The browser closes it and keeps only one open at a time. */
export function MenuButton({ label, items, onPick, children }) {
  const [isOpen, setOpen] = useState(false);
  const [button, menu] = [useRef(), useRef()];
  const item = (each) => {
    const onclick = () => {
      menu.current.hidePopover();
      onPick(each);
    };
    const more = each.description && html`<small class="block">${each.description}</small>`;
    return html`<button role="menuitem" onclick=${onclick}>
      <span>${each.name}</span>${more}
    </button>`;
  };
  useLayoutEffect(() => {
    if (!isOpen) return;
    menu.current.showPopover({ source: button.current });
    menu.current.querySelector('button')?.focus();
  }, [isOpen]);
  const ontoggle = ({ newState }) => newState === 'closed' && setOpen(false);
  const onkeydown = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...menu.current.children];
    buttons.at((buttons.indexOf(document.activeElement) + by) % buttons.length)?.focus();
  };
  const props = { ref: button, title: label, 'aria-label': label, 'aria-haspopup': 'menu' };
  return html`
    <button class="plain" ...${props} onclick=${() => setOpen(items.length > 0)}>
      ${children}
    </button>
    <div class="menu max-h-[min(420px,100vh-16px)] max-w-80 overflow-y-auto p-1.5" role="menu"
       aria-label=${label} popover="auto" ref=${menu}
      ...${{ ontoggle, onkeydown }}>${isOpen && items.map(item)}</div>
  `;
}
