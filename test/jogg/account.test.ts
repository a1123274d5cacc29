import { describe, expect, it } from 'vitest';
import { portsBefore, thrownBy, VERSIONS, type Version } from './ports.ts';
import { no, ok, type Reply, raw, reset } from './stand-in.ts';

const ANN = ok({ email: 'a@example.com', username: 'ann' });

describe('the account', () => {
  it('proves the key by one small question over v1, and has no name', async () => {
    const { adapters, asked } = await portsBefore(ok({ total: 113, voices: [] }));
    expect(await adapters.v1.account()).toEqual({ name: null, quota: null });
    expect(asked()).toEqual([{ path: '/v1/voices', query: { page: '1', page_size: '1' } }]);
  });

  it('has a name and a quota over v2', async () => {
    const facts = { email: 'a@example.com', username: '', remaining_quota: 12.5 };
    const { adapters } = await portsBefore(ok(facts));
    expect(await adapters.v2.account()).toEqual({ name: 'a@example.com', quota: 12.5 });
  });

  it.each<[string, Reply]>([
    ['50000', no(50000)],
    ['18025', no(18025)],
    ['10105', no(10105, 401)],
    ['nothing', reset],
    ['words', ok({ remaining_quota: 'plenty' })],
  ])('is proved although the quota is answered with %s', async (_, quota) => {
    const { adapters } = await portsBefore((response, seen, count) =>
      (seen.path.endsWith('quota') ? quota : ANN)(response, seen, count),
    );
    expect(await adapters.v2.account()).toEqual({ name: 'ann', quota: null });
  });

  it('has a quota that is asked for alone, and never where the version tells none', async () => {
    const { adapters, requests } = await portsBefore(ok({ remaining_quota: 3 }));
    expect([await adapters.v1.quota(), await adapters.v2.quota()]).toEqual([null, 3]);
    expect(requests.map(({ path }) => path)).toEqual(['/v2/user/remaining_quota']);
  });

  it.each(VERSIONS)('over %s tells that the key is bad', async (version) => {
    const { adapters } = await portsBefore(no(10105, 401));
    expect(await thrownBy(adapters[version].account())).toMatchObject({ code: 'key' });
  });
});

describe('a project that nobody waits for', () => {
  const project = ok({ title: 'Launch', status: 'processing', created_at: 1_790_000_000 });
  const paths = { v1: /^\/v1\/project$/, v2: /^\/v2\/avatar_video\// };
  const NOT_IDENTIFIED = ['jogg_project_not_identified'];

  it.each<[Version, Version | null, Reply, Version | null, string[], string[]]>([
    ['v1', 'v1', no(10104), 'v1', [], ['v1']],
    ['v2', 'v2', no(10104), 'v2', [], ['v2']],
    ['v2', 'v1', no(10104), 'v1', [], ['v2', 'v1']],
    ['v1', 'v2', no(10104), 'v2', [], ['v1', 'v2']],
    ['v2', 'v1', no(40000), 'v1', [], ['v2', 'v1']],
    ['v1', 'v2', no(40000), 'v2', [], ['v1', 'v2']],
    ['v2', null, no(10104), null, NOT_IDENTIFIED, ['v2', 'v1']],
    // Jogg is down, so the other version is not asked.
    ['v2', 'v1', raw('', 503), null, NOT_IDENTIFIED, ['v2']],
  ])('is asked for over %s, begun over %s: %#', async (current, begun, otherwise, ...row) => {
    const { identify, requests, notes } = await portsBefore((response, seen, count) => {
      const isKnown = begun !== null && paths[begun].test(seen.path);
      (isKnown ? project : otherwise)(response, seen, count);
    });
    const [found, noted, asked] = row;
    expect([
      await identify(current)('p1'),
      notes.map(({ event }) => event),
      requests.map(({ path }) => path.slice(1, 3)),
    ]).toEqual([
      found && { version: found, title: 'Launch', createdAt: 1_790_000_000_000 },
      noted,
      asked,
    ]);
  });
});
