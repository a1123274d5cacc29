import { wordWithOneTypo } from '../../lib/spelling.ts';
import { expandTokens } from '../../slack/reading/mrkdwn-to-text.ts';

/** The meaning of the text after `/jogg`. Mentions in a script are marked. */
export type Asked =
  | { readonly kind: 'form'; readonly script: string }
  | { [kind in Command]: { readonly kind: kind } }[Command]
  | { readonly kind: 'near'; readonly meant: Command; readonly script: string };

const COMMANDS = ['help', 'refresh', 'status', 'list'] as const;
type Command = (typeof COMMANDS)[number];

/** Real words that resemble a command: each is a script. */
const WORDS = new Set(
  `held hell helm hemp help's helps heap kelp yelp whelp last lest lisp lint lift list's lists listen
  lit liszt lost lust fist gist mist twist enlist alist states stats statue stratus status's
  refreshed fresh`.split(/\s+/),
);

/**
 * No text opens the form; text opens it with the script filled in. For a single word that is one
 * typo away from a command (`staus`, `--help`, `list!`) the app asks what was meant.
 */
export function readCommand(text: string): Asked {
  const words = expandTokens(text).trim();
  const typed = words.toLowerCase();
  if (typed === '?') return { kind: 'help' };
  const command = COMMANDS.find((each) => each === typed);
  if (command) return { kind: command };
  const bare = typed.replace(/^[-–—/!.]+|[!?.,;:]+$/g, '');
  const meant = /\s/.test(typed) || WORDS.has(bare) ? null : wordWithOneTypo(bare, COMMANDS);
  return meant === null ? { kind: 'form', script: words } : { kind: 'near', meant, script: words };
}
