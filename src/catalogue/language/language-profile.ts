/** The features of a language, beside its alphabet. */
export interface Tongue {
  /** Its lower-case letters beyond the common ones of its alphabet. */
  readonly letters: string;
  /** Its common words, in lower case. */
  readonly words: string;
  /** How its words begin (`ver-`) and end (`-ung`). */
  readonly shapes: string;
}
