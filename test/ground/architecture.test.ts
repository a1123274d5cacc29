import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const rowsOf = (file: string, row: RegExp) =>
  [...readFileSync(file, 'utf8').matchAll(row)].map(([, ...cells]) => cells);

/** The layers as `src/README.md` lists them: an import goes to a lower one or stays inside. */
const LAYERS = new Map(
  rowsOf('src/README.md', /^\| (\d) \| `([^`/]+)\/?` \|.*\| (.*)\|$/gm).map(
    ([layer, name, packages = '']) => [name, { layer, packages: packages.trim().split(', ') }],
  ),
);

/**
 * The wings as `docs/architecture.md` lists them, lowest first. A wing imports only from lower
 * wings. Files beside the wings are above them all.
 */
const WINGS = new Map(
  rowsOf('docs/architecture.md', /^\| `(\w+)\/` \| (`.*`) \|$/gm).map(([folder, wings = '']) => [
    folder,
    wings.split(', ').map((row) => row.replaceAll('`', '').split(' \\| ')),
  ]),
);

/** Files that may name a version of Jogg's API: its setting and a stored project need it. */
const VERSIONED = ['jogg', 'config', 'domain/video/video.ts'];

/** These are use cases: they import adapters only through ports. */
const PORTS_ONLY = ['videos', 'catalogue', 'tenancy'];

/** Packages that only one file imports. */
const ONE_FILE_EACH: readonly (readonly [string, RegExp, string])[] = [
  ['the time', /\b(Date|performance)\.now\b|\bnew Date\(\)/, 'lib/clock.ts'],
  ['timers', /\bset(Timeout|Interval|Immediate)\b/, 'lib/clock.ts'],
  ['random', /\bMath\.random\b/, 'lib/random.ts'],
  ['the environment', /\bprocess\.env\b/, 'main.ts'],
];

/** The properties for a workspace or an organization in Slack's payloads. */
const PAYLOAD_IDS =
  /\b(team_id|enterprise_id|user_team|app_installed_team_id|is_enterprise_install)\b|\b(body|payload|event|command|shortcut|view|message|context|user)\??\.(team|enterprise)(Id)?\b/;
/** An empty string for a missing id. */
const EMPTY = /\b(workspace|team|enterprise|tenant|scope)(_?id)?\b[^\n;{}]* (\?\?|\|\|) (''|"")/i;
/** Where such payloads arrive. `http` and `slack` read Slack's answers to the app itself. */
const READING_PAYLOADS = ['bolt', 'listeners', 'videos', 'tenancy', 'app'];

type SourceFile = { readonly path: string; readonly text: string };
const read = (folder: string): SourceFile[] =>
  globSync('**/*.{js,ts}', { cwd: folder }).map((path) => {
    return { path, text: readFileSync(join(folder, path), 'utf8') };
  });
const pathsOf = (files: readonly SourceFile[]) => files.map(({ path }) => path);
const FILES = read('src');

const topOf = (path: string): string => path.split('/')[0] ?? path;
const layerOf = (path: string) => LAYERS.get(topOf(path));
const wingOf = (path: string): string => path.split('/').slice(1, -1).join('/');

/** Whether an import inside one folder goes to the same wing or a lower one. */
function isWithinOrder(path: string, to: string): boolean {
  const wings = WINGS.get(topOf(path));
  if (!wings || wingOf(path) === wingOf(to)) return true;
  const rank = (each: string): number =>
    wingOf(each) === '' ? wings.length : wings.findIndex((row) => row.includes(wingOf(each)));
  return rank(to) >= 0 && rank(to) < (rank(path) < 0 ? -1 : rank(path));
}

function isAllowed(path: string, target: string): boolean {
  const from = layerOf(path);
  if (!target.startsWith('.')) return from?.packages.includes(target) ?? false;
  const to = join(path, '..', target);
  if (topOf(to) === topOf(path)) return isWithinOrder(path, to);
  const [low, high] = [Number(layerOf(to)?.layer), Number(from?.layer)];
  return low < (PORTS_ONLY.includes(topOf(path)) ? 1 : high) || (low === 0 && high === 0);
}

