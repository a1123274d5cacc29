import { expect, it } from 'vitest';
import { keyIdOf } from '../../src/jogg/http/key-id.ts';
import { createJoggAccount, type KeyCheck } from '../../src/tenancy/jogg-account.ts';
import { alone, facts, HOUR } from './tenancy-stage.ts';

const [FIRST, SECOND] = ['canary-key-first', 'canary-key-second'];

/** The account of workspace T1 in a real state; `check` is what Jogg says of every key. */
async function world(check: KeyCheck = 'good') {
  const replica = await alone();
  await replica.install(facts(replica.slack.pair()));
  const nths = [1, 2, 3, 4];
  const account = createJoggAccount('T1', {
    ...{ ...replica, check: async () => check, keyIdOf },
    randomBytes: (count) => Buffer.alloc(count, nths.shift()),
  });
  /** What a tenant is built from: its revision, the key in use and the former ones. */
  const opened = async () => {
    const { revision, jogg, formerJogg = [] } = (await replica.installations.byScope('T1')) ?? {};
    return [revision, jogg?.apiKey ?? null, ...formerJogg.map(({ apiKey }) => apiKey)];
  };
  return { ...replica, account, opened };
}

it('a key becomes the workspace’s own, sealed, and the one before it stays for its videos', async () => {
  const { account, opened, clock, records } = await world();
  const seen: unknown[] = [await account.own(), await opened()];
  for (const key of [FIRST, FIRST, SECOND]) {
    await account.set(key);
    seen.push(await opened());
    expect(JSON.stringify(await records.load('T1'))).not.toMatch(/canary-key/);
  }
  await account.remove();
  seen.push(await opened(), await account.own());
  await clock.advance(48 * HOUR + 1);
  await account.set(FIRST);
  seen.push(await opened(), await account.own());
  expect(seen).toEqual([
    ...[null, ['1.1', null], ['1.2', FIRST], ['1.2', FIRST], ['1.3', SECOND, FIRST]],
    ...[['1.4', null, SECOND, FIRST], null, ['1.5', FIRST], { last4: 'irst' }],
  ]);
});

it('each account has one address, which leads to its workspace as long as it counts', async () => {
  const { account, installations, records, state } = await world();
  for (const key of [FIRST, SECOND, FIRST, FIRST]) await account.set(key);
  const record = await records.load('T1');
  const tokens = [record?.jogg, ...(record?.formerJogg ?? [])].map((each) => each?.webhookToken);
  expect(tokens).toEqual([1, 2].map((nth) => Buffer.alloc(16, nth).toString('base64url')));
  const found = [...tokens, 'x'].map((each) => installations.byWebhookToken(each ?? ''));
  expect((await Promise.all(found)).map((each) => each?.id)).toEqual(['T1', 'T1', undefined]);
  const links = await state.copy.readRecords({ namespace: 'webhook-token', key: '' }, 9);
  expect(links.filter(({ namespace }) => namespace === 'webhook-token')).toHaveLength(2);
});

it.each(['refused', 'unanswered'] as const)('a key that is %s changes nothing', async (check) => {
  const { account, opened } = await world(check);
  const answered = await account.set(FIRST);
  expect([answered, await opened()]).toEqual([check, ['1.1', null]]);
});

it('with a former key its address and what is kept of its account are erased, unless another uses it', async () => {
  const replica = await world();
  const { account, records, state, clock, erasure, usersOf } = replica;
  await replica.install(facts(replica.slack.pair(), { team: { id: 'T2', name: null } }));
  const check = async () => 'good' as const;
  await createJoggAccount('T2', { ...replica, check, keyIdOf }).set(SECOND);
  const kept = state.keyvFor('catalogue');
  for (const key of [FIRST, SECOND]) {
    await account.set(key);
    await kept.set(`jogg-${keyIdOf(key)}~own`, 'an own avatar');
  }
  await account.remove();
  const [former] = (await records.load('T1'))?.formerJogg ?? [];
  const seen = async () => {
    const record = await records.load('T1');
    if (record) await erasure.eraseFormerAccounts(record);
    const left = [FIRST, SECOND].map((key) => kept.get(`jogg-${keyIdOf(key)}~own`));
    const leads = await records.byWebhookToken(former?.webhookToken ?? '');
    return [...(await Promise.all(left)), leads, await usersOf(keyIdOf(SECOND)).isShared()];
  };
  const early = await seen();
  await clock.advance(48 * HOUR + 1);
  expect([early, await seen(), (await records.load('T1'))?.formerJogg]).toEqual([
    ['an own avatar', 'an own avatar', 'T1', true],
    [undefined, 'an own avatar', null, false],
    [],
  ]);
});
