/** What a language is known by, beside its alphabet. */
export interface Tongue {
  /** Letters it has beyond the common ones of its alphabet, in small. */
  readonly letters: string;
  /** Its common words, in small. */
  readonly words: string;
  /** How its words begin (`ver-`) and end (`-ung`). */
  readonly shapes: string;
}
