import { CLOCK_TOLERANCE_MS } from '../domain/clock-tolerance.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { WithFreshToken } from './fresh-tokens.ts';
import {
  type EndReason,
  type InstallationRecord,
  type InstallationRecords,
  isSameToken,
} from './installation-record.ts';
import type { RenewExpired } from './renew-expired.ts';
import type { Sealing } from './sealing.ts';
import type { SlackTokens, TokenCheck } from './slack-tokens.ts';

export interface Uninstalls {
  /**
   * Handles Slack's event that an installation ended at `at` (ms since the epoch). Erases its
   * tokens if Slack no longer accepts them; an event about an earlier installation changes nothing.
   * Throws what the store throws.
   */
  handleEvent(id: string, how: EndReason, at: number): Promise<void>;
  /** Checks with Slack whether an installation still exists, without an event or after a doubt. */
  recheck(record: InstallationRecord): Promise<void>;
}

/** Believes no event alone: asks Slack whether the token still works. */
export function createUninstalls(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly slack: Pick<SlackTokens, 'check'>;
  /** An expired token does not prove that the installation ended. */
  readonly withFreshToken: WithFreshToken;
  readonly renewExpired: RenewExpired;
  readonly clock: Pick<Clock, 'now'>;
  readonly logEvent: LogEvent;
}): Uninstalls {
  const { records, sealing, slack, withFreshToken, renewExpired, clock, logEvent } = deps;

  async function verify(id: string, how: EndReason, at: number): Promise<void> {
    while (true) {
      const found = await records.load(id);
      if (!found || found.token === null) return;
      // Slack retries an event for an hour.
      if (at < found.installedAt - CLOCK_TOLERANCE_MS) return;
      const record = await withFreshToken(found);
      if (record.token === null) return;
      const token = await sealing.open(record.token, { tenant: id, use: 'slack-bot' });
      const answer = await slack.check(token);
      const isFinal = record.refresh === null || record.renewalRefused !== null;
      // A token that expired early does not prove that the installation ended.
      if (answer === 'expired' && !isFinal && (await renewExpired(id, token)) !== null) continue;
      const isDead = answer === 'refused' || (answer === 'expired' && isFinal);
      if (isDead ? await clearTokens(record, how) : await keepInstallation(record, how, answer))
        return;
    }
  }

  /** Returns false if the installation has other tokens by now. */
  async function clearTokens(record: InstallationRecord, how: EndReason): Promise<boolean> {
    let isCleared = false;
    await records.revise(record.id, (now) => {
      isCleared = now === undefined || now.token === null || isSameToken(now, record);
      return now && isCleared && now.token !== null
        ? withoutTokens(now, { at: clock.now(), how })
        : null;
    });
    if (isCleared) logEvent('workspace_ended', { workspace: record.id, how });
    return isCleared;
  }

  async function keepInstallation(
    { id, generation }: InstallationRecord,
    how: EndReason,
    answer: Exclude<TokenCheck, 'refused'>,
  ): Promise<boolean> {
    const doubted = answer === 'good' ? null : { how };
    await records.revise(id, (now) =>
      now?.generation === generation && now.doubted?.how !== doubted?.how
        ? { ...now, doubted }
        : null,
    );
    logEvent(`workspace_end_${answer === 'good' ? 'outdated' : 'in_doubt'}`, {
      workspace: id,
      how,
    });
    return true;
  }

  return {
    handleEvent: verify,
    recheck: ({ id, doubted, installedAt }) => verify(id, doubted?.how ?? 'revoked', installedAt),
  };
}

/** `record` without its tokens. The rest stays for a later installation. */
export const withoutTokens = (
  record: InstallationRecord,
  ended: InstallationRecord['ended'],
): InstallationRecord => ({
  ...record,
  revision: record.revision + 1,
  token: null,
  refresh: null,
  expiresAt: null,
  renewalRefused: null,
  renewalDoubted: null,
  ended,
  doubted: null,
});
