import type { LogEvent } from '../lib/log.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';
import type { Sealing } from './sealing.ts';
import type { SlackTokens } from './slack-tokens.ts';

/**
 * Asks who installed the app to install it again, while the token still works: once, whichever
 * process asks first. Throws what the store throws.
 */
export function createInstallerNotice(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly slack: Pick<SlackTokens, 'askToInstallAgain'>;
  readonly logEvent: LogEvent;
}): (record: InstallationRecord) => Promise<void> {
  const { records, sealing, slack, logEvent } = deps;
  return async ({ id, generation }) => {
    let isMine = false;
    const record = await records.revise(id, (now) => {
      const refused = now?.generation === generation ? now.renewalRefused : null;
      isMine = refused !== null && !refused.told;
      return now && refused && isMine
        ? { ...now, renewalRefused: { ...refused, told: true } }
        : null;
    });
    if (!isMine || !record?.token || record.installer === null) return;
    const token = await sealing.open(record.token, { tenant: id, use: 'slack-bot' });
    const told = await slack.askToInstallAgain(token, record.installer);
    logEvent(told ? 'installer_told' : 'installer_not_told', { workspace: id });
  };
}
