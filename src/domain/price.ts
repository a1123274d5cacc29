import { speechOf } from './script/speech.ts';

/**
 * One credit buys this much video. A video's credits are rounded up.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/Pricing
 */
export const SECONDS_PER_CREDIT = 120;

export interface Price {
  readonly words: number;
  readonly seconds: number;
  readonly credits: number;
  /** How many words exceed what one credit less would buy; 0 if it costs a single credit. */
  readonly excessWords: number;
  /** Whether the estimate is less certain than usual. */
  readonly rough: boolean;
}

/** The price of a script, by the estimated time to speak it; 0 credits if nothing is spoken. */
export function priceOf(script: string): Price {
  const { words, seconds: exactSeconds, rough } = speechOf(script);
  // Absorbs the rounding error of summed fractions.
  const seconds = Math.max(0, Math.ceil(exactSeconds - 1e-6));
  const credits = Math.ceil(seconds / SECONDS_PER_CREDIT);
  const wordsForOneLess =
    (Math.max(0, credits - 1) * SECONDS_PER_CREDIT * words) / (exactSeconds || 1);
  const excessWords = credits < 2 ? 0 : words - Math.floor(wordsForOneLess + 1e-6);
  return { words, seconds, credits, excessWords, rough };
}

/** The credits for a video of this length; a length of 0 costs one, too. */
export function creditsFor(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / SECONDS_PER_CREDIT));
}

/** The credits for repeating a video: by its real length if known, else by its script. */
export function creditsToRepeat({
  order,
  result,
}: {
  readonly order: { readonly script: string };
  readonly result: { readonly seconds: number | null } | null;
}): number {
  return creditsFor(result?.seconds ?? priceOf(order.script).seconds);
}
