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
  ['app', 'doctor'],
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
  store: ['keyv', 'zod'],
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
  'main.ts': [],
};

/**
 * Where a version of Jogg's API may be named: the adapter, its setting, the schema of stored
 * projects.
 */
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

const channelMention = (path: string): string => path.split('/')[0] ?? path;
const floorOf = (path: string): number =>
  FLOORS.findIndex((floor) => floor.includes(channelMention(path)));

const wingOf = (path: string): string => path.split('/').slice(1, -1).join('/');

/** Whether an import inside one folder stays in its wing or points to a lower one. */
function isWithinOrder(path: string, to: string): boolean {
  const wings = WINGS[channelMention(path)];
  if (!wings || wingOf(path) === wingOf(to)) return true;
  const rank = (each: string): number =>
    wingOf(each) === '' ? wings.length : wings.findIndex((row) => row.includes(wingOf(each)));
  return rank(to) >= 0 && rank(to) < (rank(path) < 0 ? -1 : rank(path));
}

/** Every import that breaks the order, as an arrow. */
function brokenArrows(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, target = '']) => {
      if (target.startsWith('node:')) return [];
      if (!target.startsWith('.')) {
        const allowed = VENDORS[channelMention(path)] ?? [];
        return allowed.includes(target) ? [] : [`${path} → ${target}`];
      }
      const to = relative(SRC, resolve(SRC, path, '..', target));
      const arrow = `${path} → ${to}`;
      if (channelMention(to) === channelMention(path))
        return isWithinOrder(path, to) ? [] : [arrow];
      if (to.startsWith('..') || floorOf(to) < 0 || floorOf(path) < 0) return [arrow];
      const limit = GROUND_ONLY.includes(channelMention(path)) ? 1 : floorOf(path);
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
      { path: 'domain/x.ts', text: "import type { A } from '../jogg/http/transport.ts';" },
      { path: 'jogg/x.ts', text: "import { b } from '../slack/messages/card.ts';" },
      { path: 'videos/x.ts', text: "import { c } from '../store/video-store.ts';" },
      { path: 'slack/x.ts', text: "import { App } from '@slack/bolt';" },
      { path: 'slack/copy/x.ts', text: "import { d } from '../form/form-view.ts';" },
      { path: 'slack/form/x.ts', text: "import { e } from '../messages/card.ts';" },
      { path: 'jogg/lost/x.ts', text: "import { f } from '../http/errors.ts';" },
      { path: 'jogg/v1/x.ts', text: "import { g } from '../jogg-client.ts';" },
      { path: 'main.ts', text: "await import('../sandbox/demo.ts');" },
    ];
    expect(brokenArrows(wrong)).toEqual([
      'domain/x.ts → jogg/http/transport.ts',
      'jogg/x.ts → slack/messages/card.ts',
      'videos/x.ts → store/video-store.ts',
      'slack/x.ts → @slack/bolt',
      'slack/copy/x.ts → slack/form/form-view.ts',
      'slack/form/x.ts → slack/messages/card.ts',
      'jogg/lost/x.ts → jogg/http/errors.ts',
      'jogg/v1/x.ts → jogg/jogg-client.ts',
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
      .filter(({ path }) => !VERSIONED.includes(path) && !VERSIONED.includes(channelMention(path)))
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

  it('no two files have one name, save for the indexes and the two versions of Jogg', () => {
    const names = read()
      .filter(({ path }) => !/^jogg\/v2\/|index\.ts$/.test(path))
      .map(({ path }) => path.split('/').at(-1));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('no comment is wider than 100 columns, save for an address', () => {
    const wide = CODE.flatMap((folder) =>
      read(join(ROOT, folder)).flatMap(({ path, text }) =>
        text
          .split('\n')
          .filter((line) => line.length > 100 && /^\s*(\*|\/\/|\/\*\*) /.test(line))
          .filter((line) => !/https?:/.test(line))
          .map((line) => `${join(folder, path)}: ${line.trim()}`),
      ),
    );
    expect(wide).toEqual([]);
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
