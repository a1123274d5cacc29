import { REMOVED } from './mention-marks.ts';

/**
 * One emoji as text has it: `:tada:`, `:Ärger:`, `:+1:`. A name of digits and signs alone is a time
 * or a ratio, save the few that Slack has.
 */
const CODE = String.raw`:(?:100|1234|[+-]1|(?=[\p{M}\p{N}_+'-]*\p{L})[\p{L}\p{M}\p{N}_+'-]{1,100}):`;
/** Behind a letter, a digit or a colon it is no emoji; nor is `:one::two`, a scope. */
const CODES = new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}:])(?:${CODE})+(?!:[\p{L}\p{N}])`, 'gu');

/** A text with `GONE` where it surely has an emoji; whatever else holds colons stays. */
export function stripEmojiCodes(text: string): string {
  return text.replace(CODES, REMOVED);
}
