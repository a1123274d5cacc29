import { h } from '../dom.js';
import { confirmed } from './confirm.js';
import { groupsOf } from './field-value.js';
import { picker } from './picker.js';
import { textNodes } from './text.js';

/** Something to click in a message, a modal or the Home tab. */
export function interactive(block, element, place) {
  if (element.type === 'button') return button(block, element, place);
  if (!/_select$/.test(element.type)) return h('span.unknown', `“${element.type}”`);
  const words = element.placeholder?.text ?? 'Choose an option';
  return picker({
    ...{ label: words, placeholder: words, chosen: element.initial_option ?? null },
    source: optionSource(block, element, place),
    onPick: async (option) => {
      if (await agreed(element, place)) place.click(block, element, option.value);
    },
  });
}

/** Where the options of a select come from, by its type. */
export function optionSource(block, element, place) {
  if (element.type === 'external_select')
    return async (query) => groupsOf(await place.suggest(block, element, query));
  const groups = () =>
    element.type === 'conversations_select'
      ? [{ label: '', options: place.conversations().map(optionOf) }]
      : groupsOf(element);
  return async (query) =>
    groups()
      .map((group) => ({ ...group, options: group.options.filter((each) => has(each, query)) }))
      .filter((group) => group.options.length > 0);
}

function button(block, element, place) {
  const press = async () => {
    if (!(await agreed(element, place))) return;
    node.setAttribute('aria-busy', 'true');
    await place.click(block, element).finally(() => node.removeAttribute('aria-busy'));
  };
  const node = h(
    'button.button',
    {
      ...{ type: 'button', onclick: press, 'data-style': element.style },
      'aria-label': element.accessibility_label,
    },
    textNodes(element.text, place.directory),
  );
  return node;
}

/** Whether the person agrees, where an element asks first. */
const agreed = async ({ confirm }, { directory }) =>
  confirm === undefined || (await confirmed(confirm, directory));

const optionOf = ({ id, name }) => ({ text: { type: 'plain_text', text: name }, value: id });

const has = (option, query) => option.text.text.toLowerCase().includes(query.trim().toLowerCase());
