import { avatarLabel } from '../../catalogue/labels.ts';
import { type ChoiceProblem, checkChoice } from '../../catalogue/pick.ts';
import { avatarValue, type Catalogue } from '../../domain/catalogue.ts';
import { CHOICE_ERRORS, notInShape } from '../../slack/copy/form-copy.ts';
import type { LiveDetails } from '../../slack/form/form-live-blocks.ts';
import { type FormDraft, readForm } from '../../slack/form/form-values.ts';

type Choice = Pick<FormDraft, 'avatar' | 'voiceId' | 'shape'>;

/** What is wrong with the choices of a form, by field. What is not chosen is not wrong here. */
export function choiceErrors(catalogue: Catalogue | null, choice: Choice): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const problem of problemsOf(catalogue, choice))
    errors[problem.kind === 'voice gone' ? 'voice' : 'avatar'] = sentenceOf(problem);
  return errors;
}

/** All that is wrong with a form, by field. */
export function formErrors(catalogue: Catalogue | null, values: unknown): Record<string, string> {
  const reading = readForm(values);
  return reading.kind === 'complete'
    ? choiceErrors(catalogue, reading.values)
    : { ...choiceErrors(catalogue, reading.draft), ...reading.errors };
}

/** The line about an avatar that cannot be used like this; null if it can. */
export function misfitOf(
  catalogue: Catalogue | null,
  choice: Choice,
): LiveDetails['choiceProblem'] {
  const problem = problemsOf(catalogue, choice).find(({ kind }) => kind !== 'voice gone');
  if (!problem) return null;
  const field = problem.kind === 'avatar gone' ? 'avatar' : 'shape';
  return { field, text: sentenceOf(problem) };
}

// Without a list (Jogg was never reached) Jogg itself will say what is gone.
function problemsOf(catalogue: Catalogue | null, choice: Choice): readonly ChoiceProblem[] {
  if (!catalogue) return [];
  const { avatar, voiceId, shape } = choice;
  const check = checkChoice(catalogue, {
    avatar: avatar === null ? '' : avatarValue(avatar),
    voice: voiceId ?? '',
    shape: shape ?? 'portrait',
  });
  const unchosen = { 'avatar gone': avatar, 'voice gone': voiceId, 'avatar not in shape': shape };
  const problems = check.kind === 'wrong' ? check.problems : [];
  return problems.filter(({ kind }) => unchosen[kind] !== null);
}

function sentenceOf(problem: ChoiceProblem): string {
  switch (problem.kind) {
    case 'avatar gone':
      return CHOICE_ERRORS.avatarGone;
    case 'voice gone':
      return CHOICE_ERRORS.voiceGone;
    case 'avatar not in shape': {
      const { avatar, shape, alternative: instead } = problem;
      return notInShape({
        name: avatar.name,
        madeFor: avatar.shape,
        shape,
        instead: instead && avatarLabel(instead),
      });
    }
  }
}
