/** The features that tell a language from others of its alphabet. */
export interface LanguageProfile {
  /** Lower-case letters beyond the common ones of the alphabet. */
  readonly letters: string;
  /** Common words in lower case, separated by white space. */
  readonly words: string;
  /** Common prefixes (`ver-`) and suffixes (`-ung`), separated by white space. */
  readonly affixes: string;
}
