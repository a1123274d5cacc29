import type { OnceKeys } from '../../domain/ports.ts';
import type { Change } from '../backend.ts';

const DEFAULT_TTL_MS = 90 * 24 * 3_600_000;

/** Once keys of one action. If several replicas take a key at once, exactly one gets it. */
export function createOnceKeys(deps: {
  readonly change: Change;
  readonly action: string;
  /** How long a key is kept; 90 days by default. */
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
