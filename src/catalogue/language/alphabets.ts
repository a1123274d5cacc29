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

/** The alphabets of a text other than the Latin one, most used first. */
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

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const CANTONESE = /[嘅咗喺唔佢哋啲嗰咁嚟冇咩嘢喇噉俾畀攞啱嗌靚呀睇嗱噃]/gu;
/** Common Chinese words of one character. */
const CHINESE = /[的是了我你他在有和就不都也很吧及把]/u;

/**
 * The language of Chinese characters and kana; null if there could be several. `zh-Hant` if the
 * writing is clearly traditional.
 */
export function hanLanguage(text: string): 'ja' | 'zh' | 'zh-Hant' | 'yue' | null {
  const letters = text.match(SHARED.han) ?? [];
  const kana = text.match(KANA)?.length ?? 0;
  if (kana > 1 && kana * 10 >= letters.length) return 'ja';
  const cantonese = text.match(CANTONESE)?.length ?? 0;
  if (cantonese > 1 || (cantonese === 1 && letters.length < 20)) return 'yue';
  const only = { ja: 0, zh: 0, 'zh-Hant': 0 };
  for (const letter of letters) {
    const writing = onlyWriting(letter);
    if (writing) only[writing] += 1;
  }
  const chinese = Math.max(only.zh, only['zh-Hant']);
  // A single の may be part of a Chinese name.
  if (only.ja > chinese || (kana > 0 && chinese === 0)) return 'ja';
  if (only['zh-Hant'] > only.zh) return 'zh-Hant';
  return only.zh > 0 || CHINESE.test(text) ? 'zh' : null;
}

/** The only one of the three writings whose everyday characters contain this one; else null. */
function onlyWriting(letter: string): 'ja' | 'zh' | 'zh-Hant' | null {
  writings ??= {
    zh: everyday('gb2312', [0xb0, 0xf7], 0xa1),
    'zh-Hant': everyday('big5', [0xa4, 0xc6], 0x40),
    ja: everyday('shift_jis', [0x88, 0x98], 0x40),
  };
  const { ja, zh, 'zh-Hant': traditional } = writings;
  if (zh.has(letter)) return ja.has(letter) || traditional.has(letter) ? null : 'zh';
  if (traditional.has(letter)) return ja.has(letter) ? null : 'zh-Hant';
  return ja.has(letter) ? 'ja' : null;
}

let writings: Record<'ja' | 'zh' | 'zh-Hant', ReadonlySet<string>> | undefined;

/** The rows of everyday characters in a national standard. */
function everyday(
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
