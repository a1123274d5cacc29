import { h, icon } from '../dom.js';
import { readLine, suggestCommands } from './line.js';
import { menuButton } from './menu.js';
import { toast } from './toasts.js';

/** Where a person types. Enter sends, Shift+Enter makes a new line, Tab completes a command. */
export function createComposer(options) {
  const hint = h('div.command-hint', {
    id: options.inThread ? null : 'command-hint',
    hidden: true,
  });
  const input = h('textarea', {
    rows: 1,
    'aria-label': options.inThread ? 'Reply in thread' : 'Message',
    'aria-describedby': options.inThread ? null : 'command-hint',
    oninput: typed,
    onkeydown: (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        send();
      } else if (event.key === 'Tab' && !hint.hidden && !input.value.includes(' ')) {
        const [first] = suggestCommands(input.value, options.commands());
        if (first === undefined) return;
        event.preventDefault();
        complete(first.command);
      }
    },
  });
  const { shortcuts, onShortcut } = options;
  const bolt = () => menuButton('Shortcuts', icon('bolt'), shortcuts, onShortcut);
  const root = h(
    'div.composer',
    hint,
    input,
    h(
      'div.composer-bar',
      options.inThread ? h('span') : bolt(),
      h('button.plain.send', { type: 'button', 'aria-label': 'Send', onclick: send }, icon('send')),
    ),
  );
  return { root, setPlaceholder: (text) => input.setAttribute('placeholder', text) };

  function typed() {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
    const matching = options.inThread ? [] : suggestCommands(input.value, options.commands());
    hint.hidden = matching.length === 0;
    hint.replaceChildren(
      ...matching.map((each) =>
        h(
          'button',
          { type: 'button', onclick: () => complete(each.command) },
          h('strong', each.command),
          ' ',
          h('span.muted', each.usage_hint ?? ''),
          h('small', each.description ?? ''),
        ),
      ),
    );
  }

  function complete(command) {
    input.value = `${command} `;
    typed();
    input.focus();
  }

  function send() {
    const line = readLine(
      input.value,
      options.commands().map((each) => each.command),
    );
    if (line.kind === 'nothing') return;
    if (line.kind === 'unknown') return toast(`${line.command} is not a valid command.`);
    if (line.kind === 'command' && options.inThread) {
      return toast(`${line.command} is not supported in threads. Sorry!`);
    }
    input.value = '';
    typed();
    if (line.kind === 'command') options.onCommand(line.command, line.text);
    else options.onPost(line.text);
  }
}
