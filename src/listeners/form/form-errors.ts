import { avatarLabel } from '../../catalogue/labels.ts';
import { type ChoiceProblem, checkChoice } from '../../catalogue/pick.ts';
import { avatarValue, type Catalogue } from '../../domain/catalogue.ts';
import { CHOICE_ERRORS, notInShape } from '../../slack/copy/form-copy.ts';
import type { LiveDetails } from '../../slack/form/form-live-blocks.ts';
import { type FormDraft, readForm } from '../../slack/form/form-values.ts';

type Choice = Pick<FormDraft, 'avatar' | 'voiceId' | 'shape'>;

/** The errors in the choices of a form, by field. A missing choice is no error here. */
export function choiceErrors(catalogue: Catalogue | null, choice: Choice): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const problem of problemsOf(catalogue, choice))
    errors[problem.kind === 'voice gone' ? 'voice' : 'avatar'] = errorText(problem);
  return errors;
}

/** All errors in a form, by field. */
export function formErrors(catalogue: Catalogue | null, values: unknown): Record<string, string> {
  const result = readForm(values);
  return result.kind === 'complete'
    ? choiceErrors(catalogue, result.values)
    : { ...choiceErrors(catalogue, result.draft), ...result.errors };
}

/** The line about an avatar that is gone or not made for the shape; null if it can be used. */
export function avatarMismatch(
  catalogue: Catalogue | null,
  choice: Choice,
): LiveDetails['choiceProblem'] {
  const problem = problemsOf(catalogue, choice).find(({ kind }) => kind !== 'voice gone');
  if (!problem) return null;
  const field = problem.kind === 'avatar gone' ? 'avatar' : 'shape';
  return { field, text: errorText(problem) };
}

// Without lists (Jogg was never reached), Jogg itself rejects what no longer exists.
function problemsOf(catalogue: Catalogue | null, choice: Choice): readonly ChoiceProblem[] {
  if (!catalogue) return [];
  const { avatar, voiceId, shape } = choice;
  const check = checkChoice(catalogue, {
    avatar: avatar === null ? '' : avatarValue(avatar),
    voice: voiceId ?? '',
    shape: shape ?? 'portrait',
  });
  const chosen = { 'avatar gone': avatar, 'voice gone': voiceId, 'avatar not in shape': shape };
  const problems = check.kind === 'wrong' ? check.problems : [];
  return problems.filter(({ kind }) => chosen[kind] !== null);
}

function errorText(problem: ChoiceProblem): string {
  switch (problem.kind) {
    case 'avatar gone':
      return CHOICE_ERRORS.avatarGone;
    case 'voice gone':
      return CHOICE_ERRORS.voiceGone;
    case 'avatar not in shape': {
      const { avatar, shape, alternative } = problem;
      return notInShape({
        name: avatar.name,
        avatarShape: avatar.shape,
        shape,
        alternative: alternative && avatarLabel(alternative),
      });
    }
  }
}
