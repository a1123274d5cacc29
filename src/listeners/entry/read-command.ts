import { nearWord } from '../../lib/spelling.ts';
import { typedWords } from '../../slack/reading/mrkdwn-words.ts';

/** What somebody means by the text behind `/jogg`. A script has its mentions marked. */
export type Asked =
  | { readonly kind: 'form'; readonly script: string }
  | { readonly kind: Command }
  | { readonly kind: 'near'; readonly meant: Command; readonly script: string };

const COMMANDS = ['help', 'refresh', 'status', 'list'] as const;
type Command = (typeof COMMANDS)[number];

/** Words of their own, however near they are to a command: a script. */
const WORDS = new Set(
  `held hell helm hemp help's helps heap kelp yelp whelp last lest lisp lint lift list's lists listen
  lit liszt lost lust fist gist mist twist enlist alist states stats statue stratus status's
  refreshed fresh`.split(/\s+/),
);

/**
 * Nothing opens the form, words open it with the script filled in. A single word that one slip
 * turns into a command (`staus`, `--help`, `list!`) is asked about; any other is a script.
 */
export function readCommand(text: string): Asked {
  const words = typedWords(text).trim();
  const typed = words.toLowerCase();
  if (typed === '?') return { kind: 'help' };
  const command = COMMANDS.find((each) => each === typed);
  if (command) return { kind: command };
  const bare = typed.replace(/^[-–—/!.]+|[!?.,;:]+$/g, '');
  const meant = /\s/.test(typed) || WORDS.has(bare) ? null : nearWord(bare, COMMANDS);
  return meant === null ? { kind: 'form', script: words } : { kind: 'near', meant, script: words };
}
