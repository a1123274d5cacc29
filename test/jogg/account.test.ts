import { describe, expect, it } from 'vitest';
import { createCheckKey } from '../../src/jogg/check-key.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { DIRECT } from '../../src/lib/proxies.ts';
import { portsBefore, VERSIONS, type Version } from './ports.ts';
import { no, ok, type Reply, raw, reset, startJogg } from './stand-in.ts';

const ANN = { email: 'a@example.com', username: 'ann' };
const NOBODY = { name: null, quota: null };

describe('the account', () => {
  it('proves the key by one small question over v1, and has no name', async () => {
    const { adapters, asked } = await portsBefore(ok({ total: 113, voices: [] }));
    expect([await adapters.v1.account(), await adapters.v1.quota()]).toEqual([NOBODY, null]);
    expect(asked()).toEqual([{ path: '/v1/voices', query: { page: '1', page_size: '1' } }]);
  });

  it.each<[string, object, Reply, number | null]>([
    ['a number', { email: 'ann', username: '' }, ok({ remaining_quota: 12.5 }), 12.5],
    ['18025', ANN, no(18025), null],
    ['nothing', ANN, reset, null],
    ['words', ANN, ok({ remaining_quota: 'plenty' }), null],
  ])('has a name over v2, though the quota is answered with %s', async (_, facts, reply, quota) => {
    const { adapters } = await portsBefore((response, seen, count) =>
      (seen.path.endsWith('quota') ? reply : ok(facts))(response, seen, count),
    );
    expect(await adapters.v2.account()).toEqual({ name: 'ann', quota });
    if (quota !== null) expect(await adapters.v2.quota()).toEqual(quota);
  });
});

describe('a project that nobody waits for', () => {
  const project = ok({ title: 'Launch', status: 'processing', created_at: 1_790_000_000 });
  const paths = { v1: /^\/v1\/project$/, v2: /^\/v2\/avatar_video\// };

  /** The version in use, the one it was begun over, what the other answers, which are asked. */
  it.each<[Version, Version | null, Reply, isFound: boolean, asked: string[]]>([
    ['v1', 'v1', no(10104), true, ['v1']],
    ['v2', 'v2', no(10104), true, ['v2']],
    ['v2', 'v1', no(10104), true, ['v2', 'v1']],
    ['v1', 'v2', no(10104), true, ['v1', 'v2']],
    ['v1', 'v2', no(40000), true, ['v1', 'v2']],
    ['v2', null, no(10104), false, ['v2', 'v1']],
    // Jogg is down, so the other version is not asked.
    ['v2', 'v1', raw('', 503), false, ['v2']],
  ])('is asked for over %s, begun over %s: %#', async (current, begun, otherwise, ...row) => {
    const [isFound, asked] = row;
    const { identify, requests, notes } = await portsBefore((response, seen, count) => {
      const isKnown = begun !== null && paths[begun].test(seen.path);
      (isKnown ? project : otherwise)(response, seen, count);
    });
    const found = { version: begun, title: 'Launch', createdAt: 1_790_000_000_000 };
    expect(await identify(current)('p1')).toEqual(isFound ? found : null);
    expect(notes.map(({ event }) => event)).toEqual(isFound ? [] : ['jogg_project_not_identified']);
    expect(requests.map(({ path }) => path.slice(1, 3))).toEqual(asked);
  });
});

const silent: Reply = () => undefined;
it.each<[string, Reply, string]>([
  ['accepted', ok({ username: 'ann', voices: [], total: 1 }), 'good'],
  ['of an account that may do nothing', no(18025), 'good'],
  ['refused', no(10105, 401), 'refused'],
  ['one that Jogg asks to come later with', no(50000, 429), 'unanswered'],
  ['answered by something else', raw('<html>', 502), 'unanswered'],
  ['not answered', reset, 'unanswered'],
  ['answered too late', silent, 'unanswered'],
])('a key that is %s', async (_, reply, is) => {
  let end = Promise.withResolvers<void>();
  const { url: apiUrl, requests } = await startJogg((...of) => {
    if (reply === silent) end.resolve();
    reply(...of);
  });
  // Pauses take no time; only a request that nobody answers runs into its end.
  const sleep = async (ms: number) => (ms < 2_000 ? undefined : end.promise);
  const lines: unknown[] = [];
  for (const version of VERSIONS) {
    end = Promise.withResolvers();
    const check = createCheckKey({
      ...{ apiUrl, version, random: () => 0.5, proxies: DIRECT, clock: { ...systemClock, sleep } },
      logEvent: (...line) => void lines.push(line),
    });
    expect(await check('canary-key')).toBe(is);
  }
  expect(requests.every(({ headers }) => headers['x-api-key'] === 'canary-key')).toBe(true);
  expect(JSON.stringify(lines)).not.toContain('canary');
});
