/** A lower-case word of a script, and how it is written. */
export interface ScriptWord {
  readonly text: string;
  /** Capitalized within a sentence, all capitals, or with capitals or digits inside the word. */
  readonly isName: boolean;
  /** Capitalized: a name, or the first word of a sentence. */
  readonly isCapitalized: boolean;
}

/** Parts that a voice does not speak as words: URLs, mentions, emoji codes, tags. */
const NOT_SPOKEN =
  /https?:\/\/\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,255}|[@#][\p{L}\p{N}_.-]+|:[a-z0-9_+-]{1,60}:|<[^<>]{1,200}>/giu;
const SENTENCE_END = /(^|[.!?…:;\n\r"“”„«»(¿¡|•·]|\s[–—-]\s)\s*["“„«(¿¡]*$/u;
/** A text with at least this share of capitalized words is a headline. */
const HEADLINE_SHARE = 0.75;

/** A script without the parts that are not spoken as words. */
export function wordyText(script: string): string {
  return script.normalize('NFC').replaceAll(NOT_SPOKEN, ' ');
}

/**
 * The words of a text with letters of `alphabet`, e.g. `/\p{Script=Latin}/u`. If nearly all are
 * capitalized, the text is a headline, and capitals do not make a word a name.
 */
export function wordsOf(text: string, alphabet: RegExp): ScriptWord[] {
  const found = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c]*/gu)].filter(
    ([word]) => alphabet.test(word) && /\p{L}/u.test(word),
  );
  const capitals = found.filter(([word]) => /^\p{Lu}/u.test(word)).length;
  const isOneAlphabet = (text.match(/\p{L}/gu) ?? []).every((letter) => alphabet.test(letter));
  const headlineCapitals = found.length > 5 ? found.length * HEADLINE_SHARE : found.length;
  const isHeadline = isOneAlphabet && found.length > 2 && capitals >= headlineCapitals;
  return found.map(({ 0: word, index }) => {
    const isFirst = SENTENCE_END.test(text.slice(Math.max(0, index - 12), index));
    const isCode = /\p{N}/u.test(word) || /\p{Ll}\p{Lu}/u.test(word);
    const isCapitalized = /^\p{Lu}/u.test(word);
    const isAllCapitals = word.length > 1 && isCapitalized && !/\p{Ll}/u.test(word);
    return {
      text: word.toLowerCase(),
      isName: isCode || (!isHeadline && isCapitalized && (isAllCapitals || !isFirst)),
      isCapitalized,
    };
  });
}
