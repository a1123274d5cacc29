import type { StateBackend } from '../backend.ts';
import { createOnceKeys } from './once-keys.ts';

/** Work that one process of all does at a time. Both methods throw what the store throws. */
export interface Turns {
  /** Whether this process is to do it now: until `end`, or for a while if it is killed. */
  take(id: string): Promise<boolean>;
  end(id: string): Promise<void>;
}

/** How long a killed process keeps the others waiting. */
const KEPT_MS = 20_000;

/** Turns at one kind of work. A process that is alone has every turn, also after it was killed. */
export function createTurns(
  { change, isShared }: Pick<StateBackend, 'change' | 'isShared'>,
  about: string,
): Turns {
  if (!isShared) return { take: async () => true, end: async () => undefined };
  const keys = createOnceKeys({ change, about, keptMs: KEPT_MS });
  return { take: keys.take, end: keys.release };
}
