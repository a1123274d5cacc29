import { priceOf, SECONDS_PER_CREDIT } from '../../domain/price.ts';
import { counted } from '../../lib/text.ts';
import { duration } from './video-format.ts';

const MINUTES = SECONDS_PER_CREDIT / 60;

/** `≈ 74 words · about 0:30 · 1 credit`, and how far it exceeds a boundary. */
export function priceLine(shown: { readonly script: string; readonly ownAudio: boolean }): string {
  const { words, seconds, credits, over } = priceOf(shown.script);
  if (words === 0)
    return shown.ownAudio
      ? `Price: 1 credit per ${MINUTES} minutes of your audio, rounded up`
      : `Price: 1 credit up to ${MINUTES} minutes`;
  const cost = counted(credits, 'credit');
  const length = `≈ ${counted(words, 'word')} · about ${duration(seconds)} · ${cost}`;
  if (credits < 2) return length;
  return `${length} (${counted(over, 'word')} over ${(credits - 1) * MINUTES} minutes)`;
}

/** Beside a price that may be far off. */
export const ROUGH_PRICE = 'A rough estimate: numbers, links and long words vary in length.';

/** Where Jogg tells it. */
export const balanceLine = (balance: number): string =>
  `Balance: ${counted(balance, 'credit')} (according to Jogg)`;
