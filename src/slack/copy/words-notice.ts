import { hasSpeech } from '../../domain/script/speech.ts';
import { missingNames } from '../reading/mention-marks.ts';
import type { MessageWords } from '../reading/message-words.ts';

const ONLY: Readonly<Record<MessageWords['beside'], string>> = {
  emoji: 'This message has only emoji and nothing to speak.',
  images: 'This message has only an image and no words to speak.',
  files: 'This message has only a file and no words to speak.',
  nothing: 'This message has no words to speak.',
};

/** What a form says of the script that a message gave it; undefined where all is in it. */
export function wordsNotice(
  script: string,
  { beside, previewsLeftOut }: Pick<MessageWords, 'beside' | 'previewsLeftOut'>,
): string | undefined {
  const said = [
    ...(hasSpeech(script) ? [] : [`${ONLY[beside]} Write what the avatar should say.`]),
    missingNames(script),
    ...(previewsLeftOut ? ['The preview of a link is not in the script.'] : []),
  ].filter(Boolean);
  return said.length === 0 ? undefined : said.join(' ');
}
