import { EventEmitter, once } from 'node:events';
import { Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { openState } from '../../src/store/open-state.ts';
import { createDatabase } from '../../src/store/postgres/database.ts';
import { databaseErrorFrom } from '../../src/store/postgres/database-error.ts';
import { examineServer } from '../../src/store/postgres/examine-server.ts';
import { LOCKS } from '../../src/store/postgres/schema.ts';
import { freshDatabase, run } from '../support/postgres.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { until } from '../support/until.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
const events: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

function open(url = database.url, now = systemClock.now) {
  const clock = { ...systemClock, now, sleep: (ms: number) => systemClock.sleep(Math.min(ms, 20)) };
  const state = openState(url, (event) => events.push(event), { clock, random: Math.random });
  onTestFinished(() => state.close());
  return state;
}

async function client(): Promise<Client> {
  const made = new Client(database.url);
  await made.connect();
  onTestFinished(() => made.end());
  return made;
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

// Simultaneous starts, lost connections and a frozen holder: `troubles/`.
it('a task that one replica adds or wakes notifies the others, also after a reconnect', async () => {
  const [one, other] = [open(), open()];
  const notifications = new EventEmitter();
  other.onNotify(() => notifications.emit('nudge'));
  // Until the first notification it is unknown whether the other replica listens.
  const wakeUntilNotified = async () => {
    const notified = once(notifications, 'nudge').then(() => true);
    while (!(await Promise.race([notified, one.tasks.wake('a').then(() => false)])));
  };
  await one.tasks.add('a', '');
  await wakeUntilNotified();
  const ours = "datname = current_database() AND application_name = 'jogg-slack nudges'";
  await run(database.url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${ours}`);
  // A notification that still came over the old connection proves nothing.
  await until(() => events.includes('nudges_lost'));
  await wakeUntilNotified();
  const added = once(notifications, 'nudge');
  await one.tasks.add('b', '');
  await added;
});

it('a statement runs once even if a pooler sends it to a connection that does not know it', async () => {
  const { query, close } = createDatabase(database.url, () => undefined);
  onTestFinished(close);
  await query('CREATE SEQUENCE drawn');
  const draw = "SELECT nextval('drawn') AS drawn, (SELECT count(*) FROM pg_prepared_statements)";
  const twice = async () => [(await query(draw)).rows[0], (await query(draw)).rows[0]];
  const first = await twice();
  await query('DEALLOCATE ALL');
  const known = { drawn: 2, count: expect.toSatisfy((n) => n > 0) };
  expect(first).toEqual([expect.objectContaining({ drawn: 1 }), known]);
  expect(await twice()).toEqual([3, 4].map((drawn) => ({ drawn, count: 0 })));
});

it('after a failed transaction, the next statement is a transaction of its own', async () => {
  const { transaction, query, close } = createDatabase(database.url, () => undefined);
  onTestFinished(close);
  const failing = transaction(async () => Promise.reject(new TypeError('a bug')));
  await expect(failing).rejects.toThrow('a bug');
  await query('CREATE TABLE committed ()');
  await run(database.url, 'DROP TABLE committed');
});

it.each([
  ['nobody listens', { port: '1' }],
  ['there is no such database', { pathname: '/none' }],
  ['the user is unknown', { username: 'none' }],
])('if %s, the start fails with a message without the password', async (_, change) => {
  const url = Object.assign(new URL(database.url), change, { password: 'canary' });
  const start = open(url.href).acquire(new AbortController().signal);
  const { code, message } = await start.catch((error) => error);
  expect(code).toBe('unreachable');
  expect(message).toMatch(/^postgres:\/\/[\w.:]+\/\w+: (?!.*canary).*Check that it runs/);
});

it('the durability settings are read from the server; a user without rights, a lost table and a read-only database get their error codes', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  await open(url).ping();
  const set = (setting: string) => run(url, `ALTER DATABASE ${nameOf(url)} SET ${setting}`);
  const results = [];
  for (const commit of ['on', 'local', 'off']) {
    await set(`synchronous_commit = ${commit}`);
    const { durable, synchronousStandby } = await examineServer(url);
    results.push(`${commit} ${durable} ${synchronousStandby}`);
  }
  expect(results).toEqual(['on true false', 'local true false', 'off false false']);
  const role = `role_${Math.random().toString(36).slice(2)}`;
  await run(database.url, `CREATE ROLE ${role} LOGIN PASSWORD 'any'`);
  onTestFinished(() => run(database.url, `DROP ROLE ${role}`));
  const weak = Object.assign(new URL(url), { username: role, password: 'any' });
  const readOnly = expect.objectContaining({ code: 'read_only' });
  await expect(open(weak.href).ping()).rejects.toEqual(readOnly);
  await run(url, 'DROP TABLE jogg_slack.keyv');
  await expect(open(url).keyvFor('a').get('key')).rejects.toMatchObject({ code: 'foreign' });
  await set('default_transaction_read_only = on');
  await expect(open(url).ping()).rejects.toEqual(readOnly);
});

it('a run stores nothing while another replica is taking over its task', async () => {
  const { tasks, keyvFor } = open();
  await tasks.add('a', '');
  const [held] = await tasks.claim('prompt', 1, 30_000);
  const other = await client();
  await other.query('BEGIN');
  await other.query('UPDATE jogg_slack.task SET fence = fence + 1');
  const record = { namespace: 'video', key: 'a', value: 'stale' };
  const written = tasks.write(held ?? { id: 'a', fence: 0 }, [record]);
  const waiting = 'SELECT 1 FROM pg_locks WHERE NOT granted';
  const observer = await client();
  await until(async () => (await observer.query(waiting)).rowCount !== 0);
  await other.query('COMMIT');
  expect([await written, await keyvFor('video').get('a')]).toEqual([null, undefined]);
});

it('one replica does the start-up work; replicas that start at the same time or soon after skip it', async () => {
  const { tasks } = open();
  await tasks.lanes();
  const other = await client();
  await other.query('BEGIN');
  await other.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.startUp]);
  const rules = { burst: 0, gapMs: 1, retentionMs: 1 };
  const concurrent = await tasks.startUp(rules);
  await other.query('COMMIT');
  const [done, after] = [await tasks.startUp(rules), await open().tasks.startUp(rules)];
  expect([concurrent, done, after]).toEqual([null, expect.anything(), null]);
});

it('replicas whose clocks are off by five minutes use the clock of the database', async () => {
  const skews = [-300_000, 0, 300_000].map(async (offMs) => {
    const state = open(database.url, () => Date.now() + offMs);
    await state.acquire(new AbortController().signal);
    return Math.round(state.skewMs() / 10_000);
  });
  expect(await Promise.all(skews)).toEqual([30, 0, -30]);
});

it('a server that is too old is rejected, and nothing is created in it', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const old = "current_setting(text) RETURNS text LANGUAGE sql AS $$ SELECT '140012' $$";
  await run(url, `CREATE SCHEMA old; CREATE FUNCTION old.${old}`);
  await run(url, `ALTER DATABASE ${nameOf(url)} SET search_path = old, pg_catalog`);
  const says = `is PostgreSQL 14, and this app needs 15 or newer. Upgrade it, or set STATE_URL to another one.`;
  await expect(open(url).ping()).rejects.toThrow(says);
});

it('a commit that waits for a missing standby fails with a message that says how to fix it', async () => {
  const { TEST_POSTGRES_URL: _, ...env } = process.env;
  const server = await startPostgres(env);
  onTestFinished(server.stop);
  await open(server.url).ping();
  await run(server.url, "ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (one, two)'");
  await run(server.url, 'SELECT pg_reload_conf()');
  const message = `postgres://${new URL(server.url).host}/postgres: each commit waits for a standby of synchronous_standby_names ("ANY 1 (one, two)"), and none of them is connected. Start one, or take those that are gone out of that setting and reload the server; a running app recovers by itself.`;
  const error = { code: 'unreachable', message };
  await expect(examineServer(server.url)).rejects.toMatchObject(error);
});

const databaseError = (code: string) => Object.assign(new DatabaseError('', 2, 'error'), { code });
it.each<[string, readonly unknown[]]>([
  ['unreachable', '08006 08P01 28P01 3D000 53300 57P01 57P03 58030'.split(' ').map(databaseError)],
  ['unreachable', [new Error('Query read timeout'), new AggregateError([], '')]],
  ['read_only', '25006 42501'.split(' ').map(databaseError)],
  ['foreign', '3F000 42703 42P01'.split(' ').map(databaseError)],
  ['locked', '40001 40P01 55P03 57014'.split(' ').map(databaseError)],
  ['full', '53100 53200'.split(' ').map(databaseError)],
  ['corrupt', 'XX001 XX002'.split(' ').map(databaseError)],
])('errors of PostgreSQL and of the connection get the code %s', (code, errors) => {
  const codes = errors.map((error) => Object(databaseErrorFrom(error, 'here')).code);
  expect([...new Set(codes)]).toEqual([code]);
});

it('a programming error is returned unchanged', () => {
  const faults = [databaseError('42601'), databaseError('22P02'), new TypeError('no'), 'text'];
  expect(faults.map((error) => databaseErrorFrom(error, 'here'))).toEqual(faults);
});
