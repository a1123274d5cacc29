import { h } from './dom.js';
import { textNodes } from './text.js';

/** Asks what a block's `confirm` object asks; resolves to the answer. */
export function confirmed(confirm, directory) {
  return new Promise((resolve) => {
    const dialog = h(
      'dialog.confirm',
      { onclose: () => settle(dialog.returnValue === 'yes') },
      h(
        'form',
        { method: 'dialog' },
        h('h2', textNodes(confirm.title, directory)),
        h('p', textNodes(confirm.text, directory)),
        h(
          'footer',
          h('button.button', { value: 'no' }, textNodes(confirm.deny, directory)),
          h(
            'button.button',
            { value: 'yes', 'data-style': confirm.style ?? 'primary' },
            textNodes(confirm.confirm, directory),
          ),
        ),
      ),
    );
    const settle = (answer) => {
      dialog.remove();
      resolve(answer);
    };
    document.body.append(dialog);
    dialog.showModal();
  });
}