/** The imported modules; the same words also appear in texts, such as an option's name. */
const IMPORT = /(?<!['-])\b(?:from|import)\s*\(?\s*'([^']+)'/g;

/** Every import that violates the order, as an arrow; `node:` modules are always allowed. */
const brokenImports = (files: readonly SourceFile[]): string[] =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(IMPORT)]
      .map(([, target = '']) => target)
      .filter((target) => !target.startsWith('node:') && !isAllowed(path, target))
      .map((target) => `${path} → ${target}`),
  );

it('every import goes to a lower layer or stays in its folder', () => {
  const upwards = "await import('../app/index.ts'); import { a } from '../videos/after.ts';";
  const files = [...FILES, { path: 'domain/x.ts', text: upwards }];
  const found = ['domain/x.ts → ../app/index.ts', 'domain/x.ts → ../videos/after.ts'];
  expect(brokenImports(files)).toEqual(found);
});

it.each(ONE_FILE_EACH)('only one file imports %s', (_, word, file) => {
  const isNamed = ({ text }: SourceFile) => word.test(text.replace(/^\s*(\/?\*|\/\/).*$/gm, ''));
  expect(pathsOf(FILES.filter(isNamed))).toEqual([file]);
});

it("no file above jogg/ names a version of Jogg's API", () => {
  const naming = FILES.filter(({ text }) => /(['"`])v[12]\1|(?<!oauth)\.v[12]\b/.test(text));
  const isBelow = (path: string) => VERSIONED.includes(path) || VERSIONED.includes(topOf(path));
  expect(pathsOf(naming).filter((path) => !isBelow(path))).toEqual([]);
});

it('only two files read the workspace of a payload, and no workspace is an empty string', () => {
  const payloadFiles = FILES.filter(({ path }) => READING_PAYLOADS.includes(topOf(path)));
  const readers = payloadFiles.filter(({ text }) => PAYLOAD_IDS.test(withoutComments(text)));
  const two = ['request-ids', 'signed-request'].map((name) => `listeners/request/${name}.ts`);
  expect(pathsOf(readers).toSorted()).toEqual(two);
  expect(pathsOf(FILES.filter(({ text }) => EMPTY.test(text)))).toEqual([]);
});

it('no file has over 300 lines, is over two folders deep, or has a comment over 100 characters wide', () => {
  const isWide = (line: string) =>
    line.length > 100 && /^\s*(\*|\/\/|\/\*\*) /.test(line) && !/https?:/.test(line);
  const isWrong = ({ path, text }: SourceFile) => {
    const lines = text.split('\n');
    return lines.length > 301 || path.split('/').length > 3 || lines.some(isWide);
  };
  const code = ['src', 'test', 'sandbox', 'bench', 'deploy'].flatMap(read);
  expect(pathsOf(code.filter(isWrong))).toEqual([]);
});

it('no two files share a name, except indexes and the two versions of Jogg', () => {
  const names = pathsOf(FILES)
    .filter((path) => !/^jogg\/v2\/|index\.ts$/.test(path))
    .map((path) => path.split('/').at(-1));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

it('no source file casts, and no test mocks a module of the app', () => {
  const casts = FILES.filter(({ text }) => / as (?!const\b)[A-Z{(\w]/.test(codeOf(text)));
  const tests = ['test', 'sandbox'].flatMap(read);
  const mocks = tests.filter(({ text }) => /\bvi\.(mock|doMock)\('/.test(text));
  expect(pathsOf([...casts, ...mocks])).toEqual([]);
});

/** Only code: without comments, strings and the renaming `as` of imports. */
function codeOf(text: string): string {
  return withoutComments(text)
    .replace(/import[^;]*;/g, '')
    .replace(/'[^'\n]*'|`[^`]*`|"[^"\n]*"/g, "''");
}

const withoutComments = (text: string): string =>
  text.replace(/^\s*(\/?\*|\/\/).*$/gm, '').replace(/(?<!:)\/\/.*$/gm, '');
