import { francAll } from 'franc-min';
import { languageOf, nearness } from './languages.ts';

/** Jogg's languages among those that the detector knows. */
const KNOWN: ReadonlySet<string> = new Set(
  `eng fra deu hin ind ita jpn kor zlm por rus spa tha vie arb ell tur hrv ron cmn ben urd hun pol
  tam tel ces zul swe nld bul ukr pes kan amh srp swh tgl mal`.split(/\s+/),
);
/** Closer relatives than the rest: less of a lead is enough. */
const RELATED: readonly string[] = ['spa por', 'por spa', 'ind zlm', 'zlm ind'];
const LEAD = 0.9;
const LEAD_OF_RELATED = 0.975;
/** Fewer letters of an alphabet that many languages share tell nothing. */
const LEAST_LATIN = 40;
const LEAST_OTHER = 8;
const MOST_READ = 2_000;

/**
 * The language a script is written in, as a BCP 47 tag (`fr`, `zh`); null where that is not plain:
 * a short text, a mixed one, a language that Jogg has no voices in.
 */
export function scriptLanguage(script: string): string | null {
  const text = script.slice(0, MOST_READ);
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  if (letters.length < (latin > letters.length / 2 ? LEAST_LATIN : LEAST_OTHER)) return null;
  const [best, second] = francAll(text, { minLength: 1 });
  if (best === undefined || !KNOWN.has(best[0])) return null;
  const related = RELATED.includes(`${best[0]} ${second?.[0]}`);
  if (second !== undefined && second[1] > (related ? LEAD_OF_RELATED : LEAD)) return null;
  // Danish and Norwegian are not known to the detector, which takes them for Swedish.
  if (best[0] === 'swe' && !/[äö]/i.test(text)) return null;
  return best[0] === 'zlm' ? 'ms' : new Intl.Locale(best[0]).language;
}

/** Its English name: `French` for `fr`. */
export function languageName(tag: string): string {
  return languageOf(tag)?.label ?? tag;
}

/** The locale to choose a voice for: that of the script, else the person's. */
export function spokenLocale(script: string, locale: string): string {
  const written = scriptLanguage(script);
  if (written === null) return locale;
  return nearness(languageOf(written), locale) >= 2 ? locale : written;
}

/**
 * The two languages, where a script is plainly in another one than a voice speaks. Many voices
 * speak several languages, so this is a word to the person, never a change.
 */
export function languageClash(
  script: string,
  voiceLanguage: string | null,
): { readonly voice: string; readonly script: string } | null {
  const written = scriptLanguage(script);
  const spoken = languageOf(voiceLanguage);
  if (written === null || !spoken?.spoken || nearness(spoken, written) >= 2) return null;
  return { voice: spoken.label, script: languageName(written) };
}
