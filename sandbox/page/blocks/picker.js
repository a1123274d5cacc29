import { h, icon } from '../dom.js';
import { withEmoji } from './text.js';

const TYPING_PAUSE_MS = 120;
let count = 0;

/** A list to pick from by typing: an ARIA combobox. */
export function picker({ id, label, placeholder, chosen, source, onPick }) {
  const listId = `list-${++count}`;
  let current = chosen;
  let asked = 0;
  let timer = 0;
  let rows = [];
  let active = -1;

  const input = h('input', {
    ...{ id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false' },
    ...{ placeholder, 'aria-label': label, 'aria-controls': listId, 'aria-expanded': 'false' },
    'aria-autocomplete': 'list',
    onfocus: () => input.select(),
    onblur: close,
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => load(input.value), TYPING_PAUSE_MS);
    },
    onkeydown: (event) => keyed(event),
    onclick: () => list.hidden && load(''),
  });
  const list = h('div.options', { id: listId, role: 'listbox', 'aria-label': label, hidden: true });
  const note = (words) => list.replaceChildren(h('div.options-note', words));
  const root = h('div.picker', input, icon('down'), list);
  show();
  return root;

  function show() {
    input.value = current === null ? '' : withEmoji(current.text.text);
  }

  function close() {
    clearTimeout(timer);
    asked++;
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
    } finally {
      root.removeAttribute('aria-busy');
    }
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
    if (active > 0) rows[active]?.scrollIntoView({ block: 'nearest' });
    else list.scrollTop = 0;
  }

  function row(option) {
    const facts = {
      ...{ id: `${listId}-${rows.length}`, role: 'option' },
      'aria-selected': String(option.value === current?.value),
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
    current = option;
    close();
    onPick(option);
  }

  function keyed(event) {
    const { key } = event;
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
