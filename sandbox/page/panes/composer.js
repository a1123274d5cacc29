import { h, icon } from '../dom.js';
import { readLine, suggestCommands } from './line.js';
import { menuButton } from './menu.js';
import { toast } from './toasts.js';

/** Where a person types. Enter sends, Shift+Enter makes a new line, Tab completes a command. */
export function createComposer({ inThread, commands, shortcuts, onCommand, onPost, onShortcut }) {
  const id = inThread ? null : 'command-hint';
  const hint = h('div.command-hint', { id, hidden: true });
  const input = h('textarea', {
    rows: 1,
    'aria-label': inThread ? 'Reply in thread' : 'Message',
    'aria-describedby': id,
    oninput: typed,
    onkeydown,
  });
  const sending = { type: 'button', 'aria-label': 'Send', onclick: send };
  const root = h(
    'div.composer',
    hint,
    input,
    h(
      'div.composer-bar',
      inThread ? h('span') : menuButton('Shortcuts', icon('bolt'), shortcuts, onShortcut),
      h('button.plain.send', sending, icon('send')),
    ),
  );
  return { root, setPlaceholder: (text) => input.setAttribute('placeholder', text) };

  function onkeydown(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === 'Tab' && !hint.hidden && !input.value.includes(' ')) {
      const [first] = suggestCommands(input.value, commands());
      if (first === undefined) return;
      event.preventDefault();
      complete(first.command);
    }
  }

  function typed() {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
    const matching = inThread ? [] : suggestCommands(input.value, commands());
    hint.hidden = matching.length === 0;
    const offer = ({ command, usage_hint, description }) => {
      const facts = { type: 'button', onclick: () => complete(command) };
      const usage = h('span.muted', usage_hint ?? '');
      return h('button', facts, h('strong', command), ' ', usage, h('small', description ?? ''));
    };
    hint.replaceChildren(...matching.map(offer));
  }

  function complete(command) {
    input.value = `${command} `;
    typed();
    input.focus();
  }

  function send() {
    const names = commands().map((each) => each.command);
    const { kind, command, text } = readLine(input.value, names);
    if (kind === 'nothing') return;
    if (kind === 'unknown') return toast(`${command} is not a valid command.`);
    if (kind === 'command' && inThread)
      return toast(`${command} is not supported in threads. Sorry!`);
    input.value = '';
    typed();
    if (kind === 'command') onCommand(command, text);
    else onPost(text);
  }
}
