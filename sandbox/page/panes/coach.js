import { h, icon } from '../dom.js';

const KEY = 'sandbox-coach';
const EXAMPLE = '/jogg Good morning everybody';

/** The first hint above the composer: it stays away once it was followed or closed. */
export function createCoach({ onTry }) {
  const hide = () => {
    localStorage.setItem(KEY, 'seen');
    root.hidden = true;
  };
  const root = h(
    'section.coach',
    { 'aria-label': 'First steps', hidden: localStorage.getItem(KEY) !== null },
    h(
      'div.words',
      h('strong', 'Make your first video: '),
      ...['type ', h('code', EXAMPLE), ' and press Enter.'],
      h(
        'p.muted',
        ...['Then try ', icon('warning'), ' below: it makes things go wrong. '],
        '“Network” at the left shows every request.',
      ),
    ),
    h('button.button', { type: 'button', onclick: () => onTry(EXAMPLE) }, 'Type it for me'),
    h(
      'button.plain',
      { type: 'button', 'aria-label': 'Hide this hint', onclick: hide },
      icon('close'),
    ),
  );
  return { root, hide };
}
