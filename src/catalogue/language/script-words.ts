/** A lower-case word of a script, and whether it is written as a name. */
export interface ScriptWord {
  readonly text: string;
  /** Capitalised inside a sentence, all in capitals, or with capitals or digits inside. */
  readonly isName: boolean;
  /** Capitalised, as a name or as the first word of a sentence. */
  readonly isCapital: boolean;
}

/** What a voice does not speak as words: addresses, mentions, emoji codes, tags. */
const NO_WORDS =
  /https?:\/\/\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,255}|[@#][\p{L}\p{N}_.-]+|:[a-z0-9_+-]{1,60}:|<[^<>]{1,200}>/giu;
const SENTENCE_END = /(^|[.!?…:;\n\r"“”„«»(¿¡|•·]|\s[–—-]\s)\s*["“„«(¿¡]*$/u;
/** With this share of capitalised words a text is a headline. */
const HEADLINE = 0.75;

/** A script without the parts that are not spoken as words. */
export function withoutCodes(script: string): string {
  return script.normalize('NFC').replaceAll(NO_WORDS, ' ');
}

/**
 * The words of a text whose letters match `alphabet`, e.g. `/\p{Script=Latin}/u`. If nearly all are
 * capitalised, it is a headline, and capitals mean nothing.
 */
export function wordsOf(text: string, alphabet: RegExp): ScriptWord[] {
  const found = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c]*/gu)].filter(
    ([word]) => alphabet.test(word) && /\p{L}/u.test(word),
  );
  const capitals = found.filter(([word]) => /^\p{Lu}/u.test(word)).length;
  const isPure = (text.match(/\p{L}/gu) ?? []).every((letter) => alphabet.test(letter));
  const most = found.length > 5 ? found.length * HEADLINE : found.length;
  const isHeadline = isPure && found.length > 2 && capitals >= most;
  return found.map(({ 0: word, index }) => {
    const isFirst = SENTENCE_END.test(text.slice(Math.max(0, index - 12), index));
    const isCode = /\p{N}/u.test(word) || /\p{Ll}\p{Lu}/u.test(word);
    const isCapital = /^\p{Lu}/u.test(word);
    const isLoud = word.length > 1 && isCapital && !/\p{Ll}/u.test(word);
    return {
      text: word.toLowerCase(),
      isName: isCode || (!isHeadline && isCapital && (isLoud || !isFirst)),
      isCapital,
    };
  });
}
