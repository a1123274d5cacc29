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
  isFinished(id: string): Promise<boolean>;
}

const DEFAULT_TTL_MS = 90 * 24 * 3_600_000;

/** Once-keys of one kind of action: if several replicas take one at once, exactly one gets it. */
export function createOnceKeys(deps: {
  readonly change: Change;
  readonly action: string;
  /** How long a key is kept; 90 days where nothing else is said. */
  readonly ttlMs?: number;
}): OnceKeys {
  const { change, ttlMs = DEFAULT_TTL_MS } = deps;
  const namespace = `claim-${deps.action}`;
  const put = (value: 'taken' | 'finished') => ({ value, ttlMs });
  return {
    take: (id) =>
      change(namespace, id, (old) =>
        old === undefined ? { result: true, next: put('taken') } : { result: false },
      ),
    release: (id) => change(namespace, id, () => ({ result: undefined, next: 'removed' })),
    finish: (id) => change(namespace, id, () => ({ result: undefined, next: put('finished') })),
    isFinished: (id) => change(namespace, id, (old) => ({ result: old === 'finished' })),
  };
}
