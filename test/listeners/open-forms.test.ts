import { expect, it } from 'vitest';
import { createOpenForms, openFormSchema } from '../../src/listeners/form/open-forms.ts';
import { openState } from '../../src/store/open-state.ts';
import { createDocuments } from '../../src/store/records/documents.ts';

const CONTENT = {
  ...{ script: 'Hi', name: '', audioUrl: '', avatar: null, voice: null },
  ...{ shape: null, captions: true, background: 'normal' as const },
};
const logEvent = () => undefined;

it('all processes know what each of them has recorded of a form', async () => {
  const store = { ...openState('memory:', logEvent), logEvent };
  const process = () =>
    createOpenForms({ documents: createDocuments(store, 'open-form', openFormSchema), logEvent });
  const [one, other] = [process(), process()];
  await one.recordRejected('V1', ['script']);
  await one.recordAction('V1', 20, CONTENT);
  const known = await other.recordAction('V1', 10, { ...CONTENT, script: 'H' });
  const first = (of: typeof one, at: string) => of.isFirstWarning('V1', 'language', at);
  const firsts = [await first(one, 't1'), await first(one, 't1'), await first(other, 't2')];
  const rest = { shown: null, words: {}, preset: '', closed: false, answerUrl: null };
  expect(known).toEqual({ ...rest, wrong: ['script'], actedAt: 20, held: CONTENT });
  expect(firsts).toEqual([true, true, false]);
});

it('a form that cannot be read counts as unknown, and its warning is shown', async () => {
  const failing = () => Promise.reject(new Error('gone'));
  const forms = createOpenForms({ documents: { load: failing, revise: failing }, logEvent });
  const answers = [await forms.load('V1'), await forms.isFirstWarning('V1', 'a', 't')];
  expect(answers).toEqual([undefined, true]);
});
