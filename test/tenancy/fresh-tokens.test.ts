import { expect, it, onTestFinished } from 'vitest';
import { createWithFreshToken } from '../../src/tenancy/fresh-tokens.ts';
import { createInstallerNotice } from '../../src/tenancy/installer-notice.ts';
import { onEachEngine } from '../store/engines.ts';
import { until } from '../support/until.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { type FakeOAuth, startFakeOAuth } from './fake-oauth.ts';
import { HOUR, newInstallation, replicaOf } from './tenancy-stage.ts';

const RENEW = 'oauth.v2.access';
const POST_MESSAGE = 'chat.postMessage';
const noCanary = expect.not.stringContaining('canary');

onEachEngine('renewal', (share) => {
  /** An installation whose token expires in `leftMs`, shared by four replicas. */
  async function rotating(leftMs: number) {
    const shared = await share();
    const slack = await startFakeOAuth({ rotates: true });
    const clock = createVirtualClock();
    const replicas = [1, 2, 3, 4].map(() => replicaOf({ state: shared.open(), slack, clock }));
    // Virtual time passes while a real database answers.
    const ticking = setInterval(() => void clock.advance(50), 5);
    onTestFinished(() => clearInterval(ticking));
    const [first] = replicas;
    if (!first) throw new Error('no replica');
    await first.install(newInstallation(slack.pair(), { expiresAt: clock.now() + leftMs }));
    const twice = [...replicas, ...replicas];
    const tokens = () =>
      Promise.all(twice.map(async (each) => (await each.installations.byScope('T1'))?.botToken));
    const notifiedUsers = () =>
      slack.calls.flatMap(({ method, form }) => (method === POST_MESSAGE ? [form['channel']] : []));
    const log = () => replicas.flatMap(({ lines }) => lines).join('\n');
    return { ...shared, slack, clock, first, replicas, twice, tokens, notifiedUsers, log };
  }
  const ofPair = (nth: number) => Array.from({ length: 8 }, () => `xoxb-canary-${nth}`);

  it('four concurrent replicas make one request, and all callers get the new token, even late ones', async () => {
    const { slack, tokens, first, log } = await rotating(HOUR);
    const before = await first.records.load('T1');
    expect([await tokens(), slack.count(RENEW), await tokens()]).toEqual([ofPair(2), 1, ofPair(2)]);
    const late = before && (await first.withFreshToken(before));
    expect([late?.renewals, slack.count(RENEW), log()]).toEqual([1, 1, noCanary]);
  });

  it('a new token pair is not lost if the store fails at first', async () => {
    const { slack, first, log } = await rotating(HOUR);
    const { records } = first;
    let failures = 2;
    const revise: typeof records.revise = (...args) => {
      failures -= 1;
      return failures < 0 ? records.revise(...args) : Promise.reject(new Error('canary'));
    };
    const withFreshToken = createWithFreshToken({ ...first, records: { ...records, revise } });
    const before = await records.load('T1');
    if (before) await withFreshToken(before);
    await until(async () => (await records.load('T1'))?.renewals === 1);
    expect([slack.count(RENEW), log()]).toEqual([1, noCanary]);
  });

  it('a token that is valid for more than two hours is not renewed', async () => {
    const { slack, tokens } = await rotating(2 * HOUR + 600_000);
    expect([await tokens(), slack.count(RENEW)]).toEqual([ofPair(1), 0]);
  });

  it('a replica that is killed while it holds the lock blocks the others for a minute', async () => {
    const { slack, first, replicas, advance } = await rotating(HOUR);
    await first.locks.tryAcquire('T1');
    const results = [];
    for (const { installations } of replicas.slice(1, 3)) {
      results.push((await installations.byScope('T1'))?.botToken);
      await advance(60_000);
    }
    expect([results, slack.count(RENEW)]).toEqual([['xoxb-canary-1', 'xoxb-canary-2'], 1]);
  });

  type Faults = Parameters<FakeOAuth['failNext']>[1][];
  const error = (code: string): Faults => [{ error: code }];
  type Renewed = [token: number, requests: number, notifiedOrDoubt?: string];
  const DOUBT: Renewed = [1, 2, 'in doubt'];
  /** The token that is used afterwards, how often Slack was asked, and who is notified. */
  it.each<[string, Faults, Renewed]>([
    ['whose request never arrived is sent again', ['unheard'], [2, 2]],
    ['whose answer was lost needs a new installation', ['lost'], [1, 2, 'U1']],
    ['that Slack refuses needs a new installation', error('invalid_refresh_token'), [1, 1, 'U1']],
    ['that Slack never answers is tried later', ['unheard', 'unheard'], DOUBT],
    ['in doubt is tried later if Slack is too busy', ['lost', ...error('ratelimited')], DOUBT],
    ['that Slack is too busy for is tried later', error('ratelimited'), [1, 1]],
    ['with a wrong client secret is tried later', error('bad_client_secret'), [1, 1]],
  ])('a renewal %s', async (_, troubles, expected) => {
    const { slack, first, notifiedUsers, log, replicas } = await rotating(HOUR);
    slack.failNext(RENEW, ...troubles);
    const results = new Set<string | undefined>();
    for (const { installations } of [first, ...replicas])
      results.add((await installations.byScope('T1'))?.botToken);
    const nth = [...results].map((token) => Number(token?.at(-1)));
    const { renewalDoubted } = (await first.records.load('T1')) ?? {};
    const rest = [...notifiedUsers(), ...(renewalDoubted ? ['in doubt'] : [])];
    expect([...nth, slack.count(RENEW), ...rest]).toEqual(expected);
    expect(log()).not.toContain('canary');
  });

  it('after a lost answer and silence the installer is notified in time, and Slack is asked again', async () => {
    const { slack, clock, first, replicas, notifiedUsers, advance } = await rotating(HOUR);
    const unheard = (count: number) => Array<'unheard'>(count).fill('unheard');
    slack.failNext(RENEW, 'lost', ...unheard(3));
    const request = { orgWide: false, enterprise: null, teams: ['T1'] };
    const used = async (minutes: number) => {
      slack.failNext(RENEW, ...unheard(2 * minutes));
      const found = [];
      for (let minute = 0; minute < minutes; minute += 1) {
        for (const { installations } of replicas)
          found.push(await installations.ofRequest(request));
        await advance(60_000);
        clock.jump(60_000);
      }
      return new Set(found.map((each) => each?.botToken ?? null));
    };
    const early = [await used(4), notifiedUsers()];
    const { renewalDoubted } = (await first.records.load('T1')) ?? {};
    slack.failNext(POST_MESSAGE, { error: 'ratelimited' });
    const late = [await used(12), notifiedUsers()];
    clock.jump(HOUR);
    const over = [await used(1), (await first.installations.byScope('T1'))?.botToken];
    await first.install(newInstallation(slack.pair(), { expiresAt: clock.now() + 12 * HOUR }));
    const again = (await first.installations.ofRequest(request))?.botToken;
    expect({ early, since: renewalDoubted?.told, late, over, again }).toEqual({
      early: [new Set(['xoxb-canary-1']), []],
      since: false,
      // Slack rejected the first message, and it was sent again.
      late: [new Set(['xoxb-canary-1']), ['U1', 'U1']],
      over: [new Set([null]), 'xoxb-canary-1'],
      again: expect.stringMatching(/^xoxb-canary-\d$/),
    });
  });

  it('a token that expires early is renewed by one request for all callers', async () => {
    const { slack, twice, first, log } = await rotating(10 * HOUR);
    const renew = ({ renewExpired }: typeof first) => renewExpired('T1', 'xoxb-canary-1');
    const all = await Promise.all(twice.map(renew));
    const late = await renew(first);
    expect([all, late, slack.count(RENEW)]).toEqual([ofPair(2), 'xoxb-canary-2', 1]);
    expect(log()).not.toContain('canary');
  });

  it('an installation whose renewal was refused ends when its token expires', async () => {
    const { slack, clock, first, replicas, notifiedUsers } = await rotating(HOUR);
    slack.failNext(RENEW, { error: 'invalid_refresh_token' });
    const before = await first.installations.byScope('T1');
    const record = await first.records.load('T1');
    for (const each of replicas) if (record) await createInstallerNotice(each)(record);
    expect(notifiedUsers()).toEqual(['U1']);
    clock.jump(HOUR + 1);
    const after = await first.installations.byScope('T1');
    expect([before?.botToken, after]).toEqual(['xoxb-canary-1', null]);
    await first.install(newInstallation(slack.pair(), { expiresAt: clock.now() + 12 * HOUR }));
    expect((await first.installations.byScope('T1'))?.botToken).toBe('xoxb-canary-2');
  });
});
