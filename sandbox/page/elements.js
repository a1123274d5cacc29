import { confirmed } from './confirm.js';
import { h, icon } from './dom.js';
import { groupsOf } from './field-value.js';
import { openMenu } from './menu.js';
import { picker } from './picker.js';
import { textNodes, withEmoji } from './text.js';

/** Something to click in a message, a modal or the Home tab. */
export function interactive(block, element, place) {
  switch (element.type) {
    case 'button':
    case 'workflow_button':
    case 'icon_button':
      return button(block, element, place);
    case 'overflow':
      return overflow(block, element, place);
    case 'static_select':
    case 'external_select':
    case 'conversations_select':
    case 'channels_select':
    case 'users_select':
      return select(block, element, place);
    default:
      return h('span.unknown', `“${element.type}”`);
  }
}

/** Where the options of a select come from, by its type. */
export function optionSource(block, element, place) {
  switch (element.type) {
    case 'external_select':
    case 'multi_external_select':
      return async (query) => groupsOf(await place.suggest(block, element, query));
    case 'conversations_select':
    case 'channels_select':
      return async (query) => narrowed(place.conversations(), query);
    case 'users_select':
      return async (query) => narrowed(place.people(), query);
    default:
      return async (query) =>
        groupsOf(element)
          .map((group) => ({ ...group, options: group.options.filter((each) => has(each, query)) }))
          .filter((group) => group.options.length > 0);
  }
}

function button(block, element, place) {
  const node = h(
    'button.button',
    {
      type: 'button',
      'data-style': element.style ?? null,
      'aria-label': element.accessibility_label ?? null,
      onclick: async () => {
        if (element.confirm && !(await confirmed(element.confirm, place.directory))) return;
        node.setAttribute('aria-busy', 'true');
        try {
          await place.click(block, element);
        } finally {
          node.removeAttribute('aria-busy');
        }
      },
    },
    element.text ? textNodes(element.text, place.directory) : element.alt_text,
  );
  return node;
}

function overflow(block, element, place) {
  return h(
    'button.button.overflow',
    {
      type: 'button',
      'aria-label': 'More actions',
      'aria-haspopup': 'menu',
      onclick: (event) =>
        openMenu(
          event.currentTarget,
          element.options.map((each) => ({
            label: withEmoji(each.text.text),
            run: async () => {
              if (element.confirm && !(await confirmed(element.confirm, place.directory))) return;
              if (each.url) window.open(each.url, '_blank', 'noreferrer');
              await place.click(block, element, each.value);
            },
          })),
        ),
    },
    '⋯',
  );
}

function select(block, element, place) {
  return picker({
    label: element.placeholder?.text ?? 'Choose an option',
    placeholder: element.placeholder?.text ?? 'Choose an option',
    chosen: element.initial_option ?? null,
    source: optionSource(block, element, place),
    onPick: (option) => place.click(block, element, option.value),
  });
}

function narrowed(entries, query) {
  const options = entries.map(({ id, name }) => ({
    text: { type: 'plain_text', text: name },
    value: id,
  }));
  return [{ label: '', options: options.filter((each) => has(each, query)) }];
}

function has(option, query) {
  return option.text.text.toLowerCase().includes(query.trim().toLowerCase());
}

export const chevron = () => icon('down');
