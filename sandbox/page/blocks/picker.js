import { h, icon } from '../dom.js';
import { withEmoji } from './text.js';

const TYPING_PAUSE_MS = 120;
/** As high as a list becomes where there is room, and its distance from its field and the edge. */
const HIGHEST = 260;
const GAP = 8;
let count = 0;

/**
 * A list to pick from by typing: an ARIA combobox. With `many`, `chosen` is a list whose options
 * stand on the line, each with a button that takes it away, and `onPick` hears the whole list.
 */
export function picker({ id, label, placeholder, chosen, source, onPick, many = false }) {
  const listId = `list-${++count}`;
  let current = [chosen ?? []].flat();
  let asked = 0;
  let timer = 0;
  let rows = [];
  let active = -1;

  const input = h('input', {
    ...{ id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false' },
    ...{ 'aria-label': label, 'aria-controls': listId, 'aria-expanded': 'false' },
    'aria-autocomplete': 'list',
    onfocus: () => input.select(),
    onblur: close,
    oninput: () => {
      clearTimeout(timer);
      // What is listed is not of these letters yet.
      asked++;
      root.setAttribute('aria-busy', 'true');
      timer = setTimeout(() => load(input.value), TYPING_PAUSE_MS);
    },
    onkeydown: (event) => keyed(event),
    onclick: () => list.hidden && load(''),
  });
  const facts = { id: listId, role: 'listbox', 'aria-label': label, hidden: true };
  const list = h('div.options', { ...facts, 'aria-multiselectable': many && 'true' });
  const note = (words) => list.replaceChildren(h('div.options-note', words));
  const chips = h('span.chips');
  const root = h(many ? 'div.picker.many' : 'div.picker', chips, input, icon('down'), list);
  show();
  return root;

  function show() {
    input.value = many || current.length === 0 ? '' : withEmoji(current[0].text.text);
    input.placeholder = many && current.length > 0 ? '' : placeholder;
    if (many) chips.replaceChildren(...current.map(chip));
  }

  function chip(option) {
    const name = withEmoji(option.text.text);
    const away = { type: 'button', 'aria-label': `Remove ${name}`, onclick: () => pick(option) };
    return h('span.chip', name, h('button', away, '×'));
  }

  function close() {
    clearTimeout(timer);
    asked++;
    root.removeAttribute('aria-busy');
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    show();
  }

  async function load(query) {
    const mine = ++asked;
    root.setAttribute('aria-busy', 'true');
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    if (rows.length === 0) note('Loading…');
    try {
      const groups = await source(query);
      if (mine === asked) fill(groups, query);
    } catch (error) {
      if (mine === asked) note(error.message);
    }
    if (mine === asked) root.removeAttribute('aria-busy');
  }

  function fill(groups, query) {
    rows = [];
    active = -1;
    const parts = groups.map((group) => [
      group.label ? h('div.options-group', withEmoji(group.label)) : null,
      group.options.map(row),
    ]);
    list.replaceChildren(h('div', parts));
    if (rows.length === 0) note('No results');
    else activate(query === '' ? Math.max(0, rows.findIndex(isChosen)) : 0);
    openWhereRoomIs();
    if (active > 0) rows[active]?.scrollIntoView({ block: 'nearest' });
    else list.scrollTop = 0;
  }

  /** Below the field, or above it where only there is room, within what scrolls around it. */
  function openWhereRoomIs() {
    const edge = root.closest('[role="log"], .modal-body')?.getBoundingClientRect();
    const { top, bottom } = root.getBoundingClientRect();
    const below = (edge?.bottom ?? innerHeight) - bottom - GAP;
    const over = top - (edge?.top ?? 0) - GAP;
    const wanted = Math.min(HIGHEST, list.scrollHeight);
    const isAbove = below < wanted && over > below;
    list.toggleAttribute('data-above', isAbove);
    list.style.maxHeight = `${Math.min(HIGHEST, isAbove ? over : Math.max(below, HIGHEST / 2))}px`;
  }

  function row(option) {
    const facts = {
      ...{ id: `${listId}-${rows.length}`, role: 'option' },
      'aria-selected': String(current.some(({ value }) => value === option.value)),
      onpointerdown: (event) => event.preventDefault(),
      onpointermove: () => activate(rows.indexOf(node)),
      onclick: () => pick(option),
    };
    const more = option.description && h('small', withEmoji(option.description.text));
    const node = h('div.option', facts, h('span', withEmoji(option.text.text)), more);
    rows.push(node);
    return node;
  }

  function activate(index) {
    rows[active]?.classList.remove('active');
    active = index;
    rows[active]?.classList.add('active');
    if (rows[active]) input.setAttribute('aria-activedescendant', rows[active].id);
  }

  function pick(option) {
    const others = current.filter(({ value }) => value !== option.value);
    const had = others.length < current.length;
    current = many ? [...others, ...(had ? [] : [option])] : [option];
    close();
    onPick(many ? current : option);
  }

  function keyed(event) {
    const { key } = event;
    const last = current.at(-1);
    if (many && key === 'Backspace' && input.value === '' && last) return pick(last);
    if (list.hidden) {
      if (key === 'ArrowDown') load('');
      return;
    }
    if (!['ArrowDown', 'ArrowUp', 'Enter', 'Escape'].includes(key)) return;
    event.preventDefault();
    if (key === 'Enter') rows[active]?.click();
    else if (key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (rows.length > 0) {
      activate((active + (key === 'ArrowDown' ? 1 : -1) + rows.length) % rows.length);
      rows[active]?.scrollIntoView({ block: 'nearest' });
    }
  }
}

const isChosen = (row) => row.getAttribute('aria-selected') === 'true';
