import { useReducer, useState } from 'preact/hooks';
import { createFields } from '../blocks/fields.js';
import { html } from '../html.js';

/** The Home tab, with its fields. What was typed stays while its block stays, as in Slack. */
export function Home({ session }) {
  const { home, app } = session.state;
  const [, redraw] = useReducer((count) => count + 1, 0);
  const [form] = useState(() => createFields(redraw));
  if (home === null)
    return html`<p class="empty p-10 text-center">
      ${app.name} has not published a Home tab yet.
    </p>`;
  const ids = new Set(home.blocks.map((each) => each.block_id));
  for (const id of Object.keys(form.values)) if (!ids.has(id)) form.forget(id);
  form.place = session.placeAt({ view_id: home.id });
  form.begin(home);
  return html`<div class="home mx-auto max-w-190 px-6 py-3 wrap-anywhere max-[720px]:px-3">
    ${form.draw(home.blocks)}
  </div>`;
}
