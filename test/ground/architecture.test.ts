import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const SRC = join(ROOT, 'src');
const CODE = ['src', 'test', 'sandbox', 'bench'];

/** The floors, lowest first: an import points to a lower floor or stays in its folder. */
const FLOORS: readonly (readonly string[])[] = [
  ['domain', 'lib'],
  ['jogg', 'store', 'queue', 'slack', 'media'],
  ['videos', 'catalogue'],
  ['listeners', 'http'],
  ['variables.ts'],
  ['config.ts'],
  ['files.ts', 'findings.ts'],
  ['slack-findings.ts'],
  ['app.ts', 'doctor.ts'],
  ['main.ts'],
  ['start.js'],
];

/** Which packages a place may know; `node:` modules are free. */
const VENDORS: Readonly<Record<string, readonly string[]>> = {
  domain: ['zod'],
  lib: ['pino', 'undici'],
  jogg: ['undici', 'zod'],
  store: ['keyv', 'zod'],
  queue: ['zod'],
  slack: ['@slack/web-api', '@slack/types', 'undici', 'zod'],
  media: ['undici', 'ipaddr.js'],
  videos: ['zod'],
  catalogue: [],
  listeners: ['@slack/bolt', '@slack/socket-mode', '@slack/types', '@slack/web-api', 'zod'],
  http: ['@slack/bolt', 'prom-client', 'zod'],
  'config.ts': ['zod'],
  'files.ts': ['@slack/web-api'],
  'app.ts': ['@slack/bolt'],
  'doctor.ts': ['undici'],
  'main.ts': [],
};

/** Where a version of Jogg's API may be named: the adapter, its setting, the schema of stored projects. */
const VERSIONED = ['jogg', 'config.ts', 'variables.ts', 'domain/video.ts'];

/** `src/videos` and `src/catalogue` are use cases: adapters reach them through ports alone. */
const GROUND_ONLY = ['videos', 'catalogue'];

const ONCE_ONLY: Readonly<Record<string, { word: RegExp; file: string }>> = {
  'the time': { word: /\bDate\.now\b|\bnew Date\(\)/, file: 'lib/clock.ts' },
  timers: { word: /\bset(Timeout|Interval|Immediate)\b/, file: 'lib/clock.ts' },
  chance: { word: /\bMath\.random\b/, file: 'lib/chance.ts' },
  'the environment': { word: /\bprocess\.env\b/, file: 'main.ts' },
};

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const read = (folder = SRC): SourceFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[jt]s$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));

const placeOf = (path: string): string => path.split('/')[0] ?? path;
const floorOf = (path: string): number =>
  FLOORS.findIndex((floor) => floor.includes(placeOf(path)));

/** Every import that breaks the order, as an arrow. */
function brokenArrows(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, target = '']) => {
      if (target.startsWith('node:')) return [];
      if (!target.startsWith('.')) {
        const allowed = VENDORS[placeOf(path)] ?? [];
        return allowed.includes(target) ? [] : [`${path} → ${target}`];
      }
      const to = relative(SRC, resolve(SRC, path, '..', target));
      const arrow = `${path} → ${to}`;
      if (placeOf(to) === placeOf(path)) return [];
      if (to.startsWith('..') || floorOf(to) < 0 || floorOf(path) < 0) return [arrow];
      const limit = GROUND_ONLY.includes(placeOf(path)) ? 1 : floorOf(path);
      return floorOf(to) < limit || (floorOf(to) === 0 && floorOf(path) === 0) ? [] : [arrow];
    }),
  );
}

describe('the floors', () => {
  it('every import points down or stays in its folder', () => {
    expect(brokenArrows(read())).toEqual([]);
  });

  it('an upward, sideways or foreign import is shown as its arrow', () => {
    const wrong = [
      { path: 'domain/x.ts', text: "import type { A } from '../jogg/transport.ts';" },
      { path: 'jogg/x.ts', text: "import { b } from '../slack/card.ts';" },
      { path: 'videos/x.ts', text: "import { c } from '../store/video-store.ts';" },
      { path: 'slack/x.ts', text: "import { App } from '@slack/bolt';" },
      { path: 'main.ts', text: "await import('../sandbox/demo.ts');" },
    ];
    expect(brokenArrows(wrong)).toEqual([
      'domain/x.ts → jogg/transport.ts',
      'jogg/x.ts → slack/card.ts',
      'videos/x.ts → store/video-store.ts',
      'slack/x.ts → @slack/bolt',
      'main.ts → ../sandbox/demo.ts',
    ]);
  });

  it.each(Object.entries(ONCE_ONLY))('%s enters in one file', (_, { word, file }) => {
    const files = read()
      .filter(({ text }) => word.test(text.replace(/^\s*(\/?\*|\/\/).*$/gm, '')))
      .map(({ path }) => path);
    expect(files).toEqual([file]);
  });

  it("no version of Jogg's API is named above jogg/", () => {
    const naming = read()
      .filter(({ path }) => !VERSIONED.includes(path) && !VERSIONED.includes(placeOf(path)))
      .filter(({ text }) => /(['"`])v[12]\1|\.v[12]\b/.test(text))
      .map(({ path }) => path);
    expect(naming).toEqual([]);
  });

  it('no file is longer than 300 lines and none is nested deeper than two folders', () => {
    const wrong = CODE.flatMap((folder) =>
      read(join(ROOT, folder))
        .filter(({ path, text }) => text.split('\n').length > 301 || path.split('/').length > 3)
        .map(({ path }) => join(folder, path)),
    );
    expect(wrong).toEqual([]);
  });

  it('no source file casts, and no test replaces a module of ours', () => {
    const casts = read().filter(({ text }) => / as (?!const\b)[A-Z{(\w]/.test(codeOf(text)));
    const tests = readdirSync(resolve(SRC, '../test'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts'))
      .filter((path) =>
        /\bvi\.(mock|doMock)\(/.test(readFileSync(resolve(SRC, '../test', path), 'utf8')),
      );
    expect([...casts.map(({ path }) => path), ...tests]).toEqual([]);
  });
});

/** Code alone: without comments, strings and the renaming `as` of imports. */
function codeOf(text: string): string {
  return text
    .replace(/^\s*(\/?\*|\/\/).*$/gm, '')
    .replace(/(?<!:)\/\/.*$/gm, '')
    .replace(/import[^;]*;/g, '')
    .replace(/'[^'\n]*'|`[^`]*`|"[^"\n]*"/g, "''");
}
