import { drawBlocks } from './blocks.js';
import { h } from './dom.js';
import { drawControl, drawField } from './field.js';
import { initialValue, inputsOf } from './field-value.js';

/** The Home tab, with its fields. What was typed stays while its block stays, as in Slack. */
export function createHome() {
  const values = new Map();
  const options = new Map();
  return {
    /** @param {any} view @param {import('./blocks.js').Place} place */
    draw(view, place) {
      const ids = new Set(view.blocks.map((each) => each.block_id));
      for (const id of values.keys()) if (!ids.has(id)) values.delete(id);
      for (const block of view.blocks)
        for (const element of inputsOf(block))
          if (!values.has(block.block_id))
            values.set(block.block_id, initialValue(element, { conversation: null }));
      const form = {
        get: (id) => values.get(id) ?? null,
        set: (id, value) => values.set(id, value),
        optionOf: (id) => options.get(id),
        remember: (id, option) => options.set(id, option),
        place,
      };
      return h(
        'div.home',
        drawBlocks(view.blocks, {
          ...place,
          field: (block) => drawField(block, form),
          control: (block, element) =>
            inputsOf(block).includes(element) ? drawControl(block, element, form) : null,
        }),
      );
    },
  };
}
