import { html } from '../html.js';
import { Blocks } from './blocks.js';
import { drawControl, Field } from './field.js';
import { inputsOf, stateValue } from './field-value.js';

/** The values typed into a view, and its rendered blocks. Each change calls `redraw`. */
export function createFields(redraw) {
  const values = {};
  const options = new Map();
  let pause = 0;
  const form = {
    values,
    surface: null,
    errors: {},
    get: (id) => values[id] ?? null,
    /** Sets a value and clears the field's error. */
    set(id, value, option) {
      values[id] = value;
      options.set(id, option);
      delete form.errors[id];
      redraw();
    },
    forget(id) {
      delete values[id];
      options.delete(id);
    },
    /** The option that a select shows: the last one picked, or its initial one. */
    chosen(id) {
      const value = form.get(id);
      const known = options.get(id);
      if (value === null || known?.value === value) return value && known;
      const conversation = form.surface.conversations().find((each) => each.id === value);
      return conversation ? { text: { text: conversation.name }, value } : null;
    },
    /** Calls `ask` once nothing has been typed for `ms`. */
    debounce(ask, ms) {
      form.cancelPending();
      pause = setTimeout(ask, ms);
    },
    /** Cancels the pending call of `debounce`. */
    cancelPending: () => clearTimeout(pause),
    /** Adds the initial values of new fields; a field that was emptied stays empty. */
    addInitialValues({ blocks, state }) {
      for (const block of blocks.filter(({ block_id: id }) => !Object.hasOwn(values, id)))
        for (const { action_id } of inputsOf(block)) {
          const held = state.values[block.block_id]?.[action_id] ?? {};
          values[block.block_id] ??= stateValue(held);
          options.set(block.block_id, held.selected_option);
        }
    },
    draw(blocks) {
      const surface = {
        ...form.surface,
        field: (block) => html`<${Field} block=${block} form=${form} />`,
        control: (block, element) =>
          inputsOf(block).includes(element) ? drawControl(block, element, form) : null,
      };
      return html`<${Blocks} blocks=${blocks} surface=${surface} />`;
    },
  };
  return form;
}
