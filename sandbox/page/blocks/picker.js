import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html, Icon } from '../html.js';
import { withEmoji } from './text.js';

const TYPING_PAUSE_MS = 120;
const CLOSED = { isOpen: false, isBusy: false, groups: null, note: null, active: -1, typed: null };

/**
 * A list to pick from by typing: an ARIA combobox. With `many`, the line shows each option of
 * `chosen` with a button that removes it, and `onPick` gets the whole list.
 */
export function Picker({ id, label, placeholder, chosen, source, onPick, many = false }) {
  const listId = useId();
  const [input, list] = [useRef(), useRef()];
  /** Counts requests: the list shows only the answer to the last one. */
  const requestCount = useRef(0);
  const timer = useRef(0);
  const [at, setAt] = useState(CLOSED);
  const { isOpen, isBusy, groups, note, active, typed } = at;
  const rows = groups?.flatMap(({ options }) => options) ?? [];
  const isChosen = ({ value }) => chosen.some((each) => each.value === value);
  const set = (parts) => setAt((now) => ({ ...now, ...parts }));
  useEffect(() => () => clearTimeout(timer.current), []);
  useLayoutEffect(() => {
    if (active > 0) list.current.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
    else list.current.scrollTop = 0;
  }, [active, groups]);

  function cancelPending() {
    clearTimeout(timer.current);
    requestCount.current += 1;
    return requestCount.current;
  }

  function close() {
    cancelPending();
    setAt(CLOSED);
  }

  async function load(query) {
    const request = cancelPending();
    set({ isOpen: true, isBusy: true, note: groups ? null : 'Loading…' });
    const answer = await source(query).then(
      (groups) => {
        const found = groups.flatMap(({ options }) => options);
        const active = query === '' ? Math.max(0, found.findIndex(isChosen)) : 0;
        return { groups, active, note: found.length > 0 ? null : 'No results' };
      },
      (error) => ({ groups: null, active: -1, note: error.message }),
    );
    if (request === requestCount.current) set({ ...answer, isBusy: false });
  }

  function oninput({ currentTarget: { value } }) {
    // The list does not match this text yet.
    cancelPending();
    set({ isBusy: true, typed: value });
    timer.current = setTimeout(load, TYPING_PAUSE_MS, value);
  }

  function pick(option) {
    close();
    const others = chosen.filter(({ value }) => value !== option.value);
    onPick(many ? [...others, ...(isChosen(option) ? [] : [option])] : option);
  }

  function onkeydown(event) {
    const { key } = event;
    const last = chosen.at(-1);
    const by = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (many && key === 'Backspace' && input.current.value === '' && last) return pick(last);
    const keys = isOpen ? ['ArrowDown', 'ArrowUp', 'Enter', 'Escape'] : ['ArrowDown'];
    if (!keys.includes(key)) return;
    event.preventDefault();
    if (!isOpen) return load('');
    if (key === 'Enter' && rows[active] && !isBusy) pick(rows[active]);
    if (by && rows.length > 0) set({ active: (active + by + rows.length) % rows.length });
    if (key !== 'Escape') return;
    event.stopPropagation();
    close();
  }

  const shown = many || chosen.length === 0 ? '' : withEmoji(chosen[0].text.text);
  const props = {
    ...{ id, ref: input, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: false },
    ...{ 'aria-label': label, 'aria-controls': listId, 'aria-expanded': isOpen },
    ...{ 'aria-autocomplete': 'list', value: typed ?? shown, oninput, onkeydown, onblur: close },
    'aria-activedescendant': rows[active] ? `${listId}-${active}` : null,
    placeholder: many && chosen.length > 0 ? '' : placeholder,
    onfocus: () => input.current.select(),
    onclick: () => !isOpen && load(''),
  };
  const chip = (option) => {
    const name = withEmoji(option.text.text);
    const remove = () => pick(option);
    return html`<span class="chip rounded-sm bg-tint pl-2">
      ${name}<button aria-label="Remove ${name}" onclick=${remove}>×</button>
    </span>`;
  };
  const row = (option) => {
    const index = rows.indexOf(option);
    const { text, description } = option;
    const more = description && html`<small class="block">${withEmoji(description.text)}</small>`;
    return html`<div class="option px-3.5 py-1 aria-selected:after:float-right
      aria-selected:after:content-['✓'] ${index === active && 'active'}" id="${listId}-${index}"
      role="option" aria-selected=${isChosen(option)} onpointermove=${() => set({ active: index })}
      onclick=${() => pick(option)}><span>${withEmoji(text.text)}</span>${more}</div>`;
  };
  const group = (each) => html`
    ${each.label && html`<div class="options-group px-3.5 py-1">${withEmoji(each.label)}</div>`}
    ${each.options.map(row)}
  `;
  return html`<div class="picker ${many && 'many'}" aria-busy=${isBusy || null}>
    ${many && chosen.map(chip)}
    <input ...${props} />
    <${Icon} name="down" />
    <div class="options max-h-65 w-[anchor-size(width)] overflow-y-auto py-1.5
      [position-anchor:--picker]" ref=${list} id=${listId} role="listbox" aria-label=${label}
      aria-multiselectable=${many || null} hidden=${!isOpen}
      onmousedown=${(event) => event.preventDefault()}>
      ${note ? html`<div class="options-note px-3.5 py-1">${note}</div>` : groups?.map(group)}
    </div>
  </div>`;
}
