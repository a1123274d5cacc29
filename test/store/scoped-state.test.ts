import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Lease } from '../../src/domain/ports.ts';
import { bareId, fullId, scopeOf } from '../../src/domain/scope.ts';
import { createDocuments } from '../../src/store/documents.ts';
import { scopedLease, scopedState } from '../../src/store/tenants/scoped-state.ts';
import { onEachEngine } from './engines.ts';

const SCOPES = ['', 'T1', 'T10', 'E1'] as const;
const quiet = () => undefined;

onEachEngine('scopes', (share) => {
  /** A state in which each scope keeps a video, a list and a task, all of the same names. */
  async function filled() {
    const state = (await share()).open();
    const parts = SCOPES.map((scope) => {
      const part = scopedState(state, scope);
      const lists = createDocuments({ ...part, logEvent: quiet }, 'list', z.array(z.string()));
      return { scope, ...part, lists };
    });
    for (const { scope, lists } of parts) {
      await state.tasks.add(fullId(scope, 'a'), scope);
      await lists.update('mine', () => [scope]);
    }
    await state.keyvFor('installation').set('kept', 'for all');
    return { state, parts };
  }
  const claim = (state: Awaited<ReturnType<typeof filled>>['state'], except?: string[]) =>
    state.tasks.claim('prompt', 9, 30_000, except);
  const scopesOf = (tasks: readonly { readonly id: string }[]) =>
    tasks.map(({ id }) => scopeOf(id)).toSorted();

  it('each scope reads and changes its own records, under names that others use too', async () => {
    const { parts, state } = await filled();
    for (const { scope, lists } of parts)
      await lists.update('mine', (old) => [...(old ?? []), `${scope}!`]);
    const [tasks, run] = [await claim(state), parts[1]];
    const held = tasks.find(({ id }) => scopeOf(id) === 'T1') ?? { id: '', fence: 0 };
    const lease: Lease = {
      isHeld: async () => true,
      write: async (records) => (await state.tasks.write(held, records)) !== null,
    };
    const video = { namespace: 'video', key: 'a', value: 'of T1' };
    const stored = await scopedLease(lease, 'T1').write([video]);
    const written = [
      await run?.keyvFor('video').get('a'),
      await parts[0]?.keyvFor('video').get('a'),
    ];
    expect([stored, ...written]).toEqual([true, 'of T1', undefined]);
    const records = await Promise.all(parts.map(({ lists }) => lists.load('mine')));
    expect(records).toEqual(SCOPES.map((scope) => [scope, `${scope}!`]));
    const found = tasks.map(({ id, payload }) => [scopeOf(id), bareId(id), payload]);
    expect(found.toSorted()).toEqual(SCOPES.map((scope) => [scope, 'a', scope]).toSorted());
  });

  it('a claim leaves out the scopes that have enough, and a scope is woken alone', async () => {
    const { state } = await filled();
    const claimed = await claim(state, ['T1', '']);
    for (const task of claimed) await state.tasks.finish(task, 'idle');
    const woken = await state.tasks.wakeScope('T10');
    const again = scopesOf(await claim(state, ['', 'T1']));
    expect([scopesOf(claimed), woken, again]).toEqual([['E1', 'T10'], 1, ['T10']]);
  });

  it('erasing a scope erases its records, tasks and links, and nothing of another', async () => {
    const counts = { records: 3, tasks: 1 };
    for (const erased of ['T1', '']) {
      const { state, parts } = await filled();
      const links = state.keyvFor('project');
      for (const { scope } of parts) {
        await links.set(`project of ${scope}`, scope === '' ? 'a' : `${scope}~a`);
        await state.keyvFor('reason').set(`project of ${scope}`, `why in ${scope}`);
        await state.tasks.wake(fullId(scope, 'a'));
      }
      const others = SCOPES.filter((scope) => scope !== erased);
      const kept = <T>(of: (scope: string) => T) =>
        SCOPES.map((scope) => (scope === erased ? undefined : of(scope)));
      const read = (namespace: string) =>
        Promise.all(SCOPES.map((of) => state.keyvFor(namespace).get(`project of ${of}`)));
      expect([
        await state.erase(erased, ['list', 'video']),
        await Promise.all(parts.map(({ lists }) => lists.load('mine'))),
        [await read('project'), await read('reason')],
        scopesOf(await claim(state)),
        await state.keyvFor('installation').get('kept'),
      ]).toEqual([
        counts,
        kept((scope) => [scope]),
        [kept((scope) => (scope === '' ? 'a' : `${scope}~a`)), kept((scope) => `why in ${scope}`)],
        others.toSorted(),
        'for all',
      ]);
    }
  });
});
