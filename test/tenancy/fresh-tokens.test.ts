import { expect, it, onTestFinished } from 'vitest';
import { createWithFreshToken } from '../../src/tenancy/fresh-tokens.ts';
import { createInstallerNotice } from '../../src/tenancy/installer-notice.ts';
import { onEachEngine } from '../store/engines.ts';
import { until } from '../support/until.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { type OAuthStandIn, oauthStandIn } from './oauth-stand-in.ts';
import { facts, HOUR, replicaOf } from './tenancy-stage.ts';

const RENEW = 'oauth.v2.access';
const TELL = 'chat.postMessage';
const noCanary = expect.not.stringContaining('canary');

onEachEngine('renewal', (share) => {
  /** An installation whose token has `leftMs` to live, as four replicas see it. */
  async function rotating(leftMs: number) {
    const shared = await share();
    const slack = await oauthStandIn({ rotates: true });
    const clock = createVirtualClock();
    const replicas = Array.from({ length: 4 }, () =>
      replicaOf({ state: shared.open(), slack, clock }),
    );
    // The virtual time passes while a real database answers.
    const ticking = setInterval(() => void clock.advance(50), 5);
    onTestFinished(() => clearInterval(ticking));
    const [first] = replicas;
    if (!first) throw new Error('no replica');
    await first.install(facts(slack.pair(), { expiresAt: clock.now() + leftMs }));
    const twice = [...replicas, ...replicas];
    const tokens = () =>
      Promise.all(twice.map(async (each) => (await each.installations.byScope('T1'))?.botToken));
    const told = () =>
      slack.calls.filter(({ method }) => method === TELL).map(({ form }) => form['channel']);
    const log = () => replicas.flatMap(({ lines }) => lines).join('\n');
    return { ...shared, slack, clock, first, replicas, twice, tokens, told, log };
  }
  const ofPair = (nth: number) => Array.from({ length: 8 }, () => `xoxb-canary-${nth}`);

  it('four replicas at once make one request; all have the new token, also who comes late', async () => {
    const { slack, tokens, first, log } = await rotating(HOUR);
    const before = await first.records.load('T1');
    expect([await tokens(), slack.count(RENEW), await tokens()]).toEqual([ofPair(2), 1, ofPair(2)]);
    const late = before && (await first.withFreshToken(before));
    expect([late?.renewals, slack.count(RENEW), log()]).toEqual([1, 1, noCanary]);
  });

  it('a new pair that the store does not take at first is not lost', async () => {
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

  it('a token with over two hours left is used as it is', async () => {
    const { slack, tokens } = await rotating(2 * HOUR + 600_000);
    expect([await tokens(), slack.count(RENEW)]).toEqual([ofPair(1), 0]);
  });

  it('one that was killed in its turn holds the others up for a minute', async () => {
    const { slack, first, replicas, pass } = await rotating(HOUR);
    await first.locks.tryAcquire('T1');
    const seen = [];
    for (const { installations } of replicas.slice(1, 3)) {
      seen.push((await installations.byScope('T1'))?.botToken);
      await pass(60_000);
    }
    expect([seen, slack.count(RENEW)]).toEqual([['xoxb-canary-1', 'xoxb-canary-2'], 1]);
  });

  type Troubles = Parameters<OAuthStandIn['trouble']>[1][];
  const error = (code: string): Troubles => [{ error: code }];
  /** Which token is used then, how often Slack was asked, and who is told. */
  it.each<[string, Troubles, [nth: number, asked: number, told?: string]]>([
    ['whose answer never was: asked again', ['unheard'], [2, 2]],
    ['whose answer was lost: the app must be installed again', ['lost'], [1, 2, 'U1']],
    ['that Slack refuses: the same', error('invalid_refresh_token'), [1, 1, 'U1']],
    ['that Slack does not answer: later', ['unheard', 'unheard'], [1, 2]],
    ['in doubt that Slack is then too busy for: later', ['lost', ...error('ratelimited')], [1, 2]],
    ['that Slack is too busy for: later', error('ratelimited'), [1, 1]],
    ['with a wrong client secret: later', error('bad_client_secret'), [1, 1]],
  ])('a renewal %s', async (_, troubles, expected) => {
    const { slack, first, told, log, replicas } = await rotating(HOUR);
    slack.trouble(RENEW, ...troubles);
    const seen = new Set<string | undefined>();
    for (const { installations } of [first, ...replicas])
      seen.add((await installations.byScope('T1'))?.botToken);
    const nth = [...seen].map((token) => Number(token?.at(-1)));
    expect([...nth, slack.count(RENEW), ...told()]).toEqual(expected);
    expect(log()).not.toContain('canary');
  });

  it('a lost answer, and then silence: its installer is told in time, and Slack asked on', async () => {
    const { slack, clock, first, replicas, told, pass } = await rotating(HOUR);
    const silent = (minutes: number) =>
      slack.trouble(RENEW, ...Array<'unheard'>(2 * minutes).fill('unheard'));
    slack.trouble(RENEW, 'lost', ...Array<'unheard'>(3).fill('unheard'));
    const request = { orgWide: false, enterprise: null, teams: ['T1'] };
    const used = async (minutes: number) => {
      silent(minutes);
      const found = [];
      for (let minute = 0; minute < minutes; minute += 1) {
        for (const { installations } of replicas)
          found.push(await installations.ofRequest(request));
        await pass(60_000);
        clock.jump(60_000);
      }
      return new Set(found.map((each) => each?.botToken ?? null));
    };
    const early = [await used(4), told()];
    const { renewalDoubted } = (await first.records.load('T1')) ?? {};
    slack.trouble(TELL, { error: 'ratelimited' });
    const late = [await used(12), told()];
    clock.jump(HOUR);
    const over = [await used(1), (await first.installations.byScope('T1'))?.botToken];
    await first.install(facts(slack.pair(), { expiresAt: clock.now() + 12 * HOUR }));
    const again = (await first.installations.ofRequest(request))?.botToken;
    expect({ early, since: renewalDoubted?.told, late, over, again }).toEqual({
      early: [new Set(['xoxb-canary-1']), []],
      since: false,
      // The first word was turned away, and said again.
      late: [new Set(['xoxb-canary-1']), ['U1', 'U1']],
      over: [new Set([null]), 'xoxb-canary-1'],
      again: expect.stringMatching(/^xoxb-canary-\d$/),
    });
  });

  it('a token that dies before its time is renewed by one request of all, for everything that ran into it', async () => {
    const { slack, twice, first, log } = await rotating(10 * HOUR);
    const renew = ({ renewExpired }: typeof first) => renewExpired('T1', 'xoxb-canary-1');
    const all = await Promise.all(twice.map(renew));
    const late = await renew(first);
    expect([all, late, slack.count(RENEW)]).toEqual([ofPair(2), 'xoxb-canary-2', 1]);
    expect(log()).not.toContain('canary');
  });

  it('one that was refused ends with its token: nobody has it any more', async () => {
    const { slack, clock, first, replicas, told } = await rotating(HOUR);
    slack.trouble(RENEW, { error: 'invalid_refresh_token' });
    const before = await first.installations.byScope('T1');
    const refused = await first.records.load('T1');
    for (const each of replicas) if (refused) await createInstallerNotice(each)(refused);
    expect(told()).toEqual(['U1']);
    clock.jump(HOUR + 1);
    const after = await first.installations.byScope('T1');
    expect([before?.botToken, after]).toEqual(['xoxb-canary-1', null]);
    await first.install(facts(slack.pair(), { expiresAt: clock.now() + 12 * HOUR }));
    expect((await first.installations.byScope('T1'))?.botToken).toBe('xoxb-canary-2');
  });
});
