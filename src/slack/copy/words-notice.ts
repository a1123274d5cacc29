import { hasSpeech } from '../../domain/script/speech.ts';
import { placeholdersIn } from '../reading/mention-marks.ts';
import type { MessageWords } from '../reading/message-words.ts';

const ONLY: Readonly<Record<MessageWords['beside'], string>> = {
  emoji: 'This message has only emoji.',
  images: 'This message has only an image.',
  files: 'This message has only a file.',
  nothing: 'This message has no words.',
};

/** Says that names are missing in a script, and where; undefined where none is. */
export function missingNames(script: string): string | undefined {
  const found = placeholdersIn(script);
  if (found.length === 0) return undefined;
  const where = found.map((each) => `“${each}”`).join(' and ');
  return `Slack didn’t tell us every name. Replace ${where} in the script.`;
}

/** What a form says of the script that a message gave it; undefined where all is in it. */
export function wordsNotice(
  script: string,
  { beside, previewsLeftOut }: Pick<MessageWords, 'beside' | 'previewsLeftOut'>,
): string | undefined {
  const said = [
    ...(hasSpeech(script) ? [] : [`${ONLY[beside]} Write what the avatar should say.`]),
    missingNames(script),
    ...(previewsLeftOut ? ['Link previews are not part of the script.'] : []),
  ].filter(Boolean);
  return said.length === 0 ? undefined : said.join(' ');
}
