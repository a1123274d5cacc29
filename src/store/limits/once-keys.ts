import type { Change } from '../backend.ts';

/** Keys of actions that may happen once. All methods throw what the store throws. */
export interface OnceKeys {
  /** False where it was taken before and is still kept. Taken durably when it answers. */
  take(id: string): Promise<boolean>;
  /** The action surely did not happen, so its key may be taken again. */
  release(id: string): Promise<void>;
  /** The action surely happened. */
  finish(id: string): Promise<void>;
  /** Whether the action surely happened. A key that is only taken leaves that open. */
  finished(id: string): Promise<boolean>;
}

const KEPT_MS = 90 * 24 * 3_600_000;

/** Once-keys of one kind of action: if several replicas take one at once, exactly one gets it. */
export function createOnceKeys(deps: {
  readonly change: Change;
  readonly about: string;
  /** How long a key is kept; 90 days where nothing else is said. */
  readonly keptMs?: number;
}): OnceKeys {
  const { change, keptMs = KEPT_MS } = deps;
  const namespace = `claim-${deps.about}`;
  const put = (value: 'taken' | 'finished') => ({ value, ttlMs: keptMs });
  return {
    take: (id) =>
      change(namespace, id, (old) =>
        old === undefined ? { answer: true, next: put('taken') } : { answer: false },
      ),
    release: (id) => change(namespace, id, () => ({ answer: undefined, next: 'removed' })),
    finish: (id) => change(namespace, id, () => ({ answer: undefined, next: put('finished') })),
    finished: (id) => change(namespace, id, (old) => ({ answer: old === 'finished' })),
  };
}
