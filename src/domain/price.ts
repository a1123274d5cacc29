/** A credit buys this much video, started parts counting whole. https://docs.jogg.ai/api-reference/v2/QuickStart/Pricing */
export const SECONDS_PER_CREDIT = 120;

/** Ordinary speech: 150 words a minute; scripts without spaces are counted by character. */
const WORDS_PER_SECOND = 2.5;
const CHARACTERS_PER_SECOND = 4.5;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

export interface Price {
  readonly words: number;
  readonly seconds: number;
  readonly credits: number;
  /** How many words there are beyond what one credit less would pay for; 0 for a single credit. */
  readonly over: number;
}

/** An estimate of how long a script takes to speak and what it costs; an empty script costs 0. */
export function priceOf(script: string): Price {
  const unspaced = script.match(UNSPACED)?.length ?? 0;
  const spaced =
    script.replace(UNSPACED, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu)?.length ?? 0;
  const exact = spaced / WORDS_PER_SECOND + unspaced / CHARACTERS_PER_SECOND;
  const words = spaced + unspaced;
  const seconds = Math.ceil(exact);
  const credits = Math.ceil(seconds / SECONDS_PER_CREDIT);
  const paidByLess = (Math.max(0, credits - 1) * SECONDS_PER_CREDIT * words) / (exact || 1);
  return { words, seconds, credits, over: credits < 2 ? 0 : words - Math.floor(paidByLess + 1e-6) };
}
