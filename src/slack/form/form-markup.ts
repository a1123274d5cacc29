import type { KnownBlock } from '@slack/types';
import { cleanScript, type Mark, type Marks } from '../../domain/script/markup.ts';
import { text } from './form-fields.ts';

/** What was just removed from the script; `kept`: it was changed since, so nothing was undone. */
export type CleanedUp = Marks | 'kept' | null;

/** Singular and plural, in the order of the line; styles are named by their signs. */
const NAMES: readonly (readonly [Mark, string, string] | readonly [Mark])[] = [
  ['heading', 'heading', 'headings'],
  ['list', 'list item', 'list items'],
  ['quote', '> mark', '> marks'],
  ['table', 'table', 'tables'],
  ['divider', 'dividing line', 'dividing lines'],
  ['code_block', 'code block', 'code blocks'],
  ['code', 'piece of code', 'pieces of code'],
  ['link', 'link', 'links'],
  ['image', 'image', 'images'],
  ['address', 'web address', 'web addresses'],
  ['email', 'e-mail address', 'e-mail addresses'],
  ['tag', 'tag', 'tags'],
  ['entity', 'HTML character', 'HTML characters'],
  ['mention', 'Slack mention', 'Slack mentions'],
  ['emoji', 'emoji code', 'emoji codes'],
  ['**'],
  ['__'],
  ['~~'],
  ['*'],
  ['_'],
  ['~'],
];

/**
 * The markup that Jogg would read out, with a button that removes it; then what was removed, with a
 * button that restores it. Nothing for a script of plain words.
 */
export function markupBlocks(shown: {
  readonly script: string;
  readonly cleaned?: CleanedUp | undefined;
}): KnownBlock[] {
  const { script, cleaned = null } = shown;
  const { text: words, marks } = cleanScript(script);
  const wasCleaned = cleaned !== null && cleaned !== 'kept';
  const lines = [
    ...(cleaned === 'kept' ? ['You changed the script since, so it stays as it is.'] : []),
    ...(wasCleaned ? [takenOut(cleaned)] : []),
    ...(listed(marks) === ''
      ? []
      : [`Jogg would ${wasCleaned ? 'still ' : ''}read out: ${listed(marks)}.`]),
  ];
  const buttons = [
    ...(wasCleaned ? [['undo_clean', 'Undo'] as const] : []),
    ...(words !== script && words !== '' ? [['clean_script', 'Clean up the script'] as const] : []),
  ];
  return [
    ...(lines.length === 0
      ? []
      : [
          {
            type: 'context',
            block_id: 'markup',
            elements: lines.map(
              (each) => ({ type: 'plain_text', text: each, emoji: false }) as const,
            ),
          } as const,
        ]),
    ...(buttons.length === 0
      ? []
      : [
          {
            type: 'actions',
            block_id: 'clean',
            elements: buttons.map(
              ([id, label]) => ({ type: 'button', action_id: id, text: text(label) }) as const,
            ),
          } as const,
        ]),
  ];
}

/** `2 links, 1 code block, ** marks`; empty for none. */
function listed(marks: Marks): string {
  return NAMES.flatMap(([mark, one, more]) => {
    const many = marks[mark] ?? 0;
    if (many === 0) return [];
    return one === undefined
      ? `${mark} marks`
      : `${many.toLocaleString('en')} ${many === 1 ? one : more}`;
  }).join(', ');
}

function takenOut(marks: Marks): string {
  // E-mail addresses stay, and the line says so.
  const told = `Removed: ${listed({ ...marks, email: 0 })}.`;
  return marks.code_block === undefined
    ? told
    : `${told} The text inside the code is still there. Delete it if nobody should hear it.`;
}
