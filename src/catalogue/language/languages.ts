import { lazy } from '../../lib/lazy.ts';
import { oneLine } from '../../lib/text.ts';

/** Jogg's names of languages. https://docs.jogg.ai/api-reference/v1/API%20Documentation/VoiceGet */
const TAGS: ReadonlyMap<string, string> = new Map(
  `english en,filipino fil,french fr,german de,hindi hi,indonesian id,italian it,japanese ja,
  korean ko,malay ms,portuguese pt,russian ru,spanish es,thai th,vietnamese vi,arabic ar,greek el,
  turkish tr,slovenian sl,croatian hr,romanian ro,chinese zh,bengali bn,urdu ur,hungarian hu,
  traditional-chinese zh-Hant,polish pl,cantonese yue,danish da,malayalam ml,tamil ta,telugu te,
  czech cs,hebrew he,zulu zu,swedish sv,lithuanian lt,dutch nl,flemish nl-BE,norwegian no,
  finnish fi,bulgarian bg,latvian lv,ukrainian uk,mongolian mn,persian fa,odia or,assamese as,
  kannada kn,tagalog tl,amharic am,serbian sr,slovak sk,swahili sw`
    .split(',')
    .map((pair): [string, string] => {
      const [name = '', tag = ''] = pair.trim().split(' ');
      return [name, tag];
    }),
);
const NAMES: ReadonlyMap<string, string> = new Map([...TAGS].map(([name, tag]) => [tag, name]));

/** Locales that say the same language by another tag. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['nb', 'no'],
  ['nn', 'no'],
  ['tl', 'fil'],
]);

/** A voice's language. */
export interface Language {
  /** Its English name, to show and to group by: `Traditional Chinese`. */
  readonly label: string;
  /** Its region where the name was a tag with one: `US` for `en-US`. */
  readonly region: string | null;
  /** Its names in English and in itself, to find it by; not yet normalised. */
  readonly names: readonly string[];
  readonly spoken: Spoken | null;
}

interface Spoken {
  readonly language: string;
  readonly script: string | undefined;
}

/**
 * The meaning of `name`: one of Jogg's names, a BCP 47 tag, or words shown as they are. Null for
 * none.
 */
export function languageOf(name: string | null): Language | null {
  return remembered(languages, name ?? '', () => {
    const key = oneLine(name);
    return key === '' ? null : read(key);
  });
}

/** The greatest `nearness`. */
export const NEAREST = 3;

/**
 * How close a language is to `locale`: 3 the same language and script, 2 the same language in
 * another script, 1 English, 0 neither or unknown.
 */
export function nearness(language: Language | null, locale: string): number {
  const said = language?.spoken;
  if (!said) return 0;
  const wanted = spokenOf(locale);
  if (wanted?.language === said.language) return wanted.script === said.script ? 3 : 2;
  return said.language === 'en' ? 1 : 0;
}

const languages = new Map<string, Language | null>();
const spokenByTag = new Map<string, Spoken | null>();
const inEnglish = lazy(() => new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }));

function read(key: string): Language {
  const lower = key.toLowerCase();
  const listed = TAGS.get(lower) ?? TAGS.get(lower.replaceAll(/[\s_]+/g, '-'));
  const locale = listed ? localeOf(listed) : /^[a-z]{2,3}([-_]|$)/i.test(key) && localeOf(key);
  if (!locale) return { label: titled(key), region: null, names: [key], spoken: null };
  const spoken = spokenOf(locale.baseName);
  const base = new Intl.Locale(locale.language).maximize();
  const tag =
    listed ??
    (base.script === spoken?.script ? base.language : `${base.language}-${spoken?.script}`);
  const english = inEnglish().of(tag);
  return {
    label: titled(NAMES.get(tag) ?? english ?? key),
    region: listed ? null : (locale.region ?? null),
    names: [key, NAMES.get(tag), english, ownName(tag), ownName(base.language)].filter(
      (each) => each !== undefined,
    ),
    spoken,
  };
}

function ownName(tag: string): string | undefined {
  return new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' }).of(tag);
}

function spokenOf(tag: string): Spoken | null {
  return remembered(spokenByTag, tag, () => {
    const locale = localeOf(tag)?.maximize();
    if (!locale) return null;
    return { language: SAME.get(locale.language) ?? locale.language, script: locale.script };
  });
}

/** There are only a few dozen names and locales; the bound is for nonsense input. */
function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  if (known.size < 1_000) known.set(key, made);
  return made;
}

/** Null for an invalid tag; a locale may contain anything. */
function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'));
  } catch {
    return null;
  }
}

function titled(name: string): string {
  const words = name.split(/[\s_-]+/).filter((word) => word !== '');
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ') || name;
}
