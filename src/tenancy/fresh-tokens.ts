import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import {
  type InstallationRecord,
  type InstallationRecords,
  isRenewalStalled,
  isSameToken,
} from './installation-record.ts';
import { createInstallerNotice } from './installer-notice.ts';
import type { Sealing } from './sealing.ts';
import type { Renewal, SlackTokens } from './slack-tokens.ts';

/** A token lives 12 h. https://docs.slack.dev/authentication/using-token-rotation */
const RENEW_BEFORE_MS = 2 * 3_600_000;
/** Slack's requests must be acknowledged within 3 s, so a token that is still valid is used. */
const SHORT_WAIT_MS = 1_500;
/** Without a valid token the caller can only wait for a new one. */
const LONG_WAIT_MS = 10_000;
const STILL_VALID_MS = 60_000;
const POLL_MS = 100;
const MAX_SAVE_TRIES = 5;
const SAVE_RETRY_MS = 2_000;

/** Locks that let one process at a time renew the token of an installation. */
export interface RenewalLocks {
  /**
   * `acquired`: until `release`, or until the lock expires if this process is killed. `busy`:
   * another caller holds it. `resting`: Slack did not answer and is not asked for a while.
   */
  tryAcquire(id: string): Promise<'acquired' | 'busy' | 'resting'>;
  release(id: string): Promise<void>;
  /** Prevents attempts for a while. */
  backOff(id: string): Promise<void>;
}

/**
 * Returns the installation with a token that is valid for at least an hour. Renews a token that
 * expires in less than two hours; processes share one renewal request. Returns the record unchanged
 * if the token cannot be renewed now. Throws what the store throws.
 */
export type WithFreshToken = (record: InstallationRecord) => Promise<InstallationRecord>;

interface UnsavedPair {
  readonly record: InstallationRecord;
  readonly renewed: Extract<Renewal, { kind: 'renewed' }>;
  readonly expiresAt: number;
}

/** Holds a renewed pair in memory until the store accepts it, because Slack gives it only once. */
export function createWithFreshToken(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly slack: SlackTokens;
  readonly locks: RenewalLocks;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): WithFreshToken {
  const { records, sealing, slack, locks, clock, logEvent } = deps;
  const notifyInstaller = createInstallerNotice(deps);
  const renewals = new Map<string, Promise<void>>();
  /** Token pairs that could not be stored yet. If they are lost, so is the installation. */
  const unsaved = new Map<string, UnsavedPair>();

  const remainingMs = ({ expiresAt }: InstallationRecord): number =>
    expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt - clock.now();
  const isDue = (record: InstallationRecord): boolean =>
    record.refresh !== null &&
    record.token !== null &&
    record.renewalRefused === null &&
    remainingMs(record) < RENEW_BEFORE_MS;

  async function renew(id: string): Promise<void> {
    const pair = unsaved.get(id);
    if (pair) return save(pair);
    const lock = await locks.tryAcquire(id);
    if (lock === 'resting') return;
    if (lock === 'busy') return waitForOther(id);
    // Re-read under the lock: another process may have renewed it just before.
    const record = await records.load(id);
    if (!record || !isDue(record)) return locks.release(id);
    const renewal = await requestRenewal(record);
    switch (renewal.kind) {
      case 'renewed': {
        const expiresAt = clock.now() + renewal.expiresInMs;
        await save({ record, renewed: renewal, expiresAt });
        return locks.release(id);
      }
      case 'refused':
        await recordRefusal(record, renewal.error);
        return locks.release(id);
      default:
        logEvent('token_not_renewed', { workspace: id, outcome: renewal.kind });
        if (renewal.kind === 'unknown') await recordDoubt(record);
        return locks.backOff(id);
    }
  }

  /**
   * After a lost answer the refresh token may be used up. A second request finds out, unless its
   * answer is lost too.
   */
  async function requestRenewal(record: InstallationRecord): Promise<Renewal> {
    const context = { tenant: record.id, use: 'slack-refresh' } as const;
    const refresh = await sealing.open(record.refresh ?? '', context);
    const first = await slack.renew(refresh);
    if (first.kind !== 'unknown') return first;
    logEvent('token_renewal_in_doubt', { workspace: record.id });
    const second = await slack.renew(refresh);
    return second.kind === 'later' ? first : second;
  }

  async function waitForOther(id: string): Promise<void> {
    for (let waitedMs = 0; waitedMs < LONG_WAIT_MS; waitedMs += POLL_MS) {
      await clock.sleep(POLL_MS);
      const record = await records.load(id);
      if (!record || !isDue(record)) return;
    }
  }

  async function save(pair: UnsavedPair): Promise<void> {
    const { record, renewed, expiresAt } = pair;
    unsaved.set(record.id, pair);
    const token = await sealing.seal(renewed.token, { tenant: record.id, use: 'slack-bot' });
    const refresh = await sealing.seal(renewed.refresh, {
      tenant: record.id,
      use: 'slack-refresh',
    });
    for (let tries = 1; ; tries += 1) {
      try {
        await records.revise(record.id, (now) =>
          now && now.token !== null && isSameToken(now, record)
            ? {
                ...now,
                token,
                refresh,
                expiresAt,
                renewals: now.renewals + 1,
                renewalDoubted: null,
                revision: now.revision + 1,
                bot: { ...now.bot, scopes: [...(renewed.scopes ?? now.bot.scopes)] },
              }
            : null,
        );
        unsaved.delete(record.id);
        return logEvent('token_renewed', { workspace: record.id });
      } catch (error) {
        logEvent('token_unsaved', { workspace: record.id, tries, ...errorFields(error) });
        if (tries >= MAX_SAVE_TRIES) throw error;
        await clock.sleep(SAVE_RETRY_MS);
      }
    }
  }

  async function recordRefusal(record: InstallationRecord, error: string): Promise<void> {
    logEvent('token_renewal_refused', { workspace: record.id, error });
    const updated = await records.revise(record.id, (now) =>
      now && isSameToken(now, record) && now.renewalRefused === null
        ? { ...now, renewalRefused: { at: clock.now(), told: false } }
        : null,
    );
    if (updated?.renewalRefused) await notifyInstaller(updated);
  }

  /** Keeps the old token in use. Later attempts follow, and the installer is warned in time. */
  async function recordDoubt(record: InstallationRecord): Promise<void> {
    const updated = await records.revise(record.id, (now) =>
      now && isSameToken(now, record) && now.renewalDoubted === null
        ? { ...now, renewalDoubted: { at: clock.now(), told: false } }
        : null,
    );
    if (updated && isRenewalStalled(updated, clock.now())) await notifyInstaller(updated);
  }

  return async (record) => {
    if (!isDue(record)) return record;
    const { id } = record;
    const renewing = renewals.get(id) ?? renew(id).finally(() => renewals.delete(id));
    renewals.set(id, renewing);
    const timer = new AbortController();
    const maxWaitMs = remainingMs(record) > STILL_VALID_MS ? SHORT_WAIT_MS : LONG_WAIT_MS;
    renewing.catch((error: unknown) =>
      logEvent('token_not_renewed', { workspace: id, ...errorFields(error) }),
    );
    await Promise.race([renewing.catch(() => undefined), clock.sleep(maxWaitMs, timer.signal)]);
    timer.abort();
    return (await records.load(id)) ?? record;
  };
}
