import { type Avatar, avatarValue, type Voice } from '../domain/catalogue.ts';
import { oneLine, truncate } from '../lib/text.ts';
import { languageOf } from './language/languages.ts';

/**
 * The maximum length of an option's text, description or group label, in UTF-16 code units (the
 * strictest reading). https://docs.slack.dev/reference/block-kit/composition-objects/option-object
 */
export const MAX_TEXT = 75;

/** `Amara · female · professional · portrait`. Never empty; a long name is cut. */
export function avatarLabel(avatar: Avatar): string {
  return label(avatar.name, `Avatar ${avatarValue(avatar)}`, [
    avatar.gender,
    avatar.style,
    avatar.shape,
  ]);
}

/** `Christopher · English (US) · male`. Never empty; a long name is cut. */
export function voiceLabel(voice: Voice): string {
  const language = languageOf(voice.language);
  const variety = oneLine(voice.accent) || language?.region || regionOf(voice.id);
  const spoken = language && (variety ? `${language.label} (${variety})` : language.label);
  return label(voice.name, `Voice ${voice.id}`, [spoken, voice.gender]);
}

/** Facts besides those in the label: `young adult · narrative story`; null for none. */
export function voiceDescription(voice: Voice): string | null {
  const facts = [voice.age, voice.use].map(factText).filter((fact) => fact !== '');
  return facts.length === 0 ? null : truncate(facts.join(' · '), MAX_TEXT);
}

function label(name: string, fallback: string, facts: readonly (string | null)[]): string {
  const parts = facts.map(factText).filter((fact) => fact !== '');
  const tail = truncate(parts.map((fact) => ` · ${fact}`).join(''), 50);
  const title = oneLine(name) || fallback;
  return `${truncate(title, MAX_TEXT - tail.length)}${tail}`;
}

/** A fact as plain text: Jogg writes `young_adult`. */
function factText(fact: string | null): string {
  return oneLine(fact).replaceAll('_', ' ').trim();
}

/** The region in the id of a Microsoft voice: `US` of `en-US-ChristopherNeural`. */
function regionOf(id: string): string | null {
  return /^[a-z]{2,3}-([A-Z]{2})-/.exec(id)?.[1] ?? null;
}
