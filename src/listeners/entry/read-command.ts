import { wordWithOneTypo } from '../../lib/spelling.ts';
import { expandTokens } from '../../slack/reading/mrkdwn-to-text.ts';

/** The parsed text after `/jogg`. Mentions in a script are marked. */
export type ParsedCommand =
  | { readonly kind: 'form'; readonly script: string }
  | { [kind in Command]: { readonly kind: kind } }[Command]
  | { readonly kind: 'typo'; readonly meant: Command; readonly script: string };

/** The words that are commands. The help and `docs/use.md` name each. */
export const COMMANDS = ['help', 'refresh', 'status', 'list'] as const;
type Command = (typeof COMMANDS)[number];

/** Words that look like a mistyped command, but are scripts. */
const LOOKALIKES = new Set(
  `held hell helm hemp help's helps heap kelp yelp whelp last lest lisp lint lift list's lists listen
  lit liszt lost lust fist gist mist twist enlist alist states stats statue stratus status's
  refreshed fresh`.split(/\s+/),
);

/**
 * Parses the text after `/jogg`. No text opens the empty form; other text is the script. For a
 * single word that is one typo away from a command (`staus`, `--help`, `list!`), `meant` is the
 * command that may be meant.
 */
export function readCommand(text: string): ParsedCommand {
  const script = expandTokens(text).trim();
  const lower = script.toLowerCase();
  if (lower === '?') return { kind: 'help' };
  const command = COMMANDS.find((each) => each === lower);
  if (command) return { kind: command };
  const word = lower.replace(/^[-–—/!.]+|[!?.,;:]+$/g, '');
  const meant = /\s/.test(lower) || LOOKALIKES.has(word) ? null : wordWithOneTypo(word, COMMANDS);
  return meant === null ? { kind: 'form', script } : { kind: 'typo', meant, script };
}
