import { expect, it } from 'vitest';
import { type Accounts, createAccounts } from '../../src/app/accounts.ts';
import { openShared } from '../../src/app/open-shared.ts';
import { wireAccount } from '../../src/app/tenant-account.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { createLog } from '../../src/lib/log.ts';
import { openState } from '../../src/store/open-state.ts';
import type { OwnAccount } from '../../src/tenancy/installation.ts';

const own = (keyId: string): OwnAccount => ({
  ...{ keyId, apiKey: `key-of-${keyId}`, last4: '1234', webhookToken: 'w', webhookSecret: null },
});

/** The accounts of a process, with the calls that each got. */
function fakeAccounts(users = 1) {
  const calls: string[] = [];
  const partsOf = (name = 'the operator') => ({
    ...{ catalogue: `all of ${name}`, publicCatalogue: `public of ${name}` },
    ...{ balance: { current: () => 7 }, fairLimiter: () => null },
    projects: { findByProject: async () => undefined },
    unconfirmed: {
      add: async (id: string) => void calls.push(`${name} adds ${id}`),
      hints: async () => calls.push(`${name} is searched`) && [],
    },
    users: { add: async () => {}, isShared: async () => users > 1 },
    client: {
      renderer: {
        submit: async () => ({ kind: 'done', projectId: 'p', version: 'v1' }),
        poll: async () => calls.push(`${name} is polled`) && { kind: 'running' },
      },
    },
  });
  const accounts = {
    ...{ recordsOf: partsOf, operator: partsOf() },
    isOperatorKey: ({ keyId }: OwnAccount) => keyId === 'operators',
    acquire: ({ keyId }: OwnAccount) => ({
      parts: partsOf(keyId),
      release: () => void calls.push(`${keyId} is released`),
    }),
  } as unknown as Accounts;
  const of = (jogg: string | null, ...former: string[]) =>
    wireAccount({ isMultiTenant: true, logEvent: () => {} }, accounts, {
      ...{ scope: 'T1', jogg: jogg === null ? null : own(jogg), formerJogg: former.map(own) },
    });
  return { of, takeCalls: () => calls.splice(0) };
}

it('a project is created by the current account and polled at the account that created it', async () => {
  const { of, takeCalls } = fakeAccounts();
  const { renderer, end } = of('new', 'old');
  expect(await renderer.submit(null as never)).toMatchObject({ projectId: 'p', account: 'new' });
  const polled = ['new', 'old', undefined, 'forgotten'].map((account) =>
    renderer.poll({ id: 'p', version: 'v1', ...(account && { account }) }),
  );
  expect((await Promise.all(polled)).at(-1)).toEqual({ kind: 'later', afterMs: null });
  end();
  const all = 'new is polled, new is released, old is polled, old is released';
  expect(takeCalls().sort().join(', ')).toBe(`${all}, the operator is polled`);
});

it.each([
  ['its own account', 'own', 1, ['all of own', 7, ['own is searched']]],
  ['an own account that another workspace uses, too', 'own', 2, ['all of own', 7, []]],
  ['the operator’s, by its key', 'operators', 1, ['public of the operator', null, []]],
  ['the operator’s', null, 1, ['public of the operator', null, []]],
])('a workspace with %s sees only its own data', async (_, jogg, users, expected) => {
  const { of, takeCalls } = fakeAccounts(users);
  const { catalogue, balance, findCandidate, unconfirmed } = of(jogg);
  const askedOf = jogg === 'own' ? jogg : null;
  await unconfirmed.add('v_1', 0, askedOf);
  expect(takeCalls()).toEqual([`${askedOf ?? 'the operator'} adds T1~v_1`]);
  expect(await findCandidate({ id: 'v_1', candidate: null, askedOf } as never)).toBe(null);
  expect([catalogue, balance.current(), takeCalls()]).toEqual(expected);
});

it('a video in doubt is searched at the account that got the request, also after a change of key', async () => {
  const { of, takeCalls } = fakeAccounts();
  const { findCandidate, renderer } = of('new', 'old');
  for (const askedOf of ['old', 'forgotten', null, renderer.account ?? ''])
    await findCandidate({ id: 'v_1', candidate: null, askedOf } as never);
  expect(takeCalls()).toEqual(['old is searched', 'new is searched']);
});

it('tenants share an account, which is built again after the last of them has left', async () => {
  const required = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', JOGG_API_KEY: 'key' };
  const places = { JOGG_API_URL: 'http://127.0.0.1:9', STATE_URL: 'memory:' };
  const shared = openShared({
    ...{ config: readConfig({ ...required, ...places }), log: createLog('silent') },
    ...{ open: openState, isMultiTenant: true, stopping: AbortSignal.abort() },
  });
  const accounts = createAccounts(shared, { wake: async () => {} });
  const acquire = () => accounts.acquire(own('a'));
  const [first, second] = [acquire(), acquire()];
  first.release();
  const third = acquire();
  for (const each of [second, third]) each.release();
  const next = acquire();
  next.release();
  await accounts.stop();
  await shared.state.close();
  const isShared = [second, third, next].map(({ parts }) => parts === first.parts);
  expect(isShared).toEqual([true, true, false]);
});
