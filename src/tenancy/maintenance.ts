import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { Erasure } from './erasure.ts';
import type { WithFreshToken } from './fresh-tokens.ts';
import type { InstallationRecords } from './installation-record.ts';
import { createInstallerNotice, untoldOf } from './installer-notice.ts';
import { reseal } from './reseal.ts';
import type { Sealing } from './sealing.ts';
import type { SlackTokens } from './slack-tokens.ts';
import type { Endings } from './uninstall.ts';

const EVERY_MS = 3_600_000;

/** Keys that one process of all takes; a key that is not released is free again in time. */
interface OnceKeys {
  take(id: string): Promise<boolean>;
  release(id: string): Promise<void>;
}

/**
 * What is due of installations, done now and every hour by one process of all until `signal`
 * aborts: secrets are sealed anew, former Jogg keys and what ended long ago are erased, and once a
 * day Slack is asked about every token, in case its word of an end was lost. Never throws.
 */
export function createChores(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly endings: Endings;
  readonly erasure: Erasure;
  readonly withFreshToken: WithFreshToken;
  readonly slack: Pick<SlackTokens, 'askToInstallAgain'>;
  readonly turn: OnceKeys;
  readonly today: Pick<OnceKeys, 'take'>;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): (signal: AbortSignal) => Promise<void> {
  const { records, endings, erasure, withFreshToken, turn, today, clock, logEvent } = deps;
  const noticeInstaller = createInstallerNotice(deps);

  async function work(signal: AbortSignal): Promise<void> {
    await reseal(deps);
    const isDaily = await today.take('checked');
    for (const id of await records.list()) {
      if (signal.aborted) return;
      const record = await records.load(id);
      if (!record) continue;
      await erasure.forgetFormer(record);
      if (record.renewalDoubted !== null) await withFreshToken(record);
      if (untoldOf(record) === 'renewalRefused') await noticeInstaller(record);
      if (erasure.isOld(record)) await erasure.erase(id);
      else if (isDaily || record.doubted) await endings.recheck(record);
    }
  }

  return async (signal) => {
    while (!signal.aborted) {
      try {
        if (await turn.take('hourly')) await work(signal).finally(() => turn.release('hourly'));
      } catch (error) {
        logEvent('installation_chores_failed', errorFields(error));
      }
      await clock.sleep(EVERY_MS, signal);
    }
  };
}
