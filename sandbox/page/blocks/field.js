import { h } from '../dom.js';
import { drawBlocks } from './blocks.js';
import { optionSource } from './elements.js';
import { groupsOf, heldValue, inputsOf } from './field-value.js';
import { picker } from './picker.js';
import { textNodes, withEmoji } from './text.js';

const TYPED_PAUSE_MS = 400;

/** What was typed into a view, and its blocks as nodes. */
export function createFields(place) {
  const values = {};
  const options = new Map();
  const form = {
    values,
    place,
    /** Hears of each value that a person gives. */
    onSet: () => {},
    pause: 0,
    /** What was typed last asks the app for nothing more by itself. */
    rest: () => clearTimeout(form.pause),
    get: (id) => values[id] ?? null,
    set: (id, value) => {
      values[id] = value;
      form.onSet(id);
    },
    forget: (id) => {
      delete values[id];
      options.delete(id);
    },
    optionOf: (id) => options.get(id),
    remember: (id, option) => options.set(id, option),
    /** Fills in what fields that are new hold in the view; one that was emptied stays empty. */
    begin: ({ blocks, state }) => {
      for (const block of blocks.filter(({ block_id: id }) => !Object.hasOwn(values, id)))
        for (const { action_id } of inputsOf(block)) {
          const held = state.values[block.block_id]?.[action_id] ?? {};
          values[block.block_id] ??= heldValue(held);
          options.set(block.block_id, held.selected_option);
        }
    },
    draw: (blocks) =>
      drawBlocks(blocks, {
        ...form.place,
        field: (block) => drawField(block, form),
        control: (block, element) =>
          inputsOf(block).includes(element) ? drawControl(block, element, form) : null,
      }),
  };
  return form;
}

/** Draws an input block: label, control, hint, and its error. */
function drawField(block, form) {
  const id = `field-${block.block_id}`;
  const single = !/^(checkboxes|radio_buttons)$/.test(block.element.type);
  const { directory } = form.place;
  const optional = block.optional && h('span.muted', ' (optional)');
  return h(
    single ? 'div.field' : 'fieldset.field',
    h(
      single ? 'label' : 'legend',
      { for: single && id },
      textNodes(block.label, directory),
      optional,
    ),
    drawControl(block, block.element, form, id),
    h('p.field-error', { id: `${id}-error`, role: 'alert', hidden: true }),
    block.hint && h('p.hint', textNodes(block.hint, directory)),
  );
}

/** The control alone: also for sections and action rows inside a form. `null`: not an input. */
function drawControl(block, element, form, id = `field-${block.block_id}`) {
  const change = (value) => {
    form.set(block.block_id, value);
    if (block.dispatch_action || block.type !== 'input') form.place.click(block, element, value);
  };
  const words = element.placeholder?.text ?? 'Choose an option';
  switch (element.type) {
    case 'plain_text_input':
    case 'url_text_input':
      return textInput(block, element, form, id);
    case 'static_select':
    case 'external_select':
    case 'conversations_select':
      return picker({
        ...{ id, label: block.label?.text ?? words, placeholder: words },
        chosen: chosen(block, form),
        source: optionSource(block, element, form.place),
        onPick: (option) => {
          form.remember(block.block_id, option);
          change(option.value);
        },
      });
    case 'multi_static_select':
      return picker({
        ...{ id, label: block.label?.text ?? words, placeholder: words, many: true },
        chosen: groupsOf(element)
          .flatMap(({ options }) => options)
          .filter(({ value }) => form.get(block.block_id)?.includes(value)),
        source: optionSource(block, element, form.place),
        onPick: (options) => change(options.map(({ value }) => value)),
      });
    case 'radio_buttons':
    case 'checkboxes':
      return choices(block, element, form, change);
    case 'file_input':
      return h('p.muted', { id }, 'The sandbox takes no files: use a link instead.');
    default:
      return null;
  }
}

function textInput(block, element, form, id) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const acts = (trigger) => block.dispatch_action && triggers.includes(trigger);
  const send = () => form.place.click(block, element, form.get(block.block_id));
  const counter = h('span.counter', { 'aria-hidden': 'true' });
  const count = () => {
    const { length } = form.get(block.block_id) ?? '';
    counter.textContent = element.max_length ? String(element.max_length - length) : '';
  };
  const input = h(element.multiline ? 'textarea.text' : 'input.text', {
    ...{ id, value: form.get(block.block_id) ?? '', 'aria-describedby': `${id}-error` },
    ...(element.multiline ? { rows: 5 } : { type: 'text' }),
    placeholder: element.placeholder && withEmoji(element.placeholder.text),
    maxlength: element.max_length,
    oninput: () => {
      form.set(block.block_id, input.value === '' ? null : input.value);
      count();
      form.rest();
      if (acts('on_character_entered')) form.pause = setTimeout(send, TYPED_PAUSE_MS);
    },
    onkeydown: ({ key, shiftKey }) => {
      if (key === 'Enter' && !shiftKey && acts('on_enter_pressed')) send();
    },
  });
  count();
  return h('div.text-input', input, counter);
}

function choices(block, element, form, change) {
  const many = element.type !== 'radio_buttons';
  const held = [form.get(block.block_id) ?? []].flat();
  const write = (text) => textNodes(text, form.place.directory);
  const picked = () => {
    const all = [...box.querySelectorAll('input:checked')].map((each) => each.value);
    change(many ? all : (all[0] ?? null));
  };
  const choice = (option) => {
    const facts = { type: many ? 'checkbox' : 'radio', name: block.block_id, onchange: picked };
    const { value, text, description } = option;
    return h(
      'label.choice',
      h('input', { ...facts, value, checked: held.includes(value) }),
      h('span', write(text), description && h('small', write(description))),
    );
  };
  const box = h(
    'div.choices',
    groupsOf(element)
      .flatMap(({ options }) => options)
      .map(choice),
  );
  return box;
}

/** The option a select shows: the last one picked, else what it held at first. */
function chosen(block, form) {
  const value = form.get(block.block_id);
  const known = form.optionOf(block.block_id);
  if (value === null || known?.value === value) return value && known;
  const conversation = form.place.conversations().find((each) => each.id === value);
  return conversation ? { text: { text: conversation.name }, value } : null;
}
