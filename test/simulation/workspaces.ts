import { createAccountRecords } from './account-records.ts';
import type { Ask } from './disk.ts';
import { SCOPES } from './judge.ts';
import { createLedger, newProjects, type World } from './ledger.ts';
import type { Basis, Machine } from './machine.ts';
import { START } from './scenario.ts';

/**
 * The workspaces of a run, over the same processes. Ids of forms, people, channels, messages and of
 * projects at accounts of their own are the same in both; only what people write says whose it is.
 * What befalls a conversation befalls the first one's.
 */
export function worldsOf(basis: Basis & { readonly machine: Machine }): readonly World[] {
  const { timeline, scenario } = basis;
  const { accounts, faultsUntil } = scenario;
  const of = (
    scope: string,
    projects: ReturnType<typeof newProjects>,
    paying: World['paying'],
    own = scenario,
  ): World => ({
    ...{ ...basis, scenario: own, scope, paying },
    ledger: createLedger(timeline.now, projects),
  });
  const [first, second] = SCOPES;
  const [theirs, others] = [newProjects(), newProjects()];
  const calm = { ...scenario, mishap: 'none' } as const;
  const later = (): boolean => timeline.now() > START + faultsUntil / 2;
  switch (accounts) {
    case 'one workspace':
      return [of('', theirs, () => undefined)];
    case 'the operator’s':
      return [of(first, theirs, () => undefined), of(second, theirs, () => undefined, calm)];
    case 'the same':
      return [of(first, theirs, () => 'key'), of(second, theirs, () => 'key', calm)];
    case 'own':
      return [of(first, theirs, () => 'key 1'), of(second, others, () => 'key 2', calm)];
    case 'changed':
      return [
        of(first, theirs, () => undefined),
        of(second, others, () => (later() ? 'key 2' : 'key 1'), calm),
      ];
  }
}

/** What is kept of each account, made when it is first used. */
export function recordsFor(ask: Ask, { timeline, bug }: Pick<Basis, 'timeline' | 'bug'>) {
  const known = new Map<string | undefined, ReturnType<typeof createAccountRecords>>();
  return ({ ledger: { links } }: World, account: string | undefined) => {
    const records =
      known.get(account) ?? createAccountRecords({ ask, now: timeline.now, links, bug });
    known.set(account, records);
    return records;
  };
}
