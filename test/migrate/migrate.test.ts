import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../src/migrate/index.ts';
import { damagedText } from '../../src/store/keyv-serializer.ts';
import { assertComplete, markMigration } from '../../src/store/migration-marker.ts';
import { type OpenState, openState } from '../../src/store/open-state.ts';
import { isPostgres } from '../../src/store/state-path.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { tempFolder } from '../store/temp-state.ts';
import { freshDatabase, rowsOf } from '../support/postgres.ts';
import { onStage } from '../support/stage.ts';

const MOVES = [
  ['SQLite', 'PostgreSQL'],
  ['PostgreSQL', 'SQLite'],
] as const;

/** The URL of an empty state, removed after the test. A database URL contains a password. */
async function newState(engine: (typeof MOVES)[number][0]): Promise<string> {
  if (engine === 'SQLite') return `sqlite://${join(tempFolder(), 'state.sqlite')}`;
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  return Object.assign(new URL(url), { password: 'canary' }).href;
}

async function withState<T>(url: string, use: (state: ReturnType<OpenState>) => Promise<T>) {
  const state = openState(url, () => undefined);
  return use(state).finally(() => state.close());
}

async function rawQuery(url: string, statement: string): Promise<Record<string, unknown>[]> {
  if (isPostgres(url)) return rowsOf(`${url}?options=-csearch_path%3Djogg_slack`, statement);
  using db = new DatabaseSync(url.slice('sqlite://'.length));
  return db.prepare(statement).all();
}

/** Writes more than a page of records and of tasks, with at least one of each kind. */
async function fillState(url: string): Promise<void> {
  const later = Date.now() + 3_600_000;
  const indexes = Array.from({ length: 600 }, (_, n) => n);
  await withState(url, async ({ keyvFor }) => {
    await keyvFor('video').setMany(indexes.map((n) => ({ key: `v_${n}`, value: { n } })));
    await keyvFor('preferences').set('Zoë 😀', { voice: 'é' });
    for (const key of ['kept', 'over']) await keyvFor('claim').set(key, 'taken', 3_600_000);
  });
  await rawQuery(url, "UPDATE keyv SET value = 'not JSON' WHERE key = 'v_7'");
  await rawQuery(url, "UPDATE keyv SET expires = 1 WHERE key = 'over'");
  const due = (n: number) => (n % 3 ? later + n : 'NULL');
  const row = (n: number) =>
    `('t_${(n * 7) % 600}', 'of ${n}', 'poll', ${due(n)}, ${n % 5}, 2, ${n}, false, false, NULL)`;
  await rawQuery(
    url,
    `INSERT INTO task (id, payload, lane, due, fence, failures, touched, quarantined, woken, owner)
     VALUES ${indexes.map(row)}, ('broken', '', 'prompt', NULL, 9, 5, 1, true, false, NULL),
       ('woken', '', 'prompt', ${later}, 8, 0, 1, false, true, NULL),
       ('running', '', 'poll', ${later}, 7, 2, 1, false, false, 'one whose clock was ahead')`,
  );
}

/** The state as it must arrive: damaged values as text; running and woken tasks due now. */
async function dump(url: string) {
  const records = (await rawQuery(url, 'SELECT * FROM keyv ORDER BY namespace, key')).map(
    ({ value, checksum, ...rest }) => {
      const whole = isPostgres(url) || crc32(String(value)) === checksum;
      return [...Object.values(rest), whole ? value : damagedText(String(value))].join();
    },
  );
  const soon = `owner IS NOT NULL OR woken OR id IN ('woken', 'running') AND due <= ${Date.now()}`;
  const tasks = await rawQuery(
    url,
    `SELECT id, payload, lane, CASE WHEN ${soon} THEN 'now' ELSE cast(due AS text) END AS due,
       fence, failures, CASE WHEN quarantined THEN 1 ELSE 0 END AS quarantined, touched
     FROM task ORDER BY ${isPostgres(url) ? 'added' : 'rowid'}`,
  );
  return { records, tasks: tasks.map((row) => Object.values(row).join()) };
}

type Deps = Partial<Parameters<typeof migrate>[0]>;

/** The exit code and the printed lines, with repeated spaces collapsed. */
async function runCommand(args: readonly string[], deps: Deps = {}) {
  const lines: string[] = [];
  const print = (line: string) => {
    lines.push(line.replace(/ +/g, ' '));
    deps.print?.(line);
  };
  const code = await migrate({ args, signal: new AbortController().signal, ...deps, print });
  expect(lines.join()).not.toContain('canary');
  return { code, lines };
}
const runMigrate = (from: string, to: string, deps?: Deps) =>
  runCommand(['--from', from, '--to', to], deps);
const lastLine = async (...given: Parameters<typeof runMigrate>) =>
  (await runMigrate(...given)).lines.at(-1);

/** Opens `url` and passes each write with its number, from 0, to `at`, which may skip it. */
function interceptWrites(url: string, at: (nth: number, write: () => Promise<unknown>) => unknown) {
  const open: OpenState = (given, logEvent) => {
    const state = openState(given, logEvent);
    let writes = 0;
    const get =
      (copy: typeof state.copy, name: string) =>
      async (...args: unknown[]) => {
        const call = () => Reflect.get(copy, name)(...args);
        return /^(write|clear)/.test(name) && given === url ? at(writes++, call) : call();
      };
    return { ...state, copy: new Proxy(state.copy, { get }) };
  };
  return { open };
}

