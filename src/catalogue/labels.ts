import { type Avatar, avatarValue, type Voice } from '../domain/catalogue.ts';
import { oneLine, truncate } from '../lib/text.ts';
import { languageOf } from './language/languages.ts';

/**
 * The most characters of an option's text, description or group label, counted in UTF-16 units: the
 * stricter reading. https://docs.slack.dev/reference/block-kit/composition-objects/option-object
 */
export const MOST_TEXT = 75;

/** `Amara · female · professional · portrait`: never empty; a long name is cut. */
export function avatarLabel(avatar: Avatar): string {
  return label(avatar.name, `Avatar ${avatarValue(avatar)}`, [
    avatar.gender,
    avatar.style,
    avatar.shape,
  ]);
}

/** `Christopher · English (US) · male`: never empty; a long name is cut. */
export function voiceLabel(voice: Voice): string {
  const language = languageOf(voice.language);
  const variety = oneLine(voice.accent) || language?.region || regionOf(voice.id);
  const spoken = language && (variety ? `${language.label} (${variety})` : language.label);
  return label(voice.name, `Voice ${voice.id}`, [spoken, voice.gender]);
}

/** Facts that do not fit a label: `young adult · narrative story`; null for none. */
export function voiceDescription(voice: Voice): string | null {
  const facts = [voice.age, voice.use].map(words).filter((fact) => fact !== '');
  return facts.length === 0 ? null : truncate(facts.join(' · '), MOST_TEXT);
}

function label(name: string, fallback: string, facts: readonly (string | null)[]): string {
  const told = facts.map(words).filter((fact) => fact !== '');
  const tail = truncate(told.map((fact) => ` · ${fact}`).join(''), 50);
  const shown = oneLine(name) || fallback;
  return `${truncate(shown, MOST_TEXT - tail.length)}${tail}`;
}

/** Jogg writes `young_adult`. */
function words(fact: string | null): string {
  return oneLine(fact).replaceAll('_', ' ').trim();
}

/** Microsoft's voices carry it in their id: `en-US-ChristopherNeural`. */
function regionOf(id: string): string | null {
  return /^[a-z]{2,3}-([A-Z]{2})-/.exec(id)?.[1] ?? null;
}
