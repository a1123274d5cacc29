import { h, icon } from '../dom.js';
import { readLine, suggestCommands, suggestPeople, withMentions } from './line.js';
import { menuButton } from './menu.js';
import { TROUBLES, withTrouble } from './troubles.js';

/**
 * Where a person types. Enter sends, Shift+Enter makes a new line; Tab completes a command or a
 * name, and Enter a name. What cannot be sent is said above the line, until the next key.
 */
export function createComposer({ inThread, known, onCommand, onPost, onShortcut, onDeed }) {
  const id = inThread ? null : 'command-hint';
  const hint = h('div.command-hint', { id, hidden: true });
  const note = h('p.composer-note', { role: 'alert', hidden: true });
  let active = 0;
  const input = h('textarea', {
    ...{ rows: 1, 'aria-label': inThread ? 'Reply in thread' : 'Message', 'aria-describedby': id },
    ...{ oninput: typed, onkeydown, onblur: () => setTimeout(() => hideHint(), 150) },
  });
  const tools = inThread
    ? [h('span')]
    : [
        h(
          'span',
          menuButton('Shortcuts', icon('bolt'), () => known().shortcuts, onShortcut),
          menuButton('Make something go wrong', icon('warning'), troubles, trouble),
        ),
      ];
  const sending = { type: 'button', 'aria-label': 'Send', onclick: send };
  const root = h(
    'div.composer',
    hint,
    note,
    input,
    h('div.composer-bar', tools, h('button.plain.send', sending, icon('send'))),
  );
  return { root, fill, setPlaceholder: (text) => input.setAttribute('placeholder', text) };

  /** What the half-typed line may become: each with what it says and the whole line it makes. */
  function offers() {
    const { commands, people } = known();
    const before = input.value.slice(0, input.selectionStart);
    const after = input.value.slice(input.selectionStart);
    const named = suggestPeople(before, people).map(({ name }) => ({
      ...{ name: `@${name}`, usage: '', more: null, isName: true },
      line: `${before.replace(/@[^\s@]*$/, `@${name} `)}${after}`,
    }));
    const commanded = inThread ? [] : suggestCommands(input.value, commands);
    return [
      ...named,
      ...commanded.map(({ command, usage_hint, description }) => ({
        ...{ name: command, usage: usage_hint, more: description, isName: false },
        line: `${command} `,
      })),
    ];
  }

  function onkeydown(event) {
    const open = hint.hidden ? [] : offers();
    const offer = open[active];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (open.length > 1 && by !== undefined) {
      event.preventDefault();
      active = (active + by + open.length) % open.length;
      drawHint(open);
    } else if (offer && event.key === 'Escape') hideHint();
    else if (offer && completes(event.key, offer)) {
      event.preventDefault();
      fill(offer.line);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  }

  function completes(key, { isName, name }) {
    return (
      (key === 'Tab' && (isName || !input.value.includes(' '))) ||
      (key === 'Enter' && (isName || !input.value.startsWith(name)))
    );
  }

  function typed() {
    note.hidden = true;
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
    active = 0;
    drawHint(offers());
  }

  function drawHint(open) {
    hint.hidden = open.length === 0;
    hint.replaceChildren(
      ...open.map(({ name, usage, more, line }, at) => {
        const facts = { type: 'button', onclick: () => fill(line), 'data-active': at === active };
        return h(
          'button',
          facts,
          h('strong', name),
          ' ',
          h('span.muted', usage),
          h('small', more ?? ''),
        );
      }),
    );
  }

  function hideHint() {
    if (!hint.contains(document.activeElement)) hint.hidden = true;
  }

  function fill(line) {
    input.value = line;
    typed();
    input.focus();
  }

  function troubles() {
    return known().commands.length > 0 ? [...known().troubles, ...TROUBLES] : [];
  }

  function trouble(each) {
    if (each.deed) return onDeed(each);
    const [{ command } = {}] = known().commands;
    if (command) fill(withTrouble(input.value, each, command));
  }

  function refuse(words) {
    note.textContent = words;
    note.hidden = false;
  }

  async function send() {
    const { commands, people, whyNoCommands } = known();
    const names = commands.map((each) => each.command);
    const { kind, command, text } = readLine(input.value, names);
    if (kind === 'nothing') return;
    if (kind === 'unknown') return refuse(whyNoCommands ?? `${command} is not a valid command.`);
    if (kind === 'command' && inThread)
      return refuse(`${command} does not work in threads. Mention the app instead.`);
    const line = input.value;
    fill('');
    const sent = kind === 'command' ? onCommand(command, text) : onPost(withMentions(text, people));
    const problem = await sent;
    if (typeof problem !== 'string') return;
    if (input.value === '') fill(line);
    refuse(problem);
  }
}
