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
import { someFolder } from '../store/temp-state.ts';
import { freshDatabase, rowsOf } from '../support/postgres.ts';
import { onStage } from '../support/stage.ts';

const WAYS = [
  ['SQLite', 'PostgreSQL'],
  ['PostgreSQL', 'SQLite'],
] as const;

/** The URL of an empty place, gone after the test; the database's has a password too many. */
async function place(engine: (typeof WAYS)[number][0]): Promise<string> {
  if (engine === 'SQLite') return `sqlite://${join(someFolder(), 'state.sqlite')}`;
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  return Object.assign(new URL(url), { password: 'canary' }).href;
}

async function opened<T>(url: string, use: (state: ReturnType<OpenState>) => Promise<T>) {
  const state = openState(url, () => undefined);
  return use(state).finally(() => state.close());
}

/** What one statement answers, past all code of the app. */
async function raw(url: string, statement: string): Promise<Record<string, unknown>[]> {
  if (isPostgres(url)) return rowsOf(`${url}?options=-csearch_path%3Djogg_slack`, statement);
  using db = new DatabaseSync(url.slice('sqlite://'.length));
  return db.prepare(statement).all();
}

/** More than a page of records and of tasks, with one of each kind. */
async function plant(url: string): Promise<void> {
  const later = Date.now() + 3_600_000;
  const some = Array.from({ length: 600 }, (_, n) => n);
  await opened(url, async ({ keyvFor }) => {
    await keyvFor('video').setMany(some.map((n) => ({ key: `v_${n}`, value: { n } })));
    await keyvFor('preferences').set('Zoë 😀', { voice: 'é' });
    for (const key of ['kept', 'over']) await keyvFor('claim').set(key, 'taken', 3_600_000);
  });
  await raw(url, "UPDATE keyv SET value = 'not JSON' WHERE key = 'v_7'");
  await raw(url, "UPDATE keyv SET expires = 1 WHERE key = 'over'");
  const due = (n: number) => (n % 3 ? later + n : 'NULL');
  const rows = some.map(
    (n) =>
      `('t_${(n * 7) % 600}', 'of ${n}', 'poll', ${due(n)}, ${n % 5}, 2, ${n}, false, false, NULL)`,
  );
  await raw(
    url,
    `INSERT INTO task (id, payload, lane, due, fence, failures, touched, quarantined, woken, owner)
     VALUES ${rows}, ('broken', '', 'prompt', NULL, 9, 5, 1, true, false, NULL),
       ('woken', '', 'prompt', ${later}, 8, 0, 1, false, true, NULL),
       ('running', '', 'poll', ${later}, 7, 2, 1, false, false, 'one whose clock was ahead')`,
  );
}

/** Everything as it must arrive: what cannot be read as text, what ran or was woken due now. */
async function dump(url: string) {
  const records = (await raw(url, 'SELECT * FROM keyv ORDER BY namespace, key')).map(
    ({ value, checksum, ...rest }) => {
      const whole = isPostgres(url) || crc32(String(value)) === checksum;
      return [...Object.values(rest), whole ? value : damagedText(String(value))].join();
    },
  );
  const soon = `owner IS NOT NULL OR woken OR id IN ('woken', 'running') AND due <= ${Date.now()}`;
  const tasks = await raw(
    url,
    `SELECT id, payload, lane, CASE WHEN ${soon} THEN 'now' ELSE cast(due AS text) END AS due,
       fence, failures, CASE WHEN quarantined THEN 1 ELSE 0 END AS quarantined, touched
     FROM task ORDER BY ${isPostgres(url) ? 'added' : 'rowid'}`,
  );
  return { records, tasks: tasks.map((row) => Object.values(row).join()) };
}

type Deps = Partial<Parameters<typeof migrate>[0]>;

/** The exit code and what was printed, without runs of blanks. */
async function command(args: readonly string[], deps: Deps = {}) {
  const lines: string[] = [];
  const print = (line: string) => {
    lines.push(line.replace(/ +/g, ' '));
    deps.print?.(line);
  };
  const code = await migrate({ args, signal: new AbortController().signal, ...deps, print });
  expect(lines.join()).not.toContain('canary');
  return { code, lines };
}
const moved = (from: string, to: string, deps?: Deps) =>
  command(['--from', from, '--to', to], deps);
