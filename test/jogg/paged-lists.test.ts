import { describe, expect, it } from 'vitest';
import { bothVersions } from './both-versions.ts';
import { no, ok, thrownBy } from './stand-in.ts';

describe('a paged list', () => {
  const voice = (at: number) => ({ voice_id: `v${at}`, name: `v${at}` });
  const voices = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => voice(from + at));

  /** How a server may page 250 voices, how many requests that takes, and what is found. */
  const servers: [string, (page: number) => unknown, number, number][] = [
    [
      'pages, and tells the total',
      (p) => ({ total: 250, voices: voices((p - 1) * 100, Math.min(250, p * 100)) }),
      3,
      250,
    ],
    [
      'pages, and tells whether there is more',
      (p) => ({ has_more: p < 3, voices: voices((p - 1) * 100, Math.min(250, p * 100)) }),
      3,
      250,
    ],
    [
      'pages, and tells nothing',
      (p) => ({ voices: voices((p - 1) * 100, Math.max((p - 1) * 100, Math.min(250, p * 100))) }),
      4,
      250,
    ],
    [
      'has null past the last page',
      (p) => ({ total: 999, voices: p > 3 ? null : voices((p - 1) * 100, Math.min(250, p * 100)) }),
      4,
      250,
    ],
    [
      'gives fewer on a page than asked for',
      (p) => ({ total: 250, voices: voices((p - 1) * 50, Math.min(250, p * 50)) }),
      5,
      250,
    ],
    [
      "gives a page's count for the total",
      (p) => {
        const page = voices((p - 1) * 100, Math.min(250, p * 100));
        return { total: page.length, voices: page };
      },
      3,
      250,
    ],
    ['ignores paging and gives all', () => ({ total: 250, voices: voices(0, 250) }), 1, 250],
    [
      'ignores paging and says that there is more',
      () => ({ has_more: true, voices: voices(0, 250) }),
      1,
      250,
    ],
    ['ignores paging and is short', () => ({ voices: voices(0, 30) }), 2, 30],
    [
      'repeats its first page',
      () => ({ total: 250, has_more: true, voices: voices(0, 100) }),
      2,
      100,
    ],
    [
      'overlaps its pages',
      (p) => ({ total: 250, voices: voices((p - 1) * 90, Math.min(250, (p - 1) * 90 + 100)) }),
      3,
      250,
    ],
    [
      'gives more on a page than asked for',
      (p) => ({ total: 250, voices: voices((p - 1) * 120, Math.min(250, p * 120)) }),
      3,
      250,
    ],
    ['answers the list itself', () => voices(0, 250), 1, 250],
    ['has none', () => ({ total: 0, voices: [] }), 1, 0],
  ];

  it.each(servers)('of a server that %s is read to its end', async (_, page, requests, count) => {
    for (const version of ['v1', 'v2'] as const) {
      const jogg = await bothVersions((response, seen, nth) =>
        ok(page(Number(seen.query['page'])))(response, seen, nth),
      );

      const found = await jogg[version].publicVoices({});

      expect(found.map(({ id }) => id)).toEqual(voices(0, count).map((each) => each.voice_id));
      expect(jogg.asked().map(({ query }) => query['page'])).toEqual(
        Array.from({ length: requests }, (_, at) => String(at + 1)),
      );
    }
  });

  it.each([
    ['10104', no(10104)],
    ['10104 under a 404', no(10104, 404)],
    ['40000', no(40000, 400)],
  ])('of a server that has %s past its last page is read to its end', async (_, past) => {
    for (const version of ['v1', 'v2'] as const) {
      const jogg = await bothVersions((response, seen, nth) => {
        const page = Number(seen.query['page']);
        const avatars = Array.from({ length: 100 }, (__, at) => ({ id: page * 1000 + at }));
        const lists = { voices: voices(page * 100, page * 100 + 100), avatars };
        (page > 2 ? past : ok(lists))(response, seen, nth);
      });

      expect(await jogg[version].publicVoices({})).toHaveLength(200);
      expect(await jogg.v2.publicAvatars({})).toHaveLength(200);
    }
  });

  it.each([
    ['10104', 1, no(10104), 'not_found'],
    ['40000', 1, no(40000), 'parameter'],
    ['18025', 2, no(18025), 'permission'],
    ['50000', 2, no(50000), 'jogg'],
  ])('is not half there where %s stands in its way on page %i', async (_, from, refusal, code) => {
    const { v2 } = await bothVersions((response, seen, nth) =>
      (Number(seen.query['page']) >= from ? refusal : ok({ voices: voices(0, 100) }))(
        response,
        seen,
        nth,
      ),
    );

    expect(await thrownBy(v2.publicVoices({}))).toMatchObject({ code });
  });

  it('that never ends is cut after 100 pages, and that is noted', async () => {
    const { v1, notes } = await bothVersions((response, seen, nth) =>
      ok({ voices: [voice(nth)] })(response, seen, nth),
    );

    expect(await v1.publicVoices({})).toHaveLength(100);
    expect(notes).toEqual([{ event: 'jogg_list_endless', fields: { pages: 100, items: 100 } }]);
  });
});
