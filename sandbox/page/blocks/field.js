import { html } from '../html.js';
import { optionSource } from './elements.js';
import { groupsOf } from './field-value.js';
import { Picker } from './picker.js';
import { textNodes, withEmoji } from './text.js';

const TYPED_PAUSE_MS = 400;

const idOf = ({ block_id }) => `field-${block_id}`;

/** An input block: label, control, hint, and its error. */
export function Field({ block, form }) {
  const { element, label, hint, optional } = block;
  const id = idOf(block);
  const error = form.errors[block.block_id];
  const write = (text) => textNodes(text, form.surface.directory);
  const isGroup = /^(checkboxes|radio_buttons)$/.test(element.type);
  const [outer, inner] = isGroup ? ['fieldset', 'legend'] : ['div', 'label'];
  return html`<${outer} class="field ${error && 'wrong'}">
    <${inner} class="mb-1.5 block font-bold" for=${isGroup ? null : id}>
      ${write(label)}${optional && html`<span class="muted"> (optional)</span>`}
    <//>
    ${drawControl(block, element, form)}
    <p class="mt-1.25 text-[13.5px] text-stop before:content-['⚠_']" id="${id}-error" role="alert"
      hidden=${!error}>${error}</p>
    ${hint && html`<p class="muted mt-1.25">${write(hint)}</p>`}
  <//>`;
}

/** Renders only the control, also for sections and actions in a form. Null if it is no input. */
export function drawControl(block, element, form) {
  const id = idOf(block);
  const change = (value, option) => {
    form.set(block.block_id, value, option);
    if (block.dispatch_action || block.type !== 'input') form.surface.click(block, element, value);
  };
  const props = { block, element, form, id, change };
  const words = element.placeholder?.text ?? 'Choose an option';
  const select = {
    ...{ id, label: block.label?.text ?? words, placeholder: words },
    source: optionSource(block, element, form.surface),
  };
  switch (element.type) {
    case 'plain_text_input':
    case 'url_text_input':
      return html`<${TextInput} ...${props} />`;
    case 'static_select':
    case 'external_select':
    case 'conversations_select': {
      const chosen = [form.chosen(block.block_id)].filter(Boolean);
      const onPick = (option) => change(option.value, option);
      return html`<${Picker} ...${select} chosen=${chosen} onPick=${onPick} />`;
    }
    case 'multi_static_select': {
      const isChosen = ({ value }) => form.get(block.block_id)?.includes(value);
      const onPick = (options) => change(options.map(({ value }) => value));
      const chosen = allOptions(element).filter(isChosen);
      return html`<${Picker} ...${select} many chosen=${chosen} onPick=${onPick} />`;
    }
    case 'radio_buttons':
    case 'checkboxes':
      return html`<${Choices} ...${props} />`;
    case 'file_input':
      return html`<p class="muted" id=${id}>The sandbox accepts no files. Use a link instead.</p>`;
    default:
      return null;
  }
}

function TextInput({ block, element, form, id }) {
  const { multiline, max_length, placeholder, dispatch_action_config: config } = element;
  const triggers = config?.trigger_actions_on ?? ['on_enter_pressed'];
  const acts = (trigger) => block.dispatch_action && triggers.includes(trigger);
  const send = () => form.surface.click(block, element, form.get(block.block_id));
  const value = form.get(block.block_id) ?? '';
  const props = {
    ...{ id, value, maxlength: max_length, 'aria-describedby': `${id}-error` },
    ...(multiline ? { rows: 5 } : { type: 'text' }),
    class: `text ${multiline ? 'field-sizing-content min-h-23' : ''}`,
    placeholder: placeholder && withEmoji(placeholder.text),
    oninput: ({ currentTarget }) => {
      form.set(block.block_id, currentTarget.value || null);
      form.cancelPending();
      if (acts('on_character_entered')) form.debounce(send, TYPED_PAUSE_MS);
    },
    onkeydown: ({ key, shiftKey }) => {
      if (key === 'Enter' && !shiftKey && acts('on_enter_pressed')) send();
    },
  };
  return html`<div class="relative">
    <${multiline ? 'textarea' : 'input'} ...${props} />
    <span class="muted absolute right-2.5 bottom-1.5 bg-paper" aria-hidden="true">
      ${max_length && max_length - value.length}
    </span>
  </div>`;
}

function Choices({ block, element, form, change }) {
  const many = element.type !== 'radio_buttons';
  const held = [form.get(block.block_id) ?? []].flat();
  const write = (text) => textNodes(text, form.surface.directory);
  const choice = ({ value, text, description }) => {
    const onchange = ({ currentTarget: { checked } }) => {
      const kept = many ? held.filter((each) => each !== value) : [];
      change(many ? [...kept, ...(checked ? [value] : [])] : value);
    };
    const props = { type: many ? 'checkbox' : 'radio', name: block.block_id, value, onchange };
    const more = description && html`<small class="block">${write(description)}</small>`;
    return html`<label class="choice flex items-baseline gap-2">
      <input ...${props} checked=${held.includes(value)} /><span>${write(text)}${more}</span>
    </label>`;
  };
  return html`<div class="choices">${allOptions(element).map(choice)}</div>`;
}

const allOptions = (element) => groupsOf(element).flatMap(({ options }) => options);
