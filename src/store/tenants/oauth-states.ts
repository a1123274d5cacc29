import type { RandomBytes } from '../../lib/random.ts';
import { sha256 } from '../../lib/sha256.ts';
import type { Change } from '../backend.ts';

/** The `state` values that tie Slack's redirects to a browser. All throw what the store throws. */
export interface OAuthStates {
  /** Issues a state that can be redeemed once within ten minutes. */
  issue(): Promise<string>;
  /** Redeems a state. Of concurrent calls exactly one returns true. */
  redeem(state: string): Promise<boolean>;
  /** Whether a state could be redeemed now. */
  isValid(state: string): Promise<boolean>;
}

/** As long as the browser's cookie lives. */
const TTL_MS = 600_000;
const BYTES = 32;
const NAMESPACE = 'oauth-state';

/** States are random and shared by all processes. Only their hashes are stored. */
export function createOAuthStates(deps: {
  readonly change: Change;
  readonly randomBytes: RandomBytes;
}): OAuthStates {
  const { change, randomBytes } = deps;
  return {
    async issue() {
      const state = randomBytes(BYTES).toString('base64url');
      await change(NAMESPACE, sha256(state), (_, now) => ({
        result: undefined,
        next: { value: now, ttlMs: TTL_MS },
      }));
      return state;
    },
    redeem: (state) =>
      change(NAMESPACE, sha256(state), (issuedAt, now) =>
        issuedAt === undefined
          ? { result: false }
          : { result: isFresh(issuedAt, now), next: 'removed' },
      ),
    isValid: (state) =>
      change(NAMESPACE, sha256(state), (issuedAt, now) => ({ result: isFresh(issuedAt, now) })),
  };
}

const isFresh = (issuedAt: unknown, now: number): boolean =>
  typeof issuedAt === 'number' && now - issuedAt < TTL_MS;
