import type { Clock } from '../lib/clock.ts';
import type { WithFreshToken } from './fresh-tokens.ts';
import { type InstallationRecords, isSameToken } from './installation-record.ts';
import type { Sealing } from './sealing.ts';

/**
 * The token that the installation `id` has in place of `expired`, of which Slack says that it has
 * run out: the one that somebody has renewed meanwhile, else a new one, by one request of all
 * processes. Null where there is none now. Throws what the store throws.
 */
export type RenewExpired = (id: string, expired: string) => Promise<string | null>;

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
    const other = await openTokenOf(found?.token);
    if (!found?.token || other !== null) return other;
    if (found.refresh === null) return null;
    const now = clock.now();
    const over = await records.revise(id, (record) =>
      record && isSameToken(record, found) && (record.expiresAt ?? now + 1) > now
        ? { ...record, expiresAt: now }
        : null,
    );
    return openTokenOf(over && (await withFreshToken(over)).token);
  };
}
