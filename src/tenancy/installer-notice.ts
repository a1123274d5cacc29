import type { LogEvent } from '../lib/log.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';
import type { Sealing } from './sealing.ts';
import type { SlackTokens } from './slack-tokens.ts';

const WHY = { renewalRefused: 'refused', renewalDoubted: 'unanswered' } as const;
type Trouble = keyof typeof WHY;

/**
 * Asks who installed the app to install it again, while the token still works: once, whichever
 * process asks first. Where Slack surely did not take the message, another call tries again. Throws
 * what the store throws.
 */
export function createInstallerNotice(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly slack: Pick<SlackTokens, 'askToInstallAgain'>;
  readonly logEvent: LogEvent;
}): (record: InstallationRecord) => Promise<void> {
  const { records, sealing, slack, logEvent } = deps;
  return async ({ id, generation }) => {
    const untold: Trouble[] = [];
    const record = await records.revise(id, (now) => {
      const found = now?.generation === generation ? untoldOf(now) : null;
      untold.splice(0, 1, ...(found === null ? [] : [found]));
      return now && found ? withTold(now, found, true) : null;
    });
    const [trouble] = untold;
    if (trouble === undefined || !record?.token || record.installer === null) return;
    const token = await sealing.open(record.token, { tenant: id, use: 'slack-bot' });
    const told = await slack.askToInstallAgain(token, record.installer, WHY[trouble]);
    if (told === 'not_now')
      await records.revise(id, (now) =>
        now?.generation === generation ? withTold(now, trouble, false) : null,
      );
    logEvent(told === 'told' ? 'installer_told' : 'installer_not_told', { workspace: id });
  };
}

/** Why its installer has to be told something, and was not yet. */
export const untoldOf = (record: InstallationRecord): Trouble | null =>
  (['renewalRefused', 'renewalDoubted'] as const).find((each) => record[each]?.told === false) ??
  null;

function withTold(
  record: InstallationRecord,
  trouble: Trouble,
  told: boolean,
): InstallationRecord | null {
  const since = record[trouble];
  return since && { ...record, [trouble]: { ...since, told } };
}
