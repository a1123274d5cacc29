import { useState } from 'preact/hooks';
import { html } from '../html.js';
import { groupsOf } from './field-value.js';
import { Picker } from './picker.js';
import { textNodes } from './text.js';

/** Something to click in a message, a modal or the Home tab. */
export function Clickable({ block, element, surface }) {
  const [isBusy, setBusy] = useState(false);
  const [picked, setPicked] = useState(element.initial_option);
  const { type, confirm, placeholder } = element;
  const click = async (selected) => {
    if (confirm && !(await surface.ask(confirm))) return;
    setBusy(true);
    await surface.click(block, element, selected);
    setBusy(false);
  };
  if (type === 'button')
    return html`<button class="button" onclick=${() => click()} data-style=${element.style}
      aria-busy=${isBusy || null}>
      ${textNodes(element.text, surface.directory)}
    </button>`;
  if (!/_select$/.test(type))
    return html`<span class="unknown rounded-md border border-dashed px-2">“${type}”</span>`;
  const words = placeholder?.text ?? 'Choose an option';
  const onPick = (option) => {
    setPicked(option);
    click(option.value);
  };
  return html`<${Picker} label=${words} placeholder=${words} chosen=${picked ? [picked] : []}
    source=${optionSource(block, element, surface)} onPick=${onPick} />`;
}

/** Returns a function that finds a select's options for a query. */
export function optionSource(block, element, surface) {
  if (element.type === 'external_select')
    return async (query) => groupsOf(await surface.suggest(block, element, query));
  const groups =
    element.type === 'conversations_select'
      ? [{ label: '', options: surface.conversations().map(optionOf) }]
      : groupsOf(element);
  const has = (each, query) => each.text.text.toLowerCase().includes(query.trim().toLowerCase());
  return async (query) =>
    groups
      .map(({ label, options }) => ({ label, options: options.filter((each) => has(each, query)) }))
      .filter(({ options }) => options.length > 0);
}

const optionOf = ({ id, name }) => ({ text: { type: 'plain_text', text: name }, value: id });
