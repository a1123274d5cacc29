import { describe, expect, it } from 'vitest';
import { bothVersions } from './both-versions.ts';
import { no, ok, thrownBy } from './stand-in.ts';

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

  it.each(['v1', 'v2'] as const)('over %s tells that the key is bad', async (version) => {
    const jogg = await bothVersions(no(10105, 401));

    expect(await thrownBy(jogg[version].account())).toMatchObject({ code: 'key', joggCode: 10105 });
  });
});
