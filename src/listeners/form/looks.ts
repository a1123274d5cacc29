import { avatarLabel, voiceLabel } from '../../catalogue/labels.ts';
import { checkChoice } from '../../catalogue/pick.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import type { Look } from '../../domain/choices.ts';
import { MAX_LOOKS } from '../../slack/form/form-metadata.ts';
import type { FormPrefill } from '../../slack/form/form-view.ts';

/** More looks are stored than offered, because Jogg may drop some. */
const MAX_STORED = 6;

/** The looks with the used one in front, latest first. */
export function addLook(looks: readonly Look[], used: Look): readonly Look[] {
  return [used, ...looks.filter((each) => !isSame(each, used))].slice(0, MAX_STORED);
}

/**
 * The looks to offer in a form: those that Jogg still has. Empty if there is a single look and the
 * form is prefilled with it.
 */
export function looksFor(
  catalogue: Catalogue | null,
  looks: readonly Look[],
  filled: FormPrefill,
): readonly Look[] {
  const usable = usableLooks(catalogue, looks);
  const { avatar, voice, shape, captions } = filled;
  const isPrefilled = ({ [0]: only }: readonly Look[]) =>
    only !== undefined &&
    only.avatar.value === avatar?.value &&
    only.voice.value === voice?.value &&
    only.shape === shape &&
    only.captions === (captions ?? true);
  return usable.length === 1 && isPrefilled(usable) ? [] : usable;
}

/** The latest looks that Jogg still has, up to `MAX_LOOKS`. */
export function usableLooks(catalogue: Catalogue | null, looks: readonly Look[]): readonly Look[] {
  return looks.flatMap((look) => refreshLook(catalogue, look)).slice(0, MAX_LOOKS);
}

function refreshLook(catalogue: Catalogue | null, look: Look): readonly Look[] {
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
