import type { Clock } from '../../lib/clock.ts';
import type { Failure } from './classify.ts';

/** Slack does not accept the token: nothing will work until it is renewed, then everything does. */
const ENDED: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_revoked',
]);
/** Of an ended workspace one call in so many ms is a probe. */
export const PROBE_EVERY_MS = 5 * 60_000;

/**
 * Whether an error of Slack's speaks of the token alone: what was asked may work with another one.
 */
export function isTokenRefusal(error: string): boolean {
  return ENDED.has(error);
}

export interface WorkspaceBreaker {
  /**
   * How long calls for a workspace must wait, in ms; 0 where one may go now. Of an ended workspace
   * one call in five minutes may, as a probe.
   */
  restMs(workspace: string): number;
  /** Learns how a call that went ended: null is success. */
  learn(workspace: string, failure: Failure | null): void;
}

/**
 * Stops calling for a workspace that removed the app or revoked its token. An app that was
 * installed again goes on by itself: any sign that Slack accepts the token ends the pause.
 */
export function createWorkspaceBreaker({ clock }: { readonly clock: Clock }): WorkspaceBreaker {
  /** When the next probe may go, by workspace, in ms since the epoch. */
  const ended = new Map<string, number>();
  return {
    restMs(workspace) {
      const probeAt = ended.get(workspace);
      if (probeAt === undefined) return 0;
      const now = clock.now();
      const left = probeAt - now;
      // More than the whole pause is left only where the clock was set back.
      if (left > 0 && left <= PROBE_EVERY_MS) return left;
      ended.set(workspace, now + PROBE_EVERY_MS);
      return 0;
    },
    learn(workspace, failure) {
      if (failure?.kind === 'refused' && isTokenRefusal(failure.error))
        ended.set(workspace, clock.now() + PROBE_EVERY_MS);
      else if (failure === null || failure.kind === 'refused') ended.delete(workspace);
    },
  };
}
