import type { StateBackend } from '../backend.ts';
import { createOnceKeys } from './once-keys.ts';

/** Locks for work that one process does at a time. Both methods throw what the store throws. */
export interface Locks {
  /** Returns whether this process got the lock: until `release`, or until it expires. */
  tryAcquire(id: string): Promise<boolean>;
  release(id: string): Promise<void>;
}

/** How long a killed process blocks the others. */
const LOCK_TTL_MS = 20_000;

/** Locks for one kind of work. A single process gets every lock, also after it was killed. */
export function createLocks(
  { change, isShared }: Pick<StateBackend, 'change' | 'isShared'>,
  action: string,
): Locks {
  if (!isShared) return { tryAcquire: async () => true, release: async () => undefined };
  const keys = createOnceKeys({ change, action, ttlMs: LOCK_TTL_MS });
  return { tryAcquire: keys.take, release: keys.release };
}