const refusal = async (...given: Parameters<typeof moved>) => (await moved(...given)).lines.at(-1);

/** Opens `url` so that `at` is given the number of each write, from 0, and does it, or not. */
const writing = (url: string, at: (nth: number, write: () => Promise<unknown>) => unknown) => {
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
};

// A process that is killed stops between two writes, too.
it.each(WAYS)('a state moves from %s to %s and back, wherever it fails', async (one, other) => {
  const [from, to, back] = [await place(one), await place(other), await place(one)];
  await plant(from);
  const goesOn = 'Nothing is lost: run the same command again to continue.';
  for (let nth = 0; nth < 5; nth += 1) {
    const cut = writing(to, async (n, write) => {
      if (n < nth || nth % 2 === 1) await write();
      if (n === nth) throw new StoreError('unreachable', 'the cable was pulled.');
      return [];
    });
    expect(await refusal(from, to, cut)).toBe(`the cable was pulled. ${goesOn}`);
    await opened(to, async (state) => {
      await expect(assertComplete(state)).rejects.toThrow(/only half moved from/);
      const { records, tasks } = await state.copy.counts();
      if (tasks > 0) expect(records.get('video')).toBe(600);
    });
  }
  // Between two tries the app may have run on the old state.
  await raw(from, "DELETE FROM keyv WHERE key LIKE 'v_1__'");
  await raw(from, "DELETE FROM task WHERE id LIKE 't_1__'");
  const wanted = await dump(from);
  const stopping = new AbortController();
  const print = (line: string) => line.startsWith('Moving') && stopping.abort();
  const stopped = await refusal(from, to, { print, signal: stopping.signal });
  expect(stopped).toBe(`Stopped at 500 records. ${goesOn}`);
  const lost = writing(to, (n, write) => (n === 4 ? undefined : write()));
  expect(await refusal(from, to, lost)).toMatch(
    /^The numbers in .* differ \(tasks: 503 and 500\): another program writes/,
  );
  const { lines } = await moved(from, to);
  const found = await dump(to);
  await moved(to, back);
  expect([found, await dump(back), await dump(from)]).toEqual([wanted, wanted, wanted]);
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
])('where %s, a sentence says so', async (_, args, says) => {
  const { code, lines } = await command(args.split(' ').filter(Boolean));
  expect([code, lines]).toEqual([1, [expect.stringMatching(says)]]);
});

it('a state that is used, half moved, not empty or none is refused, a half moved one by the app too', async () => {
  const [used, base] = [await place('SQLite'), await place('PostgreSQL')];
  const empty = await place('SQLite');
  expect(await refusal(base, empty)).toMatch(/^postgres:.* holds nothing of this app/);
  await plant(used);
  await opened(used, async (user) => {
    await user.acquire(new AbortController().signal);
    // The other process says that it lives.
    const print = () => void raw(used, 'UPDATE holder SET beat = beat + 1');
    const says = /: process \d+ on .* uses this state file.* Stop that one/;
    expect(await refusal(used, base, { print })).toMatch(says);
  });
  await plant(base);
  await opened(base, async ({ tasks }) => {
    await tasks.wake('broken');
    await tasks.claim('prompt', 1, 30_000);
    const says = /: process \d+ on \S+ \(runs 1 task, .*; 1 connection from .*Stop the app/;
    expect(await refusal(base, empty)).toMatch(says);
  });
  // One that nobody saw takes a task in the middle.
  const late = writing(empty, async (_, write) => {
    await raw(base, "UPDATE task SET owner = 'late', lease_until = 9e15 WHERE id = 't_5'");
    return write();
  });
  await raw(base, 'UPDATE task SET lease_until = NULL');
  expect(await refusal(base, empty, late)).toMatch(/: an unknown process \(runs 1 task, /);
  await raw(base, 'UPDATE task SET lease_until = NULL');
  expect(await refusal(used, base)).toMatch(/ is not empty: it has 603 records and 603 tasks/);
  await opened(base, (state) => markMigration(state, 'sqlite:///other'));
  expect(await refusal(used, base)).toMatch(/ is half moved from sqlite:\/\/\/other, not from sql/);
  expect(await refusal(base, empty)).toMatch(/ is itself only half moved, from sqlite:\/\/\/other/);
  const start = onStage({ env: { STATE_URL: base } });
  await expect(start).rejects.toThrow(/only half moved from/);
});
