import { h } from './dom.js';
import { optionSource } from './elements.js';
import { groupsOf } from './field-value.js';
import { picker } from './picker.js';
import { textNodes, withEmoji } from './text.js';

const TYPED_PAUSE_MS = 400;

/**
 * Draws an input block: label, control, hint, and its error.
 * @param {any} block
 * @param {{ get(id: string): any, set(id: string, value: any): void,
 *   error(id: string): string | null,
 *   optionOf(id: string): any, remember(id: string, option: any): void,
 *   place: import('./blocks.js').Place }} form
 */
export function drawField(block, form) {
  const id = `field-${block.block_id}`;
  const single = !/^(checkboxes|radio_buttons|multi_static_select)$/.test(block.element.type);
  return h(
    single ? 'div.field' : 'fieldset.field',
    h(
      single ? 'label' : 'legend',
      single ? { for: id } : {},
      textNodes(block.label, form.place.directory),
      block.optional ? h('span.muted', ' (optional)') : null,
    ),
    drawControl(block, block.element, form, id),
    h('p.field-error', { id: `${id}-error`, role: 'alert', hidden: true }),
    block.hint ? h('p.hint', textNodes(block.hint, form.place.directory)) : null,
  );
}

/** The control alone: also for sections and action rows inside a form. `null`: not an input. */
export function drawControl(block, element, form, id = `field-${block.block_id}`) {
  const change = (value) => {
    form.set(block.block_id, value);
    if (block.dispatch_action || block.type !== 'input') {
      form.place.click(block, element, value);
    }
  };
  switch (element.type) {
    case 'plain_text_input':
    case 'url_text_input':
    case 'email_text_input':
    case 'number_input':
      return textInput(block, element, form, id);
    case 'static_select':
    case 'external_select':
    case 'conversations_select':
    case 'channels_select':
    case 'users_select':
      return picker({
        id,
        label: block.label?.text ?? element.placeholder?.text ?? 'Choose an option',
        placeholder: element.placeholder?.text ?? 'Choose an option',
        chosen: chosen(block, element, form),
        source: optionSource(block, element, form.place),
        onPick: (option) => {
          form.remember(block.block_id, option);
          change(option.value);
        },
      });
    case 'radio_buttons':
    case 'checkboxes':
      return choices(block, element, form, change);
    case 'multi_static_select':
      return choices(
        block,
        { ...element, type: 'checkboxes', options: allOptions(element) },
        form,
        change,
      );
    case 'file_input':
      return h('p.muted', { id }, 'Files cannot be put into this stand-in: give an address.');
    case 'datepicker':
    case 'timepicker':
      return h('input.text', {
        id,
        type: element.type === 'datepicker' ? 'date' : 'time',
        value: form.get(block.block_id) ?? '',
        onchange: (event) => change(event.currentTarget.value || null),
      });
    default:
      return null;
  }
}

function textInput(block, element, form, id) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const send = () => form.place.click(block, element, form.get(block.block_id));
  let timer = 0;
  const counter = h('span.counter', { 'aria-hidden': 'true' });
  const count = () => {
    counter.textContent = element.max_length
      ? String(element.max_length - (form.get(block.block_id) ?? '').length)
      : '';
  };
  const input = h(element.multiline ? 'textarea.text' : 'input.text', {
    id,
    rows: element.multiline ? 5 : null,
    type: element.multiline ? null : 'text',
    placeholder: element.placeholder ? withEmoji(element.placeholder.text) : null,
    maxlength: element.max_length ?? null,
    'aria-describedby': `${id}-error`,
    value: form.get(block.block_id) ?? '',
    oninput: () => {
      form.set(block.block_id, input.value === '' ? null : input.value);
      count();
      if (!block.dispatch_action || !triggers.includes('on_character_entered')) return;
      clearTimeout(timer);
      timer = setTimeout(send, TYPED_PAUSE_MS);
    },
    onkeydown: (event) => {
      if (event.key !== 'Enter' || event.shiftKey || !block.dispatch_action) return;
      if (triggers.includes('on_enter_pressed')) send();
    },
  });
  count();
  return h('div.text-input', input, counter);
}

function choices(block, element, form, change) {
  const many = element.type === 'checkboxes';
  const holds = (value) => {
    const held = form.get(block.block_id);
    return many ? (held ?? []).includes(value) : held === value;
  };
  const box = h(
    'div.choices',
    element.options.map((option) =>
      h(
        'label.choice',
        h('input', {
          type: many ? 'checkbox' : 'radio',
          name: block.block_id,
          value: option.value,
          checked: holds(option.value),
          onchange: () => {
            const held = [...box.querySelectorAll('input:checked')].map((each) => each.value);
            change(many ? held : (held[0] ?? null));
          },
        }),
        h(
          'span',
          textNodes(option.text, form.place.directory),
          option.description
            ? h('small', textNodes(option.description, form.place.directory))
            : null,
        ),
      ),
    ),
  );
  return box;
}

const allOptions = (element) => groupsOf(element).flatMap(({ options }) => options);

/** The option a select shows: the last one picked, else what the form was opened with. */
function chosen(block, element, form) {
  const value = form.get(block.block_id);
  if (value === null) return null;
  const known = form.optionOf(block.block_id) ?? element.initial_option;
  if (known?.value === value) return known;
  const conversation = form.place.conversations().find((each) => each.id === value);
  return conversation ? { text: { text: conversation.name }, value } : null;
}
