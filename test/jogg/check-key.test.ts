import { expect, it } from 'vitest';
import { createCheckKey } from '../../src/jogg/check-key.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { DIRECT } from '../../src/lib/network/proxies.ts';
import { failWith, ok, type Reply, raw, reset, startJogg } from './fake-server.ts';
import { VERSIONS } from './ports.ts';

const silent: Reply = () => undefined;
const accepted = ok({ username: 'ann', voices: [], total: 1 });
const withoutBalance: Reply = (...of) =>
  (of[1].path.endsWith('quota') ? failWith(50000) : accepted)(...of);
it.each<[string, Reply, string]>([
  ['accepted', accepted, 'good'],
  ['accepted, but whose balance is not told', withoutBalance, 'good'],
  ['valid for an account without API access', failWith(18025), 'good'],
  ['rejected', failWith(10105, 401), 'refused'],
  ['not checked because of the rate limit', failWith(50000, 429), 'unanswered'],
  ['answered by a proxy', raw('<html>', 502), 'unanswered'],
  ['not answered', reset, 'unanswered'],
  ['answered too late', silent, 'unanswered'],
])('the check of a key that is %s has the right result', async (_, reply, expected) => {
  let end = Promise.withResolvers<void>();
  const { url: apiUrl, requests } = await startJogg((...of) => {
    if (reply === silent) end.resolve();
    reply(...of);
  });
  // Retry delays take no time. Only a request without an answer reaches the timeout.
  const sleep = async (ms: number) => (ms < 2_000 ? undefined : end.promise);
  const lines: unknown[] = [];
  for (const version of VERSIONS) {
    end = Promise.withResolvers();
    const check = createCheckKey({
      ...{ apiUrl, version, random: () => 0.5, proxies: DIRECT, clock: { ...systemClock, sleep } },
      logEvent: (...line) => void lines.push(line),
    });
    expect(await check('canary-key')).toBe(expected);
  }
  expect(requests.every(({ headers }) => headers['x-api-key'] === 'canary-key')).toBe(true);
  expect(JSON.stringify(lines)).not.toContain('canary');
});
