const WORDS_PER_SECOND = 2.5;
const CHARACTERS_PER_SECOND = 4.5;
const SECONDS_PER_CREDIT = 120;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;
const CUE = /\[[a-z]+(: *[^\]]+)?\]/g;

/**
 * What a script takes to speak and costs: 1 credit per started 120 s, at 2.5 words a second, cues
 * not spoken. Audio (an empty script) counts as 10 s, since nobody fetches it here.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/Pricing
 */
export function priceOf(script: string): { seconds: number; credits: number } {
  if (script === '') return { seconds: 10, credits: 1 };
  const spoken = script.replaceAll(CUE, ' ');
  const characters = spoken.match(UNSPACED)?.length ?? 0;
  const words = spoken.replaceAll(UNSPACED, ' ').match(/\S+/g)?.length ?? 0;
  const exact = words / WORDS_PER_SECOND + characters / CHARACTERS_PER_SECOND;
  const seconds = Math.max(1, Math.ceil(exact));
  return { seconds, credits: Math.ceil(seconds / SECONDS_PER_CREDIT) };
}
