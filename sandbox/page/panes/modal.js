import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { act } from '../api.js';
import { createFields } from '../blocks/fields.js';
import { textNodes } from '../blocks/text.js';
import { CloseButton, html } from '../html.js';
import { Avatar } from './message.js';

/** The top modal. As in Slack, typed text stays as long as its block keeps its id. */
export function Modal({ session, children }) {
  const { views, me: user } = session.state;
  const view = views.at(-1);
  const dialog = useRef();
  const [, redraw] = useReducer((count) => count + 1, 0);
  const [forms] = useState(() => new Map());
  for (const id of forms.keys()) if (!views.some((each) => each.id === id)) forms.delete(id);
  const form = view && formOf(view);

  useLayoutEffect(() => {
    if (!view) return dialog.current.close();
    dialog.current.showModal();
    const first = view.blocks.find(({ element }) => element?.focus_on_load)?.block_id;
    const within = first ? `[data-block="${CSS.escape(first)}"]` : '.modal-body';
    dialog.current.querySelector(`${within} :is(textarea, input)`)?.focus();
  }, [view === undefined]);

  function formOf({ id }) {
    const form = forms.get(id) ?? createFields(redraw);
    forms.set(id, form);
    form.surface = {
      ...session.surfaceAt({ view_id: id }, () => ({ values: form.values, hash: form.view.hash })),
      heading: 3,
    };
    if (form.view?.hash === view.hash) return form;
    // As in Slack, an updated view shows no errors until the next Submit.
    form.errors = {};
    for (const block of Object.keys(form.values))
      if (isNew(form.view, view, block)) form.forget(block);
    form.view = view;
    form.addInitialValues(view);
    return form;
  }

  async function submit() {
    form.cancelPending();
    Object.assign(form, { errors: {}, isBusy: true });
    redraw();
    const body = { user, view_id: view.id, values: form.values, hash: view.hash };
    const answer = await session.attempt(() => act('submit', body));
    Object.assign(form, { errors: answer?.errors ?? {}, isBusy: false });
    redraw();
    const first = form.view.blocks.find((each) => form.errors[each.block_id]);
    const field = first && `[data-block="${CSS.escape(first.block_id)}"]`;
    if (field) dialog.current.querySelector(field)?.scrollIntoView();
  }

  function close() {
    form?.cancelPending();
    if (view) session.attempt(() => act('close', { user, view_id: view.id }));
  }

  const oncancel = (event) => {
    event.preventDefault();
    close();
  };
  const write = (text) => textNodes(text, form.surface.directory);
  const submitButton = () => html`<button class="button submit" data-style="primary"
    onclick=${submit} aria-busy=${form.isBusy || null} disabled=${form.isBusy}>
    ${write(view.submit)}
  </button>`;
  const whole = () => html`
    <header class="px-6 pt-4.5 pb-3.5">
      <${Avatar} author=${{ is_bot: true }} size="small" />
      <h2 id="modal-title" class="flex-1 text-[21px]">${write(view.title)}</h2>
      <${CloseButton} label="Close" onclick=${close} />
    </header>
    <div class="modal-body flex-1 overflow-y-auto px-6 pt-1 pb-5" key=${view.id}>
      ${form.draw(view.blocks)}
    </div>
    <footer class="flex justify-end gap-3 px-6 py-4">
      <button class="button" onclick=${close}>${view.close ? write(view.close) : 'Cancel'}</button>
      ${view.submit && submitButton()}
    </footer>
  `;
  return html`<dialog id="modal" aria-labelledby="modal-title" ref=${dialog} oncancel=${oncancel}>
    ${view && whole()}${children}
  </dialog>`;
}

/** Whether a field is gone or was reset, maybe by an update that was never shown. */
function isNew(before, after, id) {
  const isThere = after.blocks.some(({ block_id }) => block_id === id);
  return !isThere || before?.begun[id] !== after.begun[id];
}
