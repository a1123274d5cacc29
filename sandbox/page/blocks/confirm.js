import { h } from '../dom.js';
import { textNodes } from './text.js';

/** Asks what a block's `confirm` object asks; resolves to the answer. */
export function confirmed({ title, text, deny, confirm, style = 'primary' }, directory) {
  const write = (each) => textNodes(each, directory);
  return new Promise((resolve) => {
    const dialog = h(
      'dialog.confirm',
      {
        'aria-labelledby': 'confirm-title',
        onclose: () => {
          dialog.remove();
          resolve(dialog.returnValue === 'yes');
        },
      },
      h(
        'form',
        { method: 'dialog' },
        h('h2', { id: 'confirm-title' }, write(title)),
        h('p', write(text)),
        h(
          'footer',
          h('button.button', { value: 'no' }, write(deny)),
          h('button.button', { value: 'yes', 'data-style': style }, write(confirm)),
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
