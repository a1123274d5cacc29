import { expect, it } from 'vitest';
import { z } from 'zod';
import { scopedId, scopeOf, unscopedId } from '../../src/domain/scope.ts';
import { createDocuments } from '../../src/store/records/documents.ts';
import { scopedState } from '../../src/store/tenants/scoped-state.ts';
import { onEachEngine } from './engines.ts';

const SCOPES = ['', 'T1', 'T10', 'E1'] as const;
const logEvent = () => undefined;

onEachEngine('scopes', (share) => {
  /** A state in which each scope has a list, a link, a reason and a task with the same names. */
  async function filledState() {
    const state = (await share()).open();
    const parts = SCOPES.map((scope) => {
      const part = scopedState(state, scope);
      return { scope, lists: createDocuments({ ...part, logEvent }, 'list', z.string()) };
    });
    for (const { scope, lists } of parts) {
      await state.tasks.add(scopedId(scope, 'a'), scope);
      await lists.update('mine', (old) => `${old ?? ''}${scope}!`);
      await state.keyvFor('project').set(`project of ${scope}`, scopedId(scope, 'a'));
      await state.keyvFor('reason').set(`project of ${scope}`, `why in ${scope}`);
    }
    await state.keyvFor('installation').set('kept', 'for all');
    const claim = (except?: string[]) => state.tasks.claim('prompt', 9, 30_000, except);
    return { state, parts, claim };
  }
  const scopesOf = (all: readonly { id: string }[]) => all.map(({ id }) => scopeOf(id)).toSorted();

  it('a claim skips the excluded scopes, and a wake affects one scope only', async () => {
    const { state, claim } = await filledState();
    const claimed = await claim(['T1', '']);
    for (const task of claimed) await state.tasks.finish(task, 'idle');
    const woken = await state.tasks.wakeScope('T10');
    const again = scopesOf(await claim(['', 'T1']));
    expect([scopesOf(claimed), woken, again]).toEqual([['E1', 'T10'], 1, ['T10']]);
  });

  // Reads and writes of other scopes: `isolation/`.
  it('erasing a scope erases its records, tasks and links, and nothing of other scopes', async () => {
    for (const erased of ['T1', '']) {
      const { state, parts, claim } = await filledState();
      const counts = await state.erase(erased, ['list', 'video']);
      const read = (namespace: string) =>
        Promise.all(SCOPES.map((of) => state.keyvFor(namespace).get(`project of ${of}`)));
      const remaining = (of: (scope: string) => string) =>
        SCOPES.map((scope) => (scope === erased ? undefined : of(scope)));
      const others = SCOPES.filter((scope) => scope !== erased);
      const tasks = (await claim()).map(({ id, payload }) => `${unscopedId(id)} of ${payload}`);
      expect([counts, await Promise.all(parts.map(({ lists }) => lists.load('mine')))]).toEqual([
        { records: 3, tasks: 1 },
        remaining((scope) => `${scope}!`),
      ]);
      expect([await read('project'), await read('reason'), tasks.toSorted()]).toEqual([
        remaining((scope) => scopedId(scope, 'a')),
        remaining((scope) => `why in ${scope}`),
        others.map((scope) => `a of ${scope}`).toSorted(),
      ]);
      expect(await state.keyvFor('installation').get('kept')).toBe('for all');
    }
  });
});
