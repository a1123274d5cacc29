import { speechOf } from './script/speech.ts';

/**
 * A credit buys this much video, started parts counting whole.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/Pricing
 */
export const SECONDS_PER_CREDIT = 120;

export interface Price {
  readonly words: number;
  readonly seconds: number;
  readonly credits: number;
  /** How many words there are beyond what one credit less would pay for; 0 for a single credit. */
  readonly over: number;
  /** Whether even the estimate is a rough one. */
  readonly rough: boolean;
}

/** What a script costs, by the estimate of how long it takes to speak; nothing to speak costs 0. */
export function priceOf(script: string): Price {
  const { words, seconds: exact, rough } = speechOf(script);
  // Not one second more for what adding up fractions leaves.
  const seconds = Math.max(0, Math.ceil(exact - 1e-6));
  const credits = Math.ceil(seconds / SECONDS_PER_CREDIT);
  const paidByLess = (Math.max(0, credits - 1) * SECONDS_PER_CREDIT * words) / (exact || 1);
  const over = credits < 2 ? 0 : words - Math.floor(paidByLess + 1e-6);
  return { words, seconds, credits, over, rough };
}
