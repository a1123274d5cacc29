import { describe, expect, it } from 'vitest';
import { priceOf } from '../../src/domain/price.ts';
import { hasSpeech, speechOf } from '../../src/domain/script/speech.ts';

const rounded = (script: string) => {
  const { words, seconds } = speechOf(script);
  return [words, Math.round(seconds * 100) / 100];
};

describe('signs, pictures and what cannot be seen are nothing to speak', () => {
  const SIGNS = '...|…|---|—|?!|¿¡|。、！|؟|#|@|€|$$$|%|& + = <>|*** ___ ~~~ ``` >|☆★♪♫→✓|⠀';
  const PICTURES = '🎉🎉🎉|👩‍👩‍👧‍👦 ❤️‍🔥 🏴󠁧󠁢󠁳󠁣󠁴󠁿|1️⃣2️⃣ ℹ️ ™';
  const UNSEEN = '\u200b\ufeff\u200d|\u3164|\u0301|ـــ|ーーー|\ud83d|| \n\t';
  it.each(`${SIGNS}|${PICTURES}|${UNSEEN}`.split('|'))('%j', (script) => {
    expect([hasSpeech(script), speechOf(script), priceOf(script)]).toEqual([
      false,
      { words: 0, seconds: 0, rough: false },
      { words: 0, seconds: 0, credits: 0, over: 0, rough: false },
    ]);
  });
});

describe('the words of a script and how long they take', () => {
  const TOLD = `Hello ⇒ 1 0.4|Hello there, everyone! ⇒ 3 1.2|Don't worry: it's state-of-the-art. ⇒ 4 1.67|
snake_case ⇒ 1 0.4|cafe\u0301 ⇒ 1 0.4|100 ⇒ 3 1.2|½ ⇒ 1 0.4|5% ⇒ 2 0.8|$100 ⇒ 4 1.6|100 € ⇒ 4 1.6|
C++ ⇒ 3 1.2|R&D ⇒ 3 1.2|5 * 3 = 15 ⇒ 6 2.4|#1 of #jogg ⇒ 5 2|We are open 9:00-17:00. ⇒ 10 4|
+49 30 123456 ⇒ 11 4.4|Write to info@example.com. ⇒ 7 2.8|See https://example.com/a?b=1. ⇒ 14 5.6|
Donaudampfschifffahrtsgesellschaft ⇒ 1 1.87|你好世界 ⇒ 4 0.89|今天是2024年 ⇒ 8 2.49|コーヒーをください ⇒ 9 2|
สวัสดีครับ ⇒ 7 1|ສະບາຍດີ ⇒ 6 0.86|សួស្តី\u200bពិភពលោក ⇒ 8 1.14|မင်္ဂလာပါ ⇒ 5 0.71|안녕하세요 여러분 ⇒ 2 1.78|
नमस्ते दुनिया ⇒ 2 0.8|می\u200cخواهم ⇒ 1 0.4|Hello 世界 123 ⇒ 6 2.04|za\u200blgo 🎉 — … ⇒ 1 0.4`;
  const LONG: [string, number, number][] = [
    ['1'.repeat(3_000), 3_000, 1_200],
    ['٣'.repeat(300), 300, 120],
    ['a'.repeat(1_000), 1, 66.27],
    ['안녕하세요 여러분'.normalize('NFD'), 2, 1.78],
  ];
  it.each([
    ...TOLD.split(/\|\n?/),
    ...LONG.map(([script, ...told]) => `${script} ⇒ ${told.join(' ')}`),
  ])('words and seconds: %s', (row) => {
    const [script = ''] = row.split(' ⇒ ');
    expect(`${script} ⇒ ${rounded(script).join(' ')}`).toBe(row);
  });

  it('a credit pays for two minutes of it', () => {
    expect([
      priceOf('word '.repeat(300)),
      priceOf('1'.repeat(3_000)),
      priceOf('字'.repeat(541)),
    ]).toEqual([
      { words: 300, seconds: 120, credits: 1, over: 0, rough: false },
      { words: 3_000, seconds: 1_200, credits: 10, over: 300, rough: true },
      { words: 541, seconds: 121, credits: 2, over: 1, rough: true },
    ]);
  });

  it.each([
    ['1', 15_000],
    ['a', 1],
    ['a@', 14_999],
    ['https://', 7_497],
    ['+', 0],
    ['a+', 15_000],
    ['.', 0],
    ['안', 1],
    ['\u200d', 0],
  ])('fifteen thousand characters of %j are measured too', (piece, words) => {
    expect(speechOf(piece.repeat(15_000 / piece.length)).words).toBe(words);
  });
});
