import { clip } from '../../lib/text.ts';
import { missingNames } from './words-notice.ts';

/** The button below the answer to a mention. */
export const OFFER = 'Make a video here';

/** The answer to a mention, line by line. `words`: what was said beside the mention. */
export function mentionLines(words: string, isInThread: boolean): string[] {
  const where = isInThread ? 'in this thread' : 'in a thread under your message';
  if (words === '') return [`Make a video? It will appear ${where}.`];
  const missing = missingNames(words);
  return [
    `Make a video with these words? It will appear ${where}.`,
    `“${clip(words, 200)}”`,
    ...(missing === undefined ? [] : [missing]),
  ];
}

/** The question about a word that resembles a command, before and after the command's name. */
export const commandDoubt = (
  typed: string,
): { readonly before: string; readonly after: string } => ({
  before: `“${typed}” is not a command. Did you mean `,
  after: '? If it’s your script, press the button.',
});

/** The button that takes such a word as the script. */
export const TAKE_AS_SCRIPT = 'Use it as my script';
