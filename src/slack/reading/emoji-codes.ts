import { REMOVED } from './mention-marks.ts';

/**
 * An emoji code: `:tada:`, `:Ärger:`, `:+1:`. A code of digits and signs alone is a time or a
 * ratio, except for the few that Slack has.
 */
const CODE = String.raw`:(?:100|1234|[+-]1|(?=[\p{M}\p{N}_+'-]*\p{L})[\p{L}\p{M}\p{N}_+'-]{1,100}):`;
/** Not after a letter, a digit or a colon, and not in a scope such as `:one::two`. */
const CODES = new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}:])(?:${CODE})+(?!:[\p{L}\p{N}])`, 'gu');

/** Replaces each certain emoji code by `REMOVED`. Other text with colons stays. */
export function stripEmojiCodes(text: string): string {
  return text.replace(CODES, REMOVED);
}
