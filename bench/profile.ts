import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** The needed part of a `.cpuprofile`. Times are in µs. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { functionName: string; url: string; lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const MAX_ROWS = 45;

/**
 * Reads the profiles that `BENCH_PROFILE=FOLDER npm run bench -- ROW` left. `node bench/profile.ts
 * FILE-OR-FOLDER…` sums the self time of each package, file and function. `--after=4` skips the
 * first 4 s, in which a program starts.
 */
const { values, positionals } = parseArgs({
  options: { after: { type: 'string', default: '0' } },
  allowPositionals: true,
});
for (const path of positionals.flatMap(profilesIn)) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(path, 'utf8')) as Profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const [packages, files, functions] = [new Map(), new Map(), new Map()];
  let busy = 0;
  let elapsed = 0;
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    const ms = (timeDeltas[index] ?? 0) / 1_000;
    elapsed += ms;
    if (!frame || frame.functionName === '(idle)' || elapsed < Number(values.after) * 1_000)
      continue;
    const file = shortPath(frame.url) || '(the engine)';
    busy += ms;
    add(packages, packageOf(file), ms);
    add(files, file, ms);
    add(functions, `${frame.functionName || '(anonymous)'} ${file}:${frame.lineNumber + 1}`, ms);
  }
  process.stdout.write(`\n# ${path}: busy for ${busy.toFixed(0)} ms\n`);
  for (const [title, sums] of Object.entries({ packages, files, functions }))
    process.stdout.write(`\n## ${title}\n${lines(sums, busy)}\n`);
}

function profilesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith('.cpuprofile'));
  return names.map((name) => join(path, name));
}

function shortPath(url: string): string {
  return url.replace(/^.*node_modules\//, '').replace(/^file:\/\/.*?\/(?=src\/|bench\/)/, '');
}

function packageOf(file: string): string {
  if (file.startsWith('src/')) return file.split('/').slice(0, 2).join('/');
  return file.startsWith('@') ? file.split('/').slice(0, 2).join('/') : (file.split('/')[0] ?? '');
}

function add(sums: Map<string, number>, name: string, ms: number): void {
  sums.set(name, (sums.get(name) ?? 0) + ms);
}

function lines(sums: ReadonlyMap<string, number>, busy: number): string {
  return [...sums]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MAX_ROWS)
    .map(([name, ms]) => `${((ms / busy) * 100).toFixed(1).padStart(5)} %  ${name}`)
    .join('\n');
}
