import type { Clock } from '../lib/clock.ts';
import type { WithFreshToken } from './fresh-tokens.ts';
import { type InstallationRecords, isSameToken } from './installation-record.ts';
import type { Sealing } from './sealing.ts';

/**
 * Returns the token that replaces `expired`, which Slack reported as expired: a token that was
 * renewed meanwhile, or a new one. Processes share one renewal request. Returns null if no token is
 * available now. Throws what the store throws.
 */
export type RenewExpired = (id: string, expired: string) => Promise<string | null>;

/** Marks the token as expired and lets `withFreshToken` renew it. */
export function createRenewExpired(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly withFreshToken: WithFreshToken;
  readonly clock: Pick<Clock, 'now'>;
}): RenewExpired {
  const { records, sealing, withFreshToken, clock } = deps;
  return async (id, expired) => {
    const openTokenOf = async (sealed: string | null | undefined): Promise<string | null> => {
      if (!sealed) return null;
      const token = await sealing.open(sealed, { tenant: id, use: 'slack-bot' });
      return token === expired ? null : token;
    };
    const found = await records.load(id);
    const current = await openTokenOf(found?.token);
    if (!found?.token || current !== null) return current;
    if (found.refresh === null) return null;
    const now = clock.now();
    const updated = await records.revise(id, (record) =>
      record && isSameToken(record, found) && (record.expiresAt ?? now + 1) > now
        ? { ...record, expiresAt: now }
        : null,
    );
    return openTokenOf(updated && (await withFreshToken(updated)).token);
  };
}
