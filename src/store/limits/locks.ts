import type { StateBackend } from '../backend.ts';
import { createOnceKeys } from './once-keys.ts';

/** Work that one process of all does at a time. Both methods throw what the store throws. */
export interface Locks {
  /** Whether this process is to do it now: until `end`, or for a while if it is killed. */
  tryAcquire(id: string): Promise<boolean>;
  release(id: string): Promise<void>;
}

/** How long a killed process keeps the others waiting. */
const LOCK_TTL_MS = 20_000;

/** Turns at one kind of work. A process that is alone has every turn, also after it was killed. */
export function createLocks(
  { change, isShared }: Pick<StateBackend, 'change' | 'isShared'>,
  action: string,
): Locks {
  if (!isShared) return { tryAcquire: async () => true, release: async () => undefined };
  const keys = createOnceKeys({ change, action, ttlMs: LOCK_TTL_MS });
  return { tryAcquire: keys.take, release: keys.release };
}
