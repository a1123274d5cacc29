import { act } from '../api.js';
import { createFields } from '../blocks/field.js';
import { textNodes } from '../blocks/text.js';
import { h } from '../dom.js';
import { sync } from '../sync.js';
import { closeButton } from './message.js';
import { attempt } from './toasts.js';

/** The modal on top of the stack. What was typed stays where a block keeps its id, as in Slack. */
export function createModal(dialog, context) {
  /** One form per open view. */
  const forms = new Map();
  let shown = null;

  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  return { show };

  /** Shows the last of `views`, or nothing. */
  function show(views) {
    const view = views.at(-1) ?? null;
    for (const id of forms.keys()) if (!views.some((each) => each.id === id)) forms.delete(id);
    if (view === null) {
      shown = null;
      if (dialog.open) dialog.close();
      return;
    }
    const form = forms.get(view.id) ?? createForm(view);
    forms.set(view.id, form);
    if (form.view?.hash !== view.hash || shown !== view.id) draw(view, form);
    if (!dialog.open) {
      dialog.showModal();
      const first = view.blocks.find(({ element }) => element?.focus_on_load)?.block_id;
      const within = first ? `[data-block="${CSS.escape(first)}"]` : '.modal-body';
      dialog.querySelector(`${within} :is(textarea, input)`)?.focus();
    }
    shown = view.id;
  }

  function draw(view, form) {
    const focused = document.activeElement?.id;
    const anew = form.view !== null && form.view.hash !== view.hash;
    for (const id of Object.keys(form.values)) if (isNew(form.view, view, id)) form.forget(id);
    form.view = view;
    form.begin(view);
    const old = form.nodes;
    form.nodes = new Map();
    for (const block of view.blocks) {
      const key = JSON.stringify(block);
      form.nodes.set(key, old.get(key) ?? form.draw([block])[0]);
    }
    sync(form.body, [...form.nodes.values()]);
    // As in Slack: what the app draws anew has no errors until the next Submit.
    if (anew) showErrors(form, {});
    // Toasts stand in the dialog while it is open. The body is not moved: a list in it stays open.
    sync(dialog, [...frame(view, form), ...dialog.querySelectorAll('#toasts')]);
    if (focused && document.activeElement?.id !== focused)
      document.getElementById(focused)?.focus();
  }

  function frame(view, form) {
    const write = (text) => textNodes(text, context().place.directory);
    const send = {
      ...{ type: 'button', 'data-style': 'primary', onclick: () => submit(view, form) },
      ...{ 'aria-busy': form.busy && 'true', disabled: form.busy },
    };
    return [
      h(
        'header.modal-head',
        h('span.avatar.small', { 'data-app': '' }, '🎬'),
        h('h2', { id: 'modal-title' }, write(view.title)),
        closeButton('Close', close),
      ),
      form.body,
      h(
        'footer.modal-foot',
        h(
          'button.button',
          { type: 'button', onclick: close },
          view.close ? write(view.close) : 'Cancel',
        ),
        view.submit && h('button.button.submit', send, write(view.submit)),
      ),
    ];
  }

  async function submit(view, form) {
    form.rest();
    showErrors(form, {});
    form.busy = true;
    draw(view, form);
    const body = { user: context().user, view_id: view.id, values: form.values, hash: view.hash };
    const answer = await attempt(() => act('submit', body));
    form.busy = false;
    if (shown === view.id) draw(form.view, form);
    showErrors(form, answer?.errors ?? {});
  }

  function close() {
    forms.get(shown)?.rest();
    if (shown !== null) attempt(() => act('close', { user: context().user, view_id: shown }));
  }

  function createForm(view) {
    const { place, user } = context();
    const facts = (block, element) => ({
      ...{ user, view_id: view.id, block_id: block.block_id, action_id: element.action_id },
      ...{ values: form.values, hash: form.view.hash },
    });
    const form = createFields({
      ...{ ...place, heading: 3 },
      click: (block, element, selected) =>
        attempt(async () => {
          const { value } = element;
          const answer = await act('click', { ...facts(block, element), value, selected });
          if (answer.url) window.open(answer.url, '_blank', 'noreferrer');
        }),
      suggest: (block, element, query) => act('suggest', { ...facts(block, element), query }),
    });
    form.onSet = (id) => showError(form, id, null);
    return Object.assign(form, {
      ...{ view: null, busy: false, nodes: new Map(), body: h('div.modal-body') },
    });
  }
}

function showErrors(form, errors) {
  for (const { block_id: id } of form.view.blocks) showError(form, id, errors[id] ?? null);
  const first = form.view.blocks.find((each) => errors[each.block_id]);
  if (first)
    form.body.querySelector(`[data-block="${CSS.escape(first.block_id)}"]`)?.scrollIntoView();
}

function showError(form, id, words) {
  const node = form.body.querySelector(`#${CSS.escape(`field-${id}-error`)}`);
  if (node === null) return;
  node.textContent = words ?? '';
  node.hidden = words === null;
  node.closest('.field')?.classList.toggle('wrong', words !== null);
}

/** Whether a field has gone or begun anew since: a form in between may be over unseen. */
function isNew(before, after, id) {
  const isThere = after.blocks.some(({ block_id }) => block_id === id);
  return !isThere || before?.begun[id] !== after.begun[id];
}
