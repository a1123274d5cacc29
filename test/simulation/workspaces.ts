import { createAccountRecords } from './account-records.ts';
import type { Ask } from './disk.ts';
import { SCOPES } from './judge.ts';
import { createLedger, newProjects, type World } from './ledger.ts';
import type { Basis, Machine } from './machine.ts';
import { START } from './scenario.ts';

/**
 * The workspaces of a run, over the same processes. Ids of forms, people, channels, messages and of
 * projects at accounts of their own are the same in both; only what people write says whose it is.
 * What befalls a conversation befalls the first one's. The second one's account is the operator's,
 * too, or its own, whose key it changes on the way.
 */
export function worldsOf(basis: Basis & { readonly machine: Machine }): readonly World[] {
  const { timeline, scenario } = basis;
  const { accounts, faultsUntil } = scenario;
  const [projects, others] = [newProjects(), newProjects()];
  const first = { ...basis, paying: () => undefined };
  const ledger = () => createLedger(timeline.now, projects);
  if (accounts === 'one') return [{ ...first, scope: '', ledger: ledger() }];
  const keyNow = () => (timeline.now() > START + faultsUntil / 2 ? 'key 2' : 'key 1');
  const own = { paying: keyNow, ledger: createLedger(timeline.now, others) };
  return [
    { ...first, scope: SCOPES[0], ledger: ledger() },
    {
      ...{ ...first, scope: SCOPES[1], ledger: ledger(), ...(accounts === 'own' ? own : {}) },
      scenario: { ...scenario, mishap: 'none' },
    },
  ];
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
