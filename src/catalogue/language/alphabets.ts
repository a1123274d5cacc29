/** Alphabets that identify one language. */
const ONE_LANGUAGE: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Telugu}/gu, 'te'],
  [/\p{Script=Malayalam}/gu, 'ml'],
  [/\p{Script=Kannada}/gu, 'kn'],
  [/\p{Script=Gujarati}/gu, 'gu'],
  [/\p{Script=Gurmukhi}/gu, 'pa'],
  [/\p{Script=Oriya}/gu, 'or'],
  [/\p{Script=Ethiopic}/gu, 'am'],
  [/\p{Script=Khmer}/gu, 'km'],
  [/\p{Script=Lao}/gu, 'lo'],
  [/\p{Script=Myanmar}/gu, 'my'],
  [/\p{Script=Sinhala}/gu, 'si'],
];
/** Alphabets that several languages share. */
const SHARED = {
  cyrillic: /\p{Script=Cyrillic}/gu,
  arabic: /\p{Script=Arabic}/gu,
  devanagari: /\p{Script=Devanagari}/gu,
  bengali: /\p{Script=Bengali}/gu,
  han: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  other: /(?!\p{Script=Latin}|\p{Script=Common}|\p{Script=Inherited})\p{L}/gu,
} as const;

export type Alphabet =
  | { readonly kind: 'one'; readonly language: string; readonly letters: number }
  | { readonly kind: keyof typeof SHARED; readonly letters: number };

/** The most used alphabet of a text other than the Latin one; null if there is none. */
export function mainAlphabet(text: string): Alphabet | null {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const all: Alphabet[] = [
    ...ONE_LANGUAGE.map(([letters, language]) => ({
      kind: 'one' as const,
      language,
      letters: count(letters),
    })),
    ...(['cyrillic', 'arabic', 'devanagari', 'bengali', 'han', 'other'] as const).map((kind) => ({
      kind,
      letters: count(SHARED[kind]),
    })),
  ];
  const [first] = all.sort((one, other) => other.letters - one.letters);
  return first === undefined || first.letters === 0 ? null : first;
}

const KANA_LETTERS = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const CANTONESE = /[嘅咗喺唔佢哋啲嗰咁嚟冇咩嘢喇噉俾畀攞啱嗌靚呀睇嗱噃]/gu;
/** Common one-character words of Chinese. */
const CHINESE = /[的是了我你他在有和就不都也很吧及把]/u;

/**
 * The language of a text in Chinese characters and kana; null if it is not clear. `zh-Hant` if the
 * characters are clearly traditional.
 */
export function hanLanguage(text: string): 'ja' | 'zh' | 'zh-Hant' | 'yue' | null {
  const letters = text.match(SHARED.han) ?? [];
  const kana = text.match(KANA_LETTERS)?.length ?? 0;
  if (kana > 1 && kana * 10 >= letters.length) return 'ja';
  const cantonese = text.match(CANTONESE)?.length ?? 0;
  if (cantonese > 1 || (cantonese === 1 && letters.length < 20)) return 'yue';
  const exclusive = { ja: 0, zh: 0, 'zh-Hant': 0 };
  for (const letter of letters) {
    const writing = exclusiveWriting(letter);
    if (writing) exclusive[writing] += 1;
  }
  const chinese = Math.max(exclusive.zh, exclusive['zh-Hant']);
  // A single の may be part of a Chinese name.
  if (exclusive.ja > chinese || (kana > 0 && chinese === 0)) return 'ja';
  if (exclusive['zh-Hant'] > exclusive.zh) return 'zh-Hant';
  return exclusive.zh > 0 || CHINESE.test(text) ? 'zh' : null;
}

/** The writing system that alone has this character among its common ones; null if none does. */
function exclusiveWriting(letter: string): 'ja' | 'zh' | 'zh-Hant' | null {
  writings ??= {
    zh: commonCharacters('gb2312', [0xb0, 0xf7], 0xa1),
    'zh-Hant': commonCharacters('big5', [0xa4, 0xc6], 0x40),
    ja: commonCharacters('shift_jis', [0x88, 0x98], 0x40),
  };
  const { ja, zh, 'zh-Hant': traditional } = writings;
  if (zh.has(letter)) return ja.has(letter) || traditional.has(letter) ? null : 'zh';
  if (traditional.has(letter)) return ja.has(letter) ? null : 'zh-Hant';
  return ja.has(letter) ? 'ja' : null;
}

let writings: Record<'ja' | 'zh' | 'zh-Hant', ReadonlySet<string>> | undefined;

/** The common characters of a national standard: some rows of its table. */
function commonCharacters(
  encoding: string,
  [firstRow, lastRow]: readonly [number, number],
  firstCell: number,
): ReadonlySet<string> {
  const decoder = new TextDecoder(encoding);
  const letters = new Set<string>();
  for (let row = firstRow; row <= lastRow; row += 1)
    for (let cell = firstCell; cell <= 0xfe; cell += 1) {
      const letter = decoder.decode(new Uint8Array([row, cell]));
      if (/^\p{Script=Han}$/u.test(letter)) letters.add(letter);
    }
  return letters;
}
