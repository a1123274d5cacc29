import { useRef, useState } from 'preact/hooks';
import { html, Icon, PlainButton } from '../html.js';
import { FAULTS, withFault } from './faults.js';
import { completionsFor, GUEST_NOTE, isGuest, readLine, withMentions } from './line.js';
import { MenuButton } from './menu.js';
import { AddToSlack, tokenFaults } from './workspaces.js';

/** The storage key that records that the hint was used or closed. */
const SEEN = 'sandbox-coach';
const EXAMPLE = '/jogg Good morning everybody';

/**
 * The input for messages. Enter sends, Shift+Enter starts a new line; Tab completes a command or a
 * name, Enter a name. An error above the line stays until the next key.
 */
export function Composer({ session, inThread = false, placeholder }) {
  const { state, here, drafts } = session;
  const { people, commands, shortcuts } = knownTo(session);
  const input = useRef();
  /** The selected completion, if any is shown, and the last error. */
  const [{ active, note }, show] = useState({ active: null, note: null });
  const [seen, setSeen] = useState(localStorage.getItem(SEEN) !== null);
  const pane = inThread ? 'thread' : 'channel';
  const at = `${state.me} ${inThread ? here.thread : pane}`;
  const line = drafts[at] ?? '';
  const caret = Math.min(input.current?.selectionStart ?? 0, line.length);
  const completions =
    active === null ? [] : completionsFor(line, caret, inThread ? [] : commands, people);
  const isMissing = !state.app.installed && state.install_url !== null;
  const id = inThread ? null : 'command-hint';

  const typed = (text) => {
    drafts[at] = text;
    show({ active: 0, note: null });
  };
  const refuse = (words) => show({ active: null, note: words });
  const choose = (index) => show({ active: index, note });
  const fill = (text) => {
    // Set at once, so that the caret is behind the text.
    input.current.value = text;
    input.current.focus();
    typed(text);
  };
  const hideCoach = () => {
    localStorage.setItem(SEEN, 'seen');
    setSeen(true);
  };
  const chooseFault = (each) => {
    if (each.action) session.runMenuItem(each);
    else fill(withFault(line, each, commands[0].command));
  };

  async function send() {
    const names = commands.map((each) => each.command);
    const { kind, command, text } = readLine(line, names);
    if (kind === 'nothing') return;
    if (kind === 'unknown')
      return refuse(isGuest(state) ? GUEST_NOTE : `${command} is not a valid command.`);
    if (kind === 'command' && inThread)
      return refuse(`${command} does not work in threads. Mention the app instead.`);
    fill('');
    session.sent[pane] += 1;
    session.draw();
    if (kind === 'command') hideCoach();
    const thread = inThread ? { thread_ts: here.thread } : {};
    const problem = await (kind === 'command'
      ? session.problemOf('command', { command, text })
      : session.problemOf('say', { text: withMentions(text, people), ...thread }));
    if (problem === null) return;
    if (input.current?.value === '') fill(line);
    refuse(problem);
  }

  function onkeydown(event) {
    const { key } = event;
    const completion = completions[active];
    const by = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (completion && key === 'Escape') return choose(null);
    const completes =
      (key === 'Tab' && (completion?.isName || !line.includes(' '))) ||
      (key === 'Enter' && (completion?.isName || !line.startsWith(completion?.name)));
    if (completions.length > 1 && by !== undefined)
      choose((active + by + completions.length) % completions.length);
    else if (completion && completes) fill(completion.line);
    else if (key === 'Enter' && !event.shiftKey && !event.isComposing) send();
    else return;
    event.preventDefault();
  }

  const completionRow = (each, index) => html`
    <button class=${index === active && 'bg-tint'} onclick=${() => fill(each.line)}>
      <strong>${each.name}</strong> <span class="muted">${each.usage}</span>
      <small class="block">${each.more}</small>
    </button>
  `;
  const onShortcut = ({ callback_id }) => session.person('shortcut', { callback_id });
  const faults = commands.length > 0 ? [...tokenFaults(state), ...FAULTS] : [];
  const menus = html`
    <${MenuButton} label="Shortcuts" items=${shortcuts} onPick=${onShortcut}>
      <${Icon} name="bolt" />
    <//>
    <${MenuButton} label="Make something go wrong" items=${faults} onPick=${chooseFault}>
      <${Icon} name="warning" />
    <//>
  `;
  return html`
    ${!inThread && isMissing && html`<${AddToSlack} session=${session} />`}
    ${!inThread && !isMissing && !seen && html`<${Coach} onTry=${fill} onHide=${hideCoach} />`}
    <div class="composer">
      <div class="command-hint absolute -inset-x-px bottom-[calc(100%+6px)] z-4 max-h-60
        overflow-y-auto p-1.5" id=${id}
        hidden=${completions.length === 0} onmousedown=${(event) => event.preventDefault()}>
        ${completions.map(completionRow)}
      </div>
      <p class="px-3 pt-2 text-stop" role="alert" hidden=${note === null}>${note}</p>
      <textarea ref=${input} rows="1" aria-label=${inThread ? 'Reply in thread' : 'Message'}
        class="block field-sizing-content max-h-40 w-full resize-none px-3 pt-2.5 pb-1 outline-0"
        aria-describedby=${id} placeholder=${placeholder} value=${line} onkeydown=${onkeydown}
        oninput=${() => typed(input.current.value)} onblur=${() => choose(null)} />
      <div class="muted flex justify-between px-1.5 pt-0.5 pb-1.5">
        <span>${!inThread && menus}</span>
        <${PlainButton} label="Send" kind="bg-go text-white" onclick=${send}>
          <${Icon} name="send" />
        <//>
      </div>
    </div>
  `;
}

/** The first hint above the composer. */
const Coach = ({ onTry, onHide }) => html`
  <section class="coach" aria-label="First steps">
    <div class="flex-[1_1_240px]">
      <strong>Make your first video: </strong>type <code>${EXAMPLE}</code> and press Enter.
      <p class="muted">
        Then try <${Icon} name="warning" /> below: it makes things go wrong.
        ${' '}“Network” on the left shows every request.
      </p>
    </div>
    <button class="button" onclick=${() => onTry(EXAMPLE)}>Type it for me</button>
    <${PlainButton} label="Hide this hint" onclick=${onHide}><${Icon} name="close" /><//>
  </section>
`;

function knownTo({ state, author }) {
  const guest = isGuest(state);
  const people = state.users.filter((each) => !each.deleted && each.id !== state.me);
  return {
    people: people.map(({ id }) => ({ id, name: author(id).shown })),
    commands: guest ? [] : state.app.commands,
    shortcuts: guest ? [] : state.app.shortcuts.filter((each) => each.type === 'global'),
  };
}
