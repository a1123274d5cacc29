import { createFields } from '../blocks/field.js';
import { h } from '../dom.js';

/** The Home tab, with its fields. What was typed stays while its block stays, as in Slack. */
export function createHome() {
  const form = createFields(null);
  return {
    draw(view, place) {
      const { blocks } = view;
      const ids = new Set(blocks.map((each) => each.block_id));
      for (const id of Object.keys(form.values)) if (!ids.has(id)) form.forget(id);
      form.place = place;
      form.begin(view);
      return h('div.home', form.draw(blocks));
    },
  };
}
