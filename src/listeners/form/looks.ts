import { avatarLabel, voiceLabel } from '../../catalogue/labels.ts';
import { checkChoice } from '../../catalogue/pick.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import { type Look, MAX_LOOKS } from '../../slack/form/form-metadata.ts';
import type { FormPrefill } from '../../slack/form/form-view.ts';

/** How many are kept: more than are offered, as some may be gone by then. */
const KEPT = 6;

/** The looks after one was used, latest first. */
export function lookUsed(looks: readonly Look[], used: Look): readonly Look[] {
  return [used, ...looks.filter((each) => !isSame(each, used))].slice(0, KEPT);
}

/**
 * The looks to offer in a form: those that Jogg still has. None where the only one is filled in
 * already.
 */
export function looksFor(
  catalogue: Catalogue | null,
  looks: readonly Look[],
  filled: FormPrefill,
): readonly Look[] {
  const usable = usableLooks(catalogue, looks);
  const { avatar, voice, shape, captions } = filled;
  const isFilled = ({ [0]: only }: readonly Look[]) =>
    only !== undefined &&
    only.avatar.value === avatar?.value &&
    only.voice.value === voice?.value &&
    only.shape === shape &&
    only.captions === (captions ?? true);
  return usable.length === 1 && isFilled(usable) ? [] : usable;
}

/** The last looks that Jogg still has, as many as are offered. */
export function usableLooks(catalogue: Catalogue | null, looks: readonly Look[]): readonly Look[] {
  return looks.flatMap((look) => current(catalogue, look)).slice(0, MAX_LOOKS);
}

function current(catalogue: Catalogue | null, look: Look): readonly Look[] {
  if (!catalogue) return [look];
  const { avatar, voice, shape } = look;
  const check = checkChoice(catalogue, { avatar: avatar.value, voice: voice.value, shape });
  if (check.kind === 'wrong') return [];
  return [
    {
      ...look,
      avatar: { value: avatar.value, label: avatarLabel(check.avatar) },
      voice: { value: voice.value, label: voiceLabel(check.voice) },
    },
  ];
}

function isSame(one: Look, other: Look): boolean {
  return (
    one.avatar.value === other.avatar.value &&
    one.voice.value === other.voice.value &&
    one.shape === other.shape &&
    one.captions === other.captions
  );
}
