import { EventEmitter, once } from 'node:events';
import { Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { openState } from '../../src/store/open-state.ts';
import { databaseErrorFrom } from '../../src/store/postgres/database-error.ts';
import { examineServer } from '../../src/store/postgres/examine-server.ts';
import { LOCKS } from '../../src/store/postgres/schema.ts';
import { freshDatabase, run } from '../support/postgres.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
const events: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

function open(url = database.url) {
  const clock = { ...systemClock, sleep: (ms: number) => systemClock.sleep(Math.min(ms, 20)) };
  const state = openState(url, (event) => events.push(event), { clock, random: Math.random });
  onTestFinished(() => state.close());
  return state;
}

/** A connection of another replica. */
async function client(): Promise<Client> {
  const made = new Client(database.url);
  await made.connect();
  onTestFinished(() => made.end());
  return made;
}

/** Until a statement waits for another one's lock. */
async function untilOneWaits(): Promise<void> {
  const looking = await client();
  const waiting = 'SELECT 1 FROM pg_locks WHERE NOT granted';
  while ((await looking.query(waiting)).rowCount === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a state in PostgreSQL', () => {
  it('replicas that start at once on an empty database make its schema once', async () => {
    const states = [open(), open(), open(), open()];
    const { signal } = new AbortController();
    const held = await Promise.all(states.map((state) => state.hold(signal)));
    await states[0]?.keyvFor('a').set('key', 1);
    const seen = await Promise.all(states.map((state) => state.keyvFor('a').get('key')));
    expect([held, seen]).toEqual([
      [true, true, true, true],
      [1, 1, 1, 1],
    ]);
  });

  it('a task that one replica adds or wakes nudges the others, also on a new connection', async () => {
    const [one, other] = [open(), open()];
    const nudges = new EventEmitter();
    other.onNudge(() => nudges.emit('nudge'));
    // Until the first one nobody knows that the other one listens.
    const wakeUntilNudged = async () => {
      const nudged = once(nudges, 'nudge').then(() => true);
      while (!(await Promise.race([nudged, one.tasks.wake('a').then(() => false)])));
    };
    await one.tasks.add('a', '');
    await wakeUntilNudged();
    await run(
      database.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'jogg-slack nudges'`,
    );
    await wakeUntilNudged();
    const added = once(nudges, 'nudge');
    await one.tasks.add('b', '');
    await added;
    expect(events).toContain('nudges_lost');
  });

  it('a connection that the server ends is logged, and the next request has a new one', async () => {
    const state = open();
    await state.ping();
    const lost = events.filter((event) => event === 'store_connection_lost').length;
    await run(
      database.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'jogg-slack'`,
    );
    while (events.filter((event) => event === 'store_connection_lost').length === lost)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(state.ping()).resolves.toBeUndefined();
  });

  it.each([
    ['nobody listens', { port: '1' }, 'unreachable'],
    ['there is no such database', { pathname: '/none' }, 'unreachable'],
    ['the user is unknown', { username: 'none' }, 'unreachable'],
  ])('where %s, the start fails with words that hide the password', async (_, change, code) => {
    const url = Object.assign(new URL(database.url), change, { password: 'canary' });
    const state = open(url.href);
    const failure = await state.hold(new AbortController().signal).catch((error) => error);
    expect(failure).toMatchObject({ name: 'StoreError', code });
    expect(failure.message).toMatch(/^postgres:\/\/[\w.:]+\/\w+: .*Check that it runs/);
    expect(failure.message).not.toContain('canary');
  });

  it('a user without rights, and a database that takes no writes, are named as such', async () => {
    const other = await freshDatabase();
    onTestFinished(other.drop);
    const role = `role_${Math.random().toString(36).slice(2)}`;
    await run(database.url, `CREATE ROLE ${role} LOGIN PASSWORD 'any'`);
    onTestFinished(() => run(database.url, `DROP ROLE ${role}`));
    const weak = Object.assign(new URL(other.url), { username: role, password: 'any' });
    const refused = await open(weak.href)
      .ping()
      .catch((error) => error.code);
    const state = open(other.url);
    await state.ping();
    const name = new URL(other.url).pathname.slice(1);
    await run(other.url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    const standby = open(other.url);
    const failed = await standby.ping().catch((error) => error.code);
    expect([refused, failed]).toEqual(['read_only', 'read_only']);
  });

  it('a run is not stored between another replica taking its task and saying so', async () => {
    const { tasks, keyvFor } = open();
    await tasks.add('a', '');
    const [held] = await tasks.claim('prompt', 1, 30_000);
    const other = await client();
    await other.query('BEGIN');
    await other.query('UPDATE jogg_slack.task SET fence = fence + 1');
    const record = { namespace: 'video', key: 'a', value: 'stale' };
    const written = tasks.write(held ?? { id: 'a', fence: 0 }, [record]);
    await Promise.race([written, untilOneWaits()]);
    await other.query('COMMIT');
    expect([await written, await keyvFor('video').get('a')]).toEqual([false, undefined]);
  });

  it('one replica does the chores of a start, and none of those that start soon after it', async () => {
    const { tasks } = open();
    await tasks.counts();
    const other = await client();
    await other.query('BEGIN');
    await other.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.startUp]);
    const rules = { crowd: 0, gapMs: 1, restedMs: 1 };
    const beside = await tasks.startUp(rules);
    await other.query('COMMIT');
    const [done, after] = [await tasks.startUp(rules), await open().tasks.startUp(rules)];
    expect([beside, done, after]).toEqual([null, expect.anything(), null]);
  });

  it('what a crash and a failover may lose is read from the settings of the server', async () => {
    const other = await freshDatabase();
    onTestFinished(other.drop);
    const name = new URL(other.url).pathname.slice(1);
    const seen = [];
    for (const commit of ['on', 'local', 'off']) {
      await run(other.url, `ALTER DATABASE ${name} SET synchronous_commit = ${commit}`);
      const { durable, synchronousStandby } = await examineServer(other.url);
      seen.push([commit, durable, synchronousStandby]);
    }
    expect(seen).toEqual([
      ['on', true, false],
      ['local', true, false],
      ['off', false, false],
    ]);
  });

  it('a schema that somebody took away is said to be gone', async () => {
    const other = await freshDatabase();
    onTestFinished(other.drop);
    const state = open(other.url);
    await state.ping();
    await run(other.url, 'DROP TABLE jogg_slack.keyv');
    await expect(state.keyvFor('a').get('key')).rejects.toMatchObject({ code: 'foreign' });
  });
});

