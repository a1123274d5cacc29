import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import {
  type FindProcess,
  type ProcessIdentity,
  readIdentity,
} from '../../lib/process/process-identity.ts';
import { StoreError } from '../store-error.ts';
import { createLeaseOwner } from './lease-owner.ts';

/** The lock on the state file: one process uses it at a time. */
export interface FileLock {
  /**
   * Acquires the lock: at once if it is free, else when the holder's heartbeat is overdue. From
   * then on this process sends a heartbeat every few seconds until `release`. Returns false if
   * `signal` aborts first.
   * @throws {StoreError} `held`, naming the holder, as soon as the holder sends a heartbeat.
   */
  acquire(signal: AbortSignal): Promise<boolean>;
  /** Describes the other holders for display. Throws what SQLite throws. */
  others(): readonly string[];
  /** Releases the lock. Never throws. */
  release(): void;
}

export const HEARTBEAT_MS = 5_000;
/** Several heartbeats, because a disk may be slow and a machine may sleep for a moment. */
export const OVERDUE_MS = 20_000;
const POLL_MS = 500;

const TABLE = `
  CREATE TABLE IF NOT EXISTS holder (
    id TEXT PRIMARY KEY,
    since INTEGER NOT NULL,
    beat INTEGER NOT NULL
  )`;

const holdersSchema = z.array(z.object({ id: z.string(), since: z.number(), beat: z.number() }));
type Holder = z.infer<typeof holdersSchema>[number];

/** `nonce` distinguishes two holders in one process. Throws what SQLite throws. */
export function createFileLock(deps: {
  readonly db: DatabaseSync;
  readonly path: string;
  readonly self: ProcessIdentity;
  readonly nonce: string;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
  readonly findProcess?: FindProcess;
}): FileLock {
  const { db, path, clock, logEvent } = deps;
  db.exec(TABLE);
  const owner = createLeaseOwner(deps.self, deps.nonce, deps.findProcess);
  const { id } = owner;
  const sql = {
    others: db.prepare('SELECT id, since, beat FROM holder WHERE id <> ? ORDER BY since'),
    put: db.prepare('INSERT OR REPLACE INTO holder (id, since, beat) VALUES (?, ?, ?)'),
    beat: db.prepare('UPDATE holder SET beat = ? WHERE id = ?'),
    delete: db.prepare('DELETE FROM holder WHERE id = ?'),
  };
  const stopped = new AbortController();
  let since = 0;

  /** Takes the lock if every other holder is dead; otherwise returns the first that is not. */
  function claim(isDead: (other: Holder) => boolean): Holder | null {
    db.exec('BEGIN IMMEDIATE');
    try {
      const others = holdersSchema.parse(sql.others.all(id));
      const rival = others.find((other) => !isDead(other)) ?? null;
      if (rival === null) {
        for (const other of others) sql.delete.run(other.id);
        since = clock.now();
        sql.put.run(id, since, since);
      }
      db.exec('COMMIT');
      return rival;
    } finally {
      if (db.isTransaction) db.exec('ROLLBACK');
    }
  }

  async function sendHeartbeats(): Promise<void> {
    while (!stopped.signal.aborted) {
      await clock.sleep(HEARTBEAT_MS, stopped.signal);
      if (stopped.signal.aborted) return;
      try {
        if (sql.beat.run(clock.now(), id).changes > 0) continue;
        // This process was frozen until another took over. Fences keep their runs apart.
        sql.put.run(id, since, clock.now());
        logEvent('state_shared_trouble', {
          says: 'another process took the state file: stop one of them',
        });
      } catch (error) {
        logEvent('beat_failed', errorFields(error));
      }
    }
  }

  return {
    async acquire(signal) {
      /** When each other holder was first seen, and its heartbeat then. */
      const firstSeen = new Map<string, { readonly at: number; readonly beat: number }>();
      const isHolderDead = (other: Holder): boolean => {
        if (owner.isDead(other.id)) return true;
        const now = clock.now();
        const known = firstSeen.get(other.id) ?? { at: now, beat: other.beat };
        firstSeen.set(other.id, known);
        if (other.beat !== known.beat) throw heldError(path, other);
        // After the clock was set back a heartbeat may lie in the future; then only waiting helps.
        return now - other.beat >= OVERDUE_MS || now - known.at >= OVERDUE_MS;
      };
      for (let isWaiting = false; !signal.aborted; isWaiting = true) {
        const rival = claim(isHolderDead);
        if (rival === null) {
          void sendHeartbeats();
          return true;
        }
        if (!isWaiting) logEvent('state_held_trouble', { says: waitingMessage(rival) });
        await clock.sleep(POLL_MS, signal);
      }
      return false;
    },
    others: () => holdersSchema.parse(sql.others.all(id)).map(describe),
    release() {
      stopped.abort();
      try {
        sql.delete.run(id);
      } catch (error) {
        logEvent('release_failed', errorFields(error));
      }
    },
  };
}

function waitingMessage(other: Holder): string {
  return `${describe(other)} holds the state file. It may have been killed: waiting at most ${OVERDUE_MS / 1_000} s for its heartbeat.`;
}

function heldError(path: string, other: Holder): StoreError {
  const message = `${describe(other)} uses this state file, and only one process at a time may use it. Stop that one, or set STATE_URL to another file.`;
  return new StoreError('held', `${path}: ${message}`);
}

function describe({ id, since }: Holder): string {
  const { host, pid } = readIdentity(id) ?? { host: 'another machine', pid: '?' };
  return `process ${pid} on ${host} (since ${new Date(since).toISOString()})`;
}
