import { expect, it } from 'vitest';
import { createOpenForms, openFormSchema } from '../../src/listeners/form/open-forms.ts';
import { openState } from '../../src/store/open-state.ts';
import { createDocuments } from '../../src/store/records/documents.ts';

const HELD = {
  ...{ script: 'Hi', name: '', audioUrl: '', avatar: null, voice: null },
  ...{ shape: null, captions: true, background: 'normal' as const },
};
const logEvent = () => undefined;

it('what one process showed and heard of a form, the others know', async () => {
  const state = openState('memory:', logEvent);
  const kept = { ...state, logEvent };
  const process = () =>
    createOpenForms({ documents: createDocuments(kept, 'open-form', openFormSchema), logEvent });
  const [one, other] = [process(), process()];
  await one.recordRejected('V1', ['script']);
  await one.recordAction('V1', 20, HELD);
  const known = await other.recordAction('V1', 10, { ...HELD, script: 'H' });
  const first = (of: typeof one, at: string) => of.isFirstWarning('V1', 'language', at);
  const firsts = [await first(one, 't1'), await first(one, 't1'), await first(other, 't2')];
  const rest = { shown: null, words: {}, preset: '', closed: false, answerUrl: null };
  expect(known).toEqual({ ...rest, wrong: ['script'], actedAt: 20, held: HELD });
  expect(firsts).toEqual([true, true, false]);
});

it('a form that the store does not tell counts as unknown, and its first word is said', async () => {
  const gone = () => Promise.reject(new Error('gone'));
  const forms = createOpenForms({ documents: { load: gone, revise: gone }, logEvent });
  const told = [await forms.load('V1'), await forms.isFirstWarning('V1', 'a', 't')];
  expect(told).toEqual([undefined, true]);
});
