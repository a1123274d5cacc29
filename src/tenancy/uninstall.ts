import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { WithFreshToken } from './fresh-tokens.ts';
import {
  type EndedHow,
  type InstallationRecord,
  type InstallationRecords,
  isSameToken,
} from './installation-record.ts';
import type { RenewExpired } from './renew-expired.ts';
import type { Sealing } from './sealing.ts';
import type { SlackTokens, TokenCheck } from './slack-tokens.ts';

/**
 * Slack's clock and ours differ by less: a signed request is refused otherwise. An event names
 * whole seconds, and Slack sends it again for an hour.
 */
const SKEW_MS = 300_000;

export interface Endings {
  /**
   * Slack says that an installation ended at `at` (ms since the epoch). Its tokens are erased, if
   * Slack takes them no more: what is said of an earlier installation changes nothing. Throws what
   * the store throws.
   */
  ended(id: string, how: EndedHow, at: number): Promise<void>;
  /** Asks Slack about an installation that nothing, or nothing sure, was said of. */
  recheck(record: InstallationRecord): Promise<void>;
}

export function createEndings(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly slack: Pick<SlackTokens, 'check'>;
  /** An expired token says nothing of its installation. */
  readonly withFreshToken: WithFreshToken;
  readonly renewExpired: RenewExpired;
  readonly clock: Pick<Clock, 'now'>;
  readonly logEvent: LogEvent;
}): Endings {
  const { records, sealing, slack, withFreshToken, renewExpired, clock, logEvent } = deps;

  async function decide(id: string, how: EndedHow, at: number): Promise<void> {
    while (true) {
      const found = await records.load(id);
      if (!found || found.token === null || at < found.installedAt - SKEW_MS) return;
      const record = await withFreshToken(found);
      if (record.token === null) return;
      const token = await sealing.open(record.token, { tenant: id, use: 'slack-bot' });
      const answer = await slack.check(token);
      const isOver = record.refresh === null || record.renewalRefused !== null;
      // A token that has died before its time says nothing of its installation.
      if (answer === 'expired' && !isOver && (await renewExpired(id, token)) !== null) continue;
      const isDead = answer === 'refused' || (answer === 'expired' && isOver);
      if (isDead ? await erased(record, how) : await kept(record, how, answer)) return;
    }
  }

  /** False where it has other tokens by now. */
  async function erased(record: InstallationRecord, how: EndedHow): Promise<boolean> {
    let done = false;
    await records.revise(record.id, (now) => {
      done = now === undefined || now.token === null || isSameToken(now, record);
      return now && done && now.token !== null
        ? withoutTokens(now, { at: clock.now(), how })
        : null;
    });
    if (done) logEvent('workspace_ended', { workspace: record.id, how });
    return done;
  }

  async function kept(
    { id, generation }: InstallationRecord,
    how: EndedHow,
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
    ended: decide,
    recheck: ({ id, doubted, installedAt }) => decide(id, doubted?.how ?? 'revoked', installedAt),
  };
}

/** An installation that has ended: its tokens are gone, the rest waits for another one. */
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
