import type { LogEvent } from '../lib/log.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';
import type { Sealing } from './sealing.ts';
import type { SlackTokens } from './slack-tokens.ts';

const MESSAGE_REASONS = { renewalRefused: 'refused', renewalDoubted: 'unanswered' } as const;
type NoticeReason = keyof typeof MESSAGE_REASONS;

/**
 * Asks the installer by direct message to install the app again while the token still works. Sends
 * one message per installation and reason over all processes; if Slack surely did not accept it, a
 * later call tries again. Throws what the store throws.
 */
export function createInstallerNotice(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly slack: Pick<SlackTokens, 'askToInstallAgain'>;
  readonly logEvent: LogEvent;
}): (record: InstallationRecord) => Promise<void> {
  const { records, sealing, slack, logEvent } = deps;
  return async ({ id, generation }) => {
    const pending: NoticeReason[] = [];
    const record = await records.revise(id, (now) => {
      const found = now?.generation === generation ? pendingNoticeOf(now) : null;
      pending.splice(0, 1, ...(found === null ? [] : [found]));
      return now && found ? markNotified(now, found, true) : null;
    });
    const [reason] = pending;
    if (reason === undefined || !record?.token || record.installer === null) return;
    const token = await sealing.open(record.token, { tenant: id, use: 'slack-bot' });
    const outcome = await slack.askToInstallAgain(token, record.installer, MESSAGE_REASONS[reason]);
    if (outcome === 'later')
      await records.revise(id, (now) =>
        now?.generation === generation ? markNotified(now, reason, false) : null,
      );
    logEvent(outcome === 'sent' ? 'installer_told' : 'installer_not_told', { workspace: id });
  };
}

/** Why the installer must be notified and has not been yet; null without a reason. */
export const pendingNoticeOf = (record: InstallationRecord): NoticeReason | null =>
  (['renewalRefused', 'renewalDoubted'] as const).find((each) => record[each]?.told === false) ??
  null;

function markNotified(
  record: InstallationRecord,
  reason: NoticeReason,
  told: boolean,
): InstallationRecord | null {
  const notice = record[reason];
  return notice && { ...record, [reason]: { ...notice, told } };
}