describe('an error of PostgreSQL', () => {
  const thrown = (code: string) => Object.assign(new DatabaseError('no', 2, 'error'), { code });
  it.each([
    ['08006', 'unreachable'],
    ['08P01', 'unreachable'],
    ['25006', 'read_only'],
    ['28P01', 'unreachable'],
    ['3D000', 'unreachable'],
    ['3F000', 'foreign'],
    ['40001', 'locked'],
    ['40P01', 'locked'],
    ['42501', 'read_only'],
    ['42703', 'foreign'],
    ['42P01', 'foreign'],
    ['53100', 'full'],
    ['53200', 'full'],
    ['53300', 'unreachable'],
    ['55P03', 'locked'],
    ['57014', 'locked'],
    ['57P01', 'unreachable'],
    ['57P03', 'unreachable'],
    ['58030', 'unreachable'],
    ['XX001', 'corrupt'],
    ['XX002', 'corrupt'],
  ])('%s is %s', (state, code) => {
    expect(databaseErrorFrom(thrown(state), 'here')).toMatchObject({ name: 'StoreError', code });
  });

  it('a fault of the program, in a statement or beside it, stays as it is', () => {
    for (const error of [thrown('42601'), thrown('22P02'), new TypeError('no'), 'text'])
      expect(databaseErrorFrom(error, 'here')).toBe(error);
  });

  it.each([
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    Object.assign(new AggregateError([], ''), { code: 'ETIMEDOUT' }),
    new Error('Connection terminated unexpectedly'),
    new Error('Query read timeout'),
  ])('without a state, %s is the connection', (error) => {
    expect(databaseErrorFrom(error, 'here')).toMatchObject({ code: 'unreachable' });
  });
});
