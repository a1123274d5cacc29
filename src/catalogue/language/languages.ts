import { lazy } from '../../lib/lazy.ts';
import { oneLine } from '../../lib/text.ts';

/** The tags of Jogg's names. https://docs.jogg.ai/api-reference/v1/API%20Documentation/VoiceGet */
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

/** Tags that mean the same language as another tag. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['nb', 'no'],
  ['nn', 'no'],
  ['tl', 'fil'],
]);

/** A voice's language. */
export interface Language {
  /** The English name, as a label and a group: `Traditional Chinese`. */
  readonly label: string;
  /** The region if the name is a tag with one: `US` for `en-US`. */
  readonly region: string | null;
  /** The names in English and in the language itself, for search; not normalized. */
  readonly names: readonly string[];
  readonly spoken: Spoken | null;
}

interface Spoken {
  readonly language: string;
  readonly script: string | undefined;
}

/**
 * The language of `name`: one of Jogg's names, a BCP 47 tag, or any other text, which becomes the
 * label. Null for no name.
 */
export function languageOf(name: string | null): Language | null {
  return memoized(languages, name ?? '', () => {
    const key = oneLine(name);
    return key === '' ? null : parseLanguage(key);
  });
}

/** The greatest `nearness`. */
export const MAX_NEARNESS = 3;

/**
 * How close a language is to `locale`: 3 the same language and script, 2 the same language in
 * another script, 1 English, 0 neither or unknown.
 */
export function nearness(language: Language | null, locale: string): number {
  const spoken = language?.spoken;
  if (!spoken) return 0;
  const preferred = spokenOf(locale);
  if (preferred?.language === spoken.language) return preferred.script === spoken.script ? 3 : 2;
  return spoken.language === 'en' ? 1 : 0;
}

const languages = new Map<string, Language | null>();
const spokenByTag = new Map<string, Spoken | null>();
const inEnglish = lazy(() => new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }));

function parseLanguage(key: string): Language {
  const lower = key.toLowerCase();
  const joggTag = TAGS.get(lower) ?? TAGS.get(lower.replaceAll(/[\s_]+/g, '-'));
  const locale = joggTag ? localeOf(joggTag) : /^[a-z]{2,3}([-_]|$)/i.test(key) && localeOf(key);
  if (!locale) return { label: titleCase(key), region: null, names: [key], spoken: null };
  const spoken = spokenOf(locale.baseName);
  const base = new Intl.Locale(locale.language).maximize();
  const tag =
    joggTag ??
    (base.script === spoken?.script ? base.language : `${base.language}-${spoken?.script}`);
  const english = inEnglish().of(tag);
  return {
    label: titleCase(NAMES.get(tag) ?? english ?? key),
    region: joggTag ? null : (locale.region ?? null),
    names: [key, NAMES.get(tag), english, nativeName(tag), nativeName(base.language)].filter(
      (each) => each !== undefined,
    ),
    spoken,
  };
}

function nativeName(tag: string): string | undefined {
  return new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' }).of(tag);
}

function spokenOf(tag: string): Spoken | null {
  return memoized(spokenByTag, tag, () => {
    const locale = localeOf(tag)?.maximize();
    if (!locale) return null;
    return { language: ALIASES.get(locale.language) ?? locale.language, script: locale.script };
  });
}

/** Bounded only against nonsense input: there are a few dozen names and locales. */
function memoized<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const value = make();
  if (cache.size < 1_000) cache.set(key, value);
  return value;
}

/** Null for an invalid tag; Slack's locales are not checked. */
function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'));
  } catch {
    return null;
  }
}

function titleCase(name: string): string {
  const words = name.split(/[\s_-]+/).filter((word) => word !== '');
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ') || name;
}
