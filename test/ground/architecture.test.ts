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
  ['bolt'],
  ['config'],
  ['app', 'doctor', 'migrate'],
  ['main.ts'],
  ['start.js'],
];

/**
 * The wings of a folder, lowest first: a wing imports from lower wings alone. Files beside the
 * wings are above them all.
 */
const WINGS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  slack: [['web-api', 'blocks'], ['reading'], ['copy'], ['messages', 'form'], ['home', 'delivery']],
  jogg: [['http'], ['schema'], ['api'], ['v1', 'v2', 'webhook']],
  listeners: [['request'], ['form'], ['actions', 'home'], ['entry']],
  catalogue: [['language']],
};

/** Which packages a place may know; `node:` modules are free. */
const VENDORS: Readonly<Record<string, readonly string[]>> = {
  domain: ['zod'],
  lib: ['pino', 'undici'],
  jogg: ['undici', 'zod'],
  store: ['keyv', 'pg', 'zod'],
  queue: [],
  slack: ['@slack/web-api', '@slack/types', 'undici', 'zod'],
  media: ['undici', 'ipaddr.js'],
  videos: ['zod'],
  catalogue: [],
  listeners: ['@slack/bolt', '@slack/types', '@slack/web-api', 'zod'],
  http: ['prom-client', 'zod'],
  bolt: ['@slack/bolt', '@slack/socket-mode', '@slack/web-api', 'zod'],
  config: ['zod'],
  app: [],
  doctor: ['undici'],
  migrate: [],
  'main.ts': [],
};

/** Where a version of Jogg's API may be named: its setting and a stored project know it. */
const VERSIONED = ['jogg', 'config', 'domain/video/video.ts'];

/** `src/videos` and `src/catalogue` are use cases: adapters reach them through ports alone. */
const GROUND_ONLY = ['videos', 'catalogue'];

const ONCE_ONLY: Readonly<Record<string, { word: RegExp; file: string }>> = {
  'the time': { word: /\b(Date|performance)\.now\b|\bnew Date\(\)/, file: 'lib/clock.ts' },
  timers: { word: /\bset(Timeout|Interval|Immediate)\b/, file: 'lib/clock.ts' },
  random: { word: /\bMath\.random\b/, file: 'lib/random.ts' },
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

const topOf = (path: string): string => path.split('/')[0] ?? path;
const floorOf = (path: string): number => FLOORS.findIndex((floor) => floor.includes(topOf(path)));

const wingOf = (path: string): string => path.split('/').slice(1, -1).join('/');

/** Whether an import inside one folder stays in its wing or points to a lower one. */
function isWithinOrder(path: string, to: string): boolean {
  const wings = WINGS[topOf(path)];
  if (!wings || wingOf(path) === wingOf(to)) return true;
  const rank = (each: string): number =>
    wingOf(each) === '' ? wings.length : wings.findIndex((row) => row.includes(wingOf(each)));
  return rank(to) >= 0 && rank(to) < (rank(path) < 0 ? -1 : rank(path));
}

/** What is imported; the words also stand in texts, such as an option's name. */
const IMPORT = /(?<!['-])\b(?:from|import)\s*\(?\s*'([^']+)'/g;

/** Every import that breaks the order, as an arrow. */
function brokenArrows(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(IMPORT)].flatMap(([, target = '']) => {
      if (target.startsWith('node:')) return [];
      if (!target.startsWith('.')) {
        const allowed = VENDORS[topOf(path)] ?? [];
        return allowed.includes(target) ? [] : [`${path} → ${target}`];
      }
      const to = relative(SRC, resolve(SRC, path, '..', target));
      const arrow = `${path} → ${to}`;
      if (topOf(to) === topOf(path)) return isWithinOrder(path, to) ? [] : [arrow];
      if (to.startsWith('..') || floorOf(to) < 0 || floorOf(path) < 0) return [arrow];
      const limit = GROUND_ONLY.includes(topOf(path)) ? 1 : floorOf(path);
      return floorOf(to) < limit || (floorOf(to) === 0 && floorOf(path) === 0) ? [] : [arrow];
    }),
  );
}

describe('the floors', () => {
  it('every import points down or stays in its folder', () => {
    expect(brokenArrows(read())).toEqual([]);
  });

  it.each([
    ['domain/x.ts', '../jogg/http/transport.ts', 'jogg/http/transport.ts'],
    ['jogg/x.ts', '../slack/messages/card.ts', 'slack/messages/card.ts'],
    ['videos/x.ts', '../store/video-store.ts', 'store/video-store.ts'],
    ['slack/x.ts', '@slack/bolt', '@slack/bolt'],
    ['slack/copy/x.ts', '../form/form-view.ts', 'slack/form/form-view.ts'],
    ['slack/form/x.ts', '../messages/card.ts', 'slack/messages/card.ts'],
    ['jogg/lost/x.ts', '../http/errors.ts', 'jogg/http/errors.ts'],
    ['jogg/v1/x.ts', '../jogg-client.ts', 'jogg/jogg-client.ts'],
    ['main.ts', '../sandbox/demo.ts', '../sandbox/demo.ts'],
  ])('an import of %s from %s is shown as its arrow', (path, from, to) => {
    for (const text of [`import { a } from '${from}';`, `await import('${from}');`])
      expect(brokenArrows([{ path, text }])).toEqual([`${path} → ${to}`]);
  });

  it.each(Object.entries(ONCE_ONLY))('%s enters in one file', (_, { word, file }) => {
    const files = read()
      .filter(({ text }) => word.test(text.replace(/^\s*(\/?\*|\/\/).*$/gm, '')))
      .map(({ path }) => path);
    expect(files).toEqual([file]);
  });

  it("no version of Jogg's API is named above jogg/", () => {
    const naming = read()
      .filter(({ path }) => !VERSIONED.includes(path) && !VERSIONED.includes(topOf(path)))
      .filter(({ text }) => /(['"`])v[12]\1|\.v[12]\b/.test(text))
      .map(({ path }) => path);
    expect(naming).toEqual([]);
  });

  it('no file is longer than 300 lines or nested deeper than two folders, and no comment wider than 100 columns, save for an address', () => {
    const isWide = (line: string) =>
      line.length > 100 && /^\s*(\*|\/\/|\/\*\*) /.test(line) && !/https?:/.test(line);
    const wrong = CODE.flatMap((folder) =>
      read(join(ROOT, folder))
        .map(({ path, text }) => ({ path, lines: text.split('\n') }))
        .filter(
          ({ path, lines }) =>
            lines.length > 301 || path.split('/').length > 3 || lines.some(isWide),
        )
        .map(({ path }) => join(folder, path)),
    );
    expect(wrong).toEqual([]);
  });

  it('no two files have one name, save for the indexes and the two versions of Jogg', () => {
    const names = read()
      .filter(({ path }) => !/^jogg\/v2\/|index\.ts$/.test(path))
      .map(({ path }) => path.split('/').at(-1));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('no source file casts, and no test replaces a module of ours', () => {
    const casts = read().filter(({ text }) => / as (?!const\b)[A-Z{(\w]/.test(codeOf(text)));
    const tests = ['test', 'sandbox']
      .flatMap((folder) => read(join(ROOT, folder)))
      .filter(({ path, text }) => path.endsWith('.test.ts') && /\bvi\.(mock|doMock)\(/.test(text));
    expect([...casts, ...tests].map(({ path }) => path)).toEqual([]);
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
