import type { OnceKeys } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { Erasure } from './erasure.ts';
import type { WithFreshToken } from './fresh-tokens.ts';
import type { InstallationRecords } from './installation-record.ts';
import { createInstallerNotice, pendingNoticeOf } from './installer-notice.ts';
import { reseal } from './reseal.ts';
import type { Sealing } from './sealing.ts';
import type { SlackTokens } from './slack-tokens.ts';
import type { Uninstalls } from './uninstall.ts';

const INTERVAL_MS = 3_600_000;

/**
 * Maintains the installations now and every hour until `signal` aborts, in one process at a time:
 * reseals secrets with the newest key, erases expired former Jogg keys and installations that ended
 * long ago, and once a day checks every token with Slack, in case an uninstall event was lost.
 * Never throws.
 */
export function createMaintenance(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly uninstalls: Uninstalls;
  readonly erasure: Erasure;
  readonly withFreshToken: WithFreshToken;
  readonly slack: Pick<SlackTokens, 'askToInstallAgain'>;
  /** Only one process can take the lock. A key that is never released expires. */
  readonly lock: Pick<OnceKeys, 'take' | 'release'>;
  readonly dailyKeys: Pick<OnceKeys, 'take'>;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): (signal: AbortSignal) => Promise<void> {
  const { records, uninstalls, erasure, withFreshToken, lock, dailyKeys, clock, logEvent } = deps;
  const notifyInstaller = createInstallerNotice(deps);

  async function runOnce(signal: AbortSignal): Promise<void> {
    await reseal(deps);
    const isDaily = await dailyKeys.take('checked');
    for (const id of await records.list()) {
      if (signal.aborted) return;
      const record = await records.load(id);
      if (!record) continue;
      await erasure.eraseFormerAccounts(record);
      if (record.renewalDoubted !== null) await withFreshToken(record);
      if (pendingNoticeOf(record) === 'renewalRefused') await notifyInstaller(record);
      if (erasure.isPastRetention(record)) await erasure.erase(id);
      else if (isDaily || record.doubted) await uninstalls.recheck(record);
    }
  }

  return async (signal) => {
    while (!signal.aborted) {
      try {
        if (await lock.take('hourly')) await runOnce(signal).finally(() => lock.release('hourly'));
      } catch (error) {
        logEvent('installation_chores_failed', errorFields(error));
      }
      await clock.sleep(INTERVAL_MS, signal);
    }
  };
}
