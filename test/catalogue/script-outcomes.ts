import { languageOf } from '../../src/catalogue/language/languages.ts';
import { judgeScript } from '../../src/catalogue/language/script-language.ts';

/** What a person whose Slack speaks one language gets for a script in another, or the same one. */
export type Outcome =
  /** The right voice; `told` where something is said of it. */
  | 'right'
  | 'right, told'
  /** The wrong voice, and the form says that it may be. */
  | 'unsure, told'
  | 'wrong, told'
  | 'wrong, silent';

/** The nearest languages of each: those that one takes for the other. */
const NEAR: Readonly<Record<string, string>> = {
  en: 'de fr nl es da ja it pt',
  ...{ de: 'nl da', nl: 'af de', af: 'nl de', da: 'no sv', no: 'da sv', sv: 'da no', is: 'no da' },
  ...{ fr: 'ca it', es: 'pt ca', pt: 'es gl', it: 'es ro', ca: 'es fr', ro: 'it fr', gl: 'es pt' },
  ...{
    pl: 'cs sk',
    cs: 'sk pl',
    sk: 'cs pl',
    sl: 'hr sr',
    hr: 'sr sl',
    'sr-Latn': 'hr sl',
    sr: 'mk hr',
    lt: 'lv pl',
  },
  ...{ 'hr sr': 'sl en', lv: 'lt ru', fi: 'et sv', et: 'fi de', tr: 'az de', az: 'tr ru' },
  ...{ id: 'ms fil', ms: 'id fil', ru: 'uk bg', uk: 'ru bg', bg: 'ru mk', mk: 'bg sr' },
  ...{ hi: 'mr ne', mr: 'hi ne', ne: 'hi mr', ar: 'fa ur', fa: 'ar ur', ur: 'ar fa' },
  ...{ ja: 'zh ko', zh: 'ja ko', 'zh-Hant': 'ja ko', yue: 'zh ja', ko: 'ja zh', bn: 'as hi' },
};

/** A judged script: in `tag`, by a person with the locale `prior`. */
export interface Judged {
  readonly tag: string;
  readonly prior: string;
  readonly role: 'English' | 'own' | 'near';
  readonly script: string;
  readonly outcome: Outcome;
}

/** The scripts of a table, each judged for a person of English, of its language, of near ones. */
export function outcomesOf(table: Readonly<Record<string, string>>): Judged[] {
  return Object.entries(table).flatMap(([tag, scripts]) =>
    scripts
      .trim()
      .split('\n')
      .flatMap((script) =>
        [...new Set(['en', ...tag.split(' '), ...(NEAR[tag] ?? 'de fr').split(' ')])].map(
          (prior): Judged => {
            const isOwn = isSpokenIn(tag, prior);
            const role = isOwn ? 'own' : prior === 'en' ? 'English' : 'near';
            return { tag, prior, role, script, outcome: outcomeOf(tag, prior, script) };
          },
        ),
      ),
  );
}

function outcomeOf(tag: string, prior: string, script: string): Outcome {
  const decision = judgeScript(script, prior);
  const isRight = isSpokenIn(tag, decision.kind === 'other' ? decision.language : prior);
  if (isRight) return decision.kind === 'fits' ? 'right' : 'right, told';
  if (decision.kind === 'fits') return 'wrong, silent';
  return decision.kind === 'unsure' ? 'unsure, told' : 'wrong, told';
}

/** Whether a voice of that language reads the script well. */
function isSpokenIn(tag: string, voice: string): boolean {
  const [spoken, ...of] = [voice, ...tag.split(' ')].map(
    (each) => languageOf(each)?.spoken?.language,
  );
  // Standard Chinese is read out in Cantonese as well.
  return of.includes(spoken) || (spoken === 'yue' && of.includes('zh'));
}

/** How often each outcome came, by what the person's Slack speaks. */
export function counted(all: readonly Judged[]): Record<string, Partial<Record<Outcome, number>>> {
  const counts: Record<string, Partial<Record<Outcome, number>>> = {};
  for (const { role, outcome } of all) {
    const row = counts[role] ?? {};
    row[outcome] = (row[outcome] ?? 0) + 1;
    counts[role] = row;
  }
  return counts;
}
