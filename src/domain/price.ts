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
}

/** An estimate of how long a script takes to speak and what it costs; an empty script costs 0. */
export function priceOf(script: string): Price {
  const unspaced = script.match(UNSPACED)?.length ?? 0;
  const spaced =
    script.replace(UNSPACED, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu)?.length ?? 0;
  const seconds = Math.ceil(spaced / WORDS_PER_SECOND + unspaced / CHARACTERS_PER_SECOND);
  return {
    words: spaced + unspaced,
    seconds,
    credits: Math.ceil(seconds / SECONDS_PER_CREDIT),
  };
}
