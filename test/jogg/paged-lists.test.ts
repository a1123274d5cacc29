import { describe, expect, it } from 'vitest';
import { portsBefore, thrownBy, VERSIONS } from './ports.ts';
import { no, ok } from './stand-in.ts';

const voices = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => ({ voice_id: `v${from + at}` }));
/** The page of 250 voices at `size` a page. */
const paged = (page: number, size = 100) => voices((page - 1) * size, Math.min(250, page * size));
/** The page whose last ten are the first ten of the next. */
const overlapping = (page: number) => voices((page - 1) * 90, Math.min(250, page * 90 + 10));

describe('a paged list', () => {
  it.each<[string, (page: number) => unknown, requests: number, found: number]>([
    ['pages, and tells the total', (p) => ({ total: 250, voices: paged(p) }), 3, 250],
    ['tells whether there is more', (p) => ({ has_more: p < 3, voices: paged(p) }), 3, 250],
    ['pages, and tells nothing', (p) => ({ voices: paged(p) }), 4, 250],
    ['has null past the end', (p) => ({ total: 999, voices: p > 3 ? null : paged(p) }), 4, 250],
    ['gives half of what was asked', (p) => ({ total: 250, voices: paged(p, 50) }), 5, 250],
    ['counts the page alone', (p) => ({ total: paged(p).length, voices: paged(p) }), 3, 250],
    ['ignores paging', () => ({ total: 250, voices: voices(0, 250) }), 1, 250],
    ['says more after all', () => ({ has_more: true, voices: voices(0, 250) }), 1, 250],
    ['ignores paging and is short', () => ({ voices: voices(0, 30) }), 2, 30],
    ['repeats a page', () => ({ total: 250, has_more: true, voices: voices(0, 100) }), 2, 100],
    ['overlaps its pages', (p) => ({ total: 250, voices: overlapping(p) }), 3, 250],
    ['gives more than was asked', (p) => ({ total: 250, voices: paged(p, 120) }), 3, 250],
    ['answers the list itself', () => voices(0, 250), 1, 250],
    ['has none', () => ({ total: 0, voices: [] }), 1, 0],
  ])('of a server that %s is read to its end', async (_, answer, pages, found) => {
    for (const version of VERSIONS) {
      const { adapters, asked } = await portsBefore((response, seen, nth) =>
        ok(answer(Number(seen.query['page'])))(response, seen, nth),
      );
      const ids = (await adapters[version].publicVoices()).map(({ id }) => id);
      expect(ids).toEqual(voices(0, found).map((each) => each.voice_id));
      const all = Array.from({ length: pages }, (_, at) => String(at + 1));
      expect(asked().map(({ query }) => query['page'])).toEqual(all);
    }
  });

  /** 100 voices and avatars a page; from the page `from` on Jogg refuses. */
  const refusing = (from: number, refusal: ReturnType<typeof no>) =>
    portsBefore((response, seen, nth) => {
      const page = Number(seen.query['page']);
      const list = voices(page * 100, page * 100 + 100);
      const avatars = list.map((_, at) => ({ id: page * 1000 + at }));
      (page >= from ? refusal : ok({ voices: list, avatars }))(response, seen, nth);
    });

  it.each([
    ['10104', no(10104)],
    ['10104 under a 404', no(10104, 404)],
    ['40000', no(40000, 400)],
  ])('of a server that has %s past its last page is read to its end', async (_, past) => {
    const { adapters } = await refusing(3, past);
    expect(await adapters.v1.publicVoices()).toHaveLength(200);
    expect(await adapters.v2.publicVoices()).toHaveLength(200);
    expect(await adapters.v2.publicAvatars()).toHaveLength(200);
  });

  it.each([
    [10104, 1, 'not_found'],
    [40000, 1, 'parameter'],
    [18025, 2, 'permission'],
    [50000, 2, 'jogg'],
  ])('is not half there where %i stands in its way on page %i', async (refusal, from, code) => {
    const { adapters } = await refusing(from, no(refusal));
    expect(await thrownBy(adapters.v2.publicVoices())).toMatchObject({ code });
  });

  it('that never ends is cut after 100 pages, and that is noted', async () => {
    const { adapters, notes } = await portsBefore((response, seen, nth) =>
      ok({ voices: voices(nth, nth + 1) })(response, seen, nth),
    );
    expect(await adapters.v1.publicVoices()).toHaveLength(100);
    expect(notes).toEqual([{ event: 'jogg_list_endless', fields: { pages: 100, items: 100 } }]);
  });
});