// A process that is killed also stops between two writes.
it.each(MOVES)('a move from %s to %s and back survives any failed write', async (one, other) => {
  const [from, to, back] = [await newState(one), await newState(other), await newState(one)];
  await fillState(from);
  const resumeHint = 'Nothing is lost: run the same command again to continue.';
  for (let nth = 0; nth < 5; nth += 1) {
    const cut = interceptWrites(to, async (n, write) => {
      if (n < nth || nth % 2 === 1) await write();
      if (n === nth) throw new StoreError('unreachable', 'the cable was pulled.');
      return [];
    });
    expect(await lastLine(from, to, cut)).toBe(`the cable was pulled. ${resumeHint}`);
    await withState(to, async (state) => {
      await expect(assertComplete(state)).rejects.toThrow(/only half moved from/);
      const { records, tasks } = await state.copy.counts();
      if (tasks > 0) expect(records.get('video')).toBe(600);
    });
  }
  // Between two tries the app may have run on the old state.
  await rawQuery(from, "DELETE FROM keyv WHERE key LIKE 'v_1__'");
  await rawQuery(from, "DELETE FROM task WHERE id LIKE 't_1__'");
  const expected = await dump(from);
  const stopping = new AbortController();
  const print = (line: string) => line.startsWith('Moving') && stopping.abort();
  const stopped = await lastLine(from, to, { print, signal: stopping.signal });
  expect(stopped).toBe(`Stopped at 500 records. ${resumeHint}`);
  const lost = interceptWrites(to, (n, write) => (n === 4 ? undefined : write()));
  const differs = /^The numbers in .* differ \(tasks: 503 and 500\): another program writes/;
  expect(await lastLine(from, to, lost)).toMatch(differs);
  const { lines } = await runMigrate(from, to);
  const found = await dump(to);
  await runMigrate(to, back);
  expect([found, await dump(back), await dump(from)]).toEqual([expected, expected, expected]);
  const table = ['claim 2 0 2', 'preferences 1 0 1', 'video 500 0 500', 'tasks 503 503 0'];
  expect(lines.slice(2, 7)).toEqual(['namespace read written there before', ...table]);
});

const file = '--from sqlite://data/nowhere.sqlite';
const base = '--from postgres://u:canary@127.0.0.1:1/d';
it.each([
  ['--from is missing', '', /^Wrong arguments: --from URL is missing.*npm run migrate -- --from/],
  ['an option is unknown', '--form canary', /there is no option --form/],
  ['npm took the options', 'sqlite://canary postgres://canary', /npm needs the -- before them/],
  ['it is memory', `${file} --to memory:`, /--to names memory, which/],
  ['both are one file', `${file} --to sqlite://./data/nowhere.sqlite`, /the same state, sqlite:/],
  ['both are one database', `${base} --to postgresql://127.0.0.1:1/d?a=b`, /same state, postgres:/],
  ['there is no such file', `${file} --to sqlite://b`, /--from names a file that does not exist/],
  ['no database answers', `${base} --to sqlite://b`, /^postgres:\/\/127\.0\.0\.1:1\/d: the data/],
])('if %s, a message says so', async (_, args, says) => {
  const { code, lines } = await runCommand(args.split(' ').filter(Boolean));
  expect([code, lines]).toEqual([1, [expect.stringMatching(says)]]);
});

it('a state that is in use, half moved, not empty or missing is rejected; the app rejects a half moved one too', async () => {
  const [used, base] = [await newState('SQLite'), await newState('PostgreSQL')];
  const [empty, third] = [await newState('SQLite'), await newState('SQLite')];
  expect(await lastLine(base, empty)).toMatch(/^postgres:.* holds nothing of this app/);
  for (const full of [used, third]) await fillState(full);
  await withState(used, async (user) => {
    await user.acquire(new AbortController().signal);
    // The other process sends a heartbeat.
    const print = () => void rawQuery(used, 'UPDATE holder SET beat = beat + 1');
    const says = /: process \d+ on .* uses this state file.* Stop that one/;
    expect(await lastLine(used, base, { print })).toMatch(says);
    expect(await lastLine(third, used, { print })).toMatch(says);
  });
  await fillState(base);
  await withState(base, async ({ tasks }) => {
    await tasks.wake('broken');
    await tasks.claim('prompt', 1, 30_000);
    const says = /: process \d+ on \S+ \(runs 1 task, .*; 1 connection from .*Stop the app/;
    expect(await lastLine(base, empty)).toMatch(says);
  });
  // An unnoticed process takes a task during the migration.
  const intercepted = interceptWrites(empty, async (_, write) => {
    await rawQuery(base, "UPDATE task SET owner = 'late', lease_until = 9e15 WHERE id = 't_5'");
    return write();
  });
  await rawQuery(base, 'UPDATE task SET lease_until = NULL');
  expect(await lastLine(base, empty, intercepted)).toMatch(/: an unknown process \(runs 1 task, /);
  await rawQuery(base, 'UPDATE task SET lease_until = NULL');
  expect(await lastLine(used, base)).toMatch(/ is not empty: it has 603 records and 603 tasks/);
  await withState(base, (state) => markMigration(state, 'sqlite:///old'));
  expect(await lastLine(used, base)).toMatch(/ is half moved from sqlite:\/\/\/old, not from sql/);
  expect(await lastLine(base, empty)).toMatch(/ is itself only half moved, from sqlite:\/\/\/old/);
  const start = onStage({ env: { STATE_URL: base } });
  await expect(start).rejects.toThrow(/only half moved from/);
});
