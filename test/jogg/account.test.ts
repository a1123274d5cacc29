import { describe, expect, it } from 'vitest';
import { bothVersions } from './both-versions.ts';
import { no, ok, type Reply, reset, thrownBy } from './stand-in.ts';

describe('the account', () => {
  it('is only asked for a proof of the key over v1', async () => {
    const { v1, asked } = await bothVersions(ok({ total: 113, voices: [] }));

    expect(await v1.account()).toEqual({ name: null, quota: null });
    expect(asked()).toEqual([{ path: '/v1/voices', query: { page: '1', page_size: '1' } }]);
  });

  it('has a name and a quota over v2', async () => {
    const { v2 } = await bothVersions(
      ok({ email: 'a@example.com', username: '', remaining_quota: 12.5 }),
    );

    expect(await v2.account()).toEqual({ name: 'a@example.com', quota: 12.5 });
  });

  it.each([
    ['50000', no(50000)],
    ['18025', no(18025)],
    ['10105', no(10105, 401)],
    ['nothing', reset],
    ['words', ok({ remaining_quota: 'plenty' })],
  ] satisfies [string, Reply][])(
    'is proved although the quota is answered with %s',
    async (_, quota) => {
      const { v2 } = await bothVersions((response, seen, count) => {
        const whoami = ok({ email: 'a@example.com', username: 'ann' });
        (seen.path.endsWith('quota') ? quota : whoami)(response, seen, count);
      });

      expect(await v2.account()).toEqual({ name: 'ann', quota: null });
    },
  );

  it('its quota is asked for alone, and never where the version tells none', async () => {
    const { v1, v2, asked } = await bothVersions(ok({ remaining_quota: 3 }));

    expect([await v1.quota(), await v2.quota(), asked().map(({ path }) => path)]).toEqual([
      null,
      3,
      ['/v2/user/remaining_quota'],
    ]);
  });

  it.each(['v1', 'v2'] as const)('over %s tells that the key is bad', async (version) => {
    const jogg = await bothVersions(no(10105, 401));

    expect(await thrownBy(jogg[version].account())).toMatchObject({ code: 'key', joggCode: 10105 });
  });
});
