import type { Clock } from '../lib/clock.ts';
import type { Failure } from './classify.ts';

/** The workspace has ended its connection with the app: nothing will work until it is renewed. */
const ENDED: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_revoked',
]);
const PROBE_EVERY_MS = 5 * 60_000;

export interface WorkspaceBreaker {
  /**
   * The error with which calls for a workspace are refused now; null where one may go. Of an ended
   * workspace one call in five minutes may, as a probe.
   */
  refusal(workspace: string): string | null;
  /** Learns how a call that went ended: null is success. */
  learn(workspace: string, failure: Failure | null): void;
}

/**
 * Stops calling for a workspace that removed the app or revoked its token. An app that was
 * installed again goes on by itself: any sign that Slack accepts the token ends the pause.
 */
export function createWorkspaceBreaker({ clock }: { readonly clock: Clock }): WorkspaceBreaker {
  const ended = new Map<string, { readonly error: string; probeAt: number }>();
  return {
    refusal(workspace) {
      const known = ended.get(workspace);
      if (!known) return null;
      const now = clock.now();
      const left = known.probeAt - now;
      // More than the whole pause is left only where the clock was set back.
      if (left > 0 && left <= PROBE_EVERY_MS) return known.error;
      known.probeAt = now + PROBE_EVERY_MS;
      return null;
    },
    learn(workspace, failure) {
      if (failure?.kind === 'refused' && ENDED.has(failure.error))
        ended.set(workspace, { error: failure.error, probeAt: clock.now() + PROBE_EVERY_MS });
      else if (failure === null || failure.kind === 'refused') ended.delete(workspace);
    },
  };
}
