/** What went wrong, and what to do now. */
export interface Sentence {
  readonly what: string;
  readonly remedy: string;
}
