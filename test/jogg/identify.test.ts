import { describe, expect, it } from 'vitest';
import { createIdentify } from '../../src/jogg/identify.ts';
import { bothVersions } from './both-versions.ts';
import { no, ok, type Reply, raw } from './stand-in.ts';

const knows = { v1: /^\/v1\/project$/, v2: /^\/v2\/avatar_video\// };
const project = ok({ title: 'Launch', status: 'processing', created_at: 1_790_000_000 });
const facts = { title: 'Launch', createdAt: 1_790_000_000_000 };

/** A Jogg that knows the project over one version only; the other answers `otherwise`. */
async function identified(current: 'v1' | 'v2', begun: 'v1' | 'v2' | null, otherwise: Reply) {
  const { v1, v2, asked, notes } = await bothVersions((response, seen, count) => {
    const known = begun !== null && knows[begun].test(seen.path);
    (known ? project : otherwise)(response, seen, count);
  });
  const noted: string[] = [];
  const identify = createIdentify({
    adapters: { v1, v2 },
    version: current,
    logEvent: (event) => noted.push(event),
  });
  const found = await identify('p1');
  return { found, noted, paths: asked().map(({ path }) => path.slice(1, 3)), notes };
}

describe('a project that nobody waits for', () => {
  it.each(['v1', 'v2'] as const)(
    'is found over %s, the version in use, at once',
    async (version) => {
      const { found, noted, paths } = await identified(version, version, no(10104));
      expect([found, noted, paths]).toEqual([{ version, ...facts }, [], [version]]);
    },
  );

  it.each([
    ['v2', 'v1', 10104],
    ['v1', 'v2', 10104],
    ['v2', 'v1', 40000],
    ['v1', 'v2', 40000],
  ] as const)(
    'is found after a change to %s over %s, which began it (%i)',
    async (current, begun, code) => {
      const { found, noted, paths } = await identified(current, begun, no(code));
      expect([found, noted, paths]).toEqual([{ version: begun, ...facts }, [], [current, begun]]);
    },
  );

  it('is nobody’s where neither version knows it, and that is noted once', async () => {
    const { found, noted, paths } = await identified('v2', null, no(10104));
    expect([found, noted, paths]).toEqual([null, ['jogg_project_not_identified'], ['v2', 'v1']]);
  });

  it('is not looked for over the other version where Jogg is down', async () => {
    const { found, noted, paths } = await identified('v2', 'v1', raw('', 503));
    expect([found, noted, new Set(paths)]).toEqual([
      null,
      ['jogg_project_not_identified'],
      new Set(['v2']),
    ]);
  });
});
