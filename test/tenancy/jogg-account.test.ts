import { expect, it } from 'vitest';
import { keyIdOf } from '../../src/jogg/http/key-id.ts';
import { createJoggAccount, type KeyCheck } from '../../src/tenancy/jogg-account.ts';
import { createStage, HOUR, newInstallation } from './tenancy-stage.ts';

const [FIRST, SECOND] = ['canary-key-first', 'canary-key-second'];

/** The account of workspace T1 in a real state. `check` is Jogg's verdict on every key. */
async function createWorkspace(check: KeyCheck = 'good') {
  const replica = await createStage();
  await replica.install(newInstallation(replica.slack.pair()));
  const tokenBytes = [1, 2, 3, 4];
  const account = createJoggAccount('T1', {
    ...{ ...replica, check: async () => check, keyIdOf },
    randomBytes: (count) => Buffer.alloc(count, tokenBytes.shift()),
  });
  /** The values that a tenant is built from: its revision, the current key and the former keys. */
  const openedKeys = async () => {
    const { revision, jogg, formerJogg = [] } = (await replica.installations.byScope('T1')) ?? {};
    return [revision, jogg?.apiKey ?? null, ...formerJogg.map(({ apiKey }) => apiKey)];
  };
  return { ...replica, account, openedKeys };
}

it('a workspace’s own key is stored sealed, and the key before it is kept for its videos', async () => {
  const { account, openedKeys, clock, records, install, slack } = await createWorkspace();
  const results: unknown[] = [await account.own(), await openedKeys()];
  for (const key of [FIRST, FIRST, SECOND]) {
    await account.set(key);
    results.push(await openedKeys());
    expect(JSON.stringify(await records.load('T1'))).not.toMatch(/canary-key/);
  }
  await install(newInstallation(slack.pair()));
  results.push(await openedKeys());
  await account.remove();
  results.push(await openedKeys(), await account.own());
  await clock.advance(48 * HOUR + 1);
  await account.set(FIRST);
  results.push(await openedKeys(), await account.own());
  expect(results).toEqual([
    ...[null, ['1.1', null], ['1.2', FIRST], ['1.2', FIRST], ['1.3', SECOND, FIRST]],
    ...[['2.4', SECOND, FIRST], ['2.5', null, SECOND, FIRST], null],
    ...[['2.6', FIRST], { last4: 'irst' }],
  ]);
});

it('each account has one webhook token, which leads to its workspace while the account is kept', async () => {
  const { account, installations, records, state, erasure } = await createWorkspace();
  for (const key of [FIRST, SECOND, FIRST, FIRST]) await account.set(key);
  const record = await records.load('T1');
  const tokens = [record?.jogg, ...(record?.formerJogg ?? [])].map((each) => each?.webhookToken);
  expect(tokens).toEqual([1, 2].map((nth) => Buffer.alloc(16, nth).toString('base64url')));
  const found = [...tokens, 'x'].map((each) => installations.byWebhookToken(each ?? ''));
  expect((await Promise.all(found)).map((each) => each?.id)).toEqual(['T1', 'T1', undefined]);
  const linkCount = async () => (await state.copy.counts()).records.get('webhook-token');
  expect([await linkCount(), await erasure.erase('T1'), await linkCount()]).toEqual([
    ...[2, expect.anything(), undefined],
  ]);
});

it.each(['refused', 'unanswered'] as const)('a key that is %s changes nothing', async (check) => {
  const { account, openedKeys } = await createWorkspace(check);
  const answered = await account.set(FIRST);
  expect([answered, await openedKeys()]).toEqual([check, ['1.1', null]]);
});

it('a former key is erased with its webhook token and its account’s data, unless another workspace uses it', async () => {
  const replica = await createWorkspace();
  const { account, records, state, clock, erasure, usersOf } = replica;
  await replica.install(newInstallation(replica.slack.pair(), { team: { id: 'T2', name: null } }));
  const check = async () => 'good' as const;
  await createJoggAccount('T2', { ...replica, check, keyIdOf }).set(SECOND);
  const catalogues = state.keyvFor('catalogue');
  for (const key of [FIRST, SECOND]) {
    await account.set(key);
    await catalogues.set(`jogg-${keyIdOf(key)}~own`, 'an own avatar');
  }
  await account.remove();
  const [former] = (await records.load('T1'))?.formerJogg ?? [];
  const eraseAndRead = async () => {
    const record = await records.load('T1');
    if (record) await erasure.eraseFormerAccounts(record);
    const entries = [FIRST, SECOND].map((key) => catalogues.get(`jogg-${keyIdOf(key)}~own`));
    const linkedTo = await records.byWebhookToken(former?.webhookToken ?? '');
    return [...(await Promise.all(entries)), linkedTo, await usersOf(keyIdOf(SECOND)).isShared()];
  };
  const early = await eraseAndRead();
  await clock.advance(48 * HOUR + 1);
  expect([early, await eraseAndRead(), (await records.load('T1'))?.formerJogg]).toEqual([
    ['an own avatar', 'an own avatar', 'T1', true],
    [undefined, 'an own avatar', null, false],
    [],
  ]);
});

it('an erasure that fails halfway is finished by the next one', async () => {
  const { account, state, erasure, records } = await createWorkspace();
  await account.set(FIRST);
  const { erase } = state;
  const fails: typeof erase = (scope, own) =>
    scope === 'T1' ? erase(scope, own) : Promise.reject(new Error('the disk is full'));
  Object.assign(state, { erase: fails });
  await expect(erasure.erase('T1')).rejects.toThrow('is full');
  Object.assign(state, { erase });
  expect([await erasure.erase('T1'), await records.list()]).toEqual([expect.anything(), []]);
});
