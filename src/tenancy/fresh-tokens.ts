import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import {
  type InstallationRecord,
  type InstallationRecords,
  isSameToken,
  isWorrying,
} from './installation-record.ts';
import { createInstallerNotice } from './installer-notice.ts';
import type { Sealing } from './sealing.ts';
import type { Renewal, SlackTokens } from './slack-tokens.ts';

/** A token lives 12 h. https://docs.slack.dev/authentication/using-token-rotation */
const RENEW_BEFORE_MS = 2 * 3_600_000;
/** Slack's requests are acknowledged within 3 s: a token that is still good is used instead. */
const PATIENCE_MS = 1_500;
/** Without a good token nothing can be done before there is one. */
const LONG_PATIENCE_MS = 10_000;
const STILL_GOOD_MS = 60_000;
const LOOK_MS = 100;
const SAVE_TRIES = 5;
const SAVE_AGAIN_MS = 2_000;

/** Renewing the token of one installation, by one process of all at a time. */
export interface RenewalTurns {
  /**
   * `mine`: until `end`, or for a while if this process is killed. `busy`: somebody else does it.
   * `resting`: Slack did not answer, and is not asked for a while.
   */
  take(id: string): Promise<'mine' | 'busy' | 'resting'>;
  end(id: string): Promise<void>;
  /** Nobody is to try again for a while. */
  rest(id: string): Promise<void>;
}

/**
 * The installation with a token that is good for an hour at least: renewed where less than two
 * hours are left, by one request of all processes. Where it cannot be renewed now, as it is. Throws
 * what the store throws.
 */
export type WithFreshToken = (record: InstallationRecord) => Promise<InstallationRecord>;

interface Pair {
  readonly of: InstallationRecord;
  readonly renewed: Extract<Renewal, { kind: 'renewed' }>;
  readonly expiresAt: number;
}

export function createWithFreshToken(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly slack: SlackTokens;
  readonly turns: RenewalTurns;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): WithFreshToken {
  const { records, sealing, slack, turns, clock, logEvent } = deps;
  const noticeInstaller = createInstallerNotice(deps);
  const running = new Map<string, Promise<void>>();
  /** Pairs that Slack gave and the store did not take: without them the installation is lost. */
  const unsaved = new Map<string, Pair>();

  const leftMs = ({ expiresAt }: InstallationRecord): number =>
    expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt - clock.now();
  const isDue = (record: InstallationRecord): boolean =>
    record.refresh !== null &&
    record.token !== null &&
    record.renewalRefused === null &&
    leftMs(record) < RENEW_BEFORE_MS;

  async function renew(id: string): Promise<void> {
    const kept = unsaved.get(id);
    if (kept) return save(kept);
    const turn = await turns.take(id);
    if (turn === 'resting') return;
    if (turn === 'busy') return waitForOther(id);
    // Re-read in the turn: somebody may have done it just before.
    const record = await records.load(id);
    if (!record || !isDue(record)) return turns.end(id);
    const renewal = await ask(record);
    switch (renewal.kind) {
      case 'renewed': {
        const expiresAt = clock.now() + renewal.expiresInMs;
        await save({ of: record, renewed: renewal, expiresAt });
        return turns.end(id);
      }
      case 'refused':
        await refused(record, renewal.error);
        return turns.end(id);
      default:
        logEvent('token_not_renewed', { workspace: id, outcome: renewal.kind });
        if (renewal.kind === 'unknown') await doubted(record);
        return turns.rest(id);
    }
  }

  /**
   * An answer that was lost may have used up the token: asked once more, Slack says so. Otherwise
   * that stays open.
   */
  async function ask(record: InstallationRecord): Promise<Renewal> {
    const place = { tenant: record.id, use: 'slack-refresh' } as const;
    const refresh = await sealing.open(record.refresh ?? '', place);
    const first = await slack.renew(refresh);
    if (first.kind !== 'unknown') return first;
    logEvent('token_renewal_in_doubt', { workspace: record.id });
    const second = await slack.renew(refresh);
    return second.kind === 'later' ? first : second;
  }

  async function waitForOther(id: string): Promise<void> {
    for (let waited = 0; waited < LONG_PATIENCE_MS; waited += LOOK_MS) {
      await clock.sleep(LOOK_MS);
      const record = await records.load(id);
      if (!record || !isDue(record)) return;
    }
  }

  async function save(pair: Pair): Promise<void> {
    const { of, renewed, expiresAt } = pair;
    unsaved.set(of.id, pair);
    const token = await sealing.seal(renewed.token, { tenant: of.id, use: 'slack-bot' });
    const refresh = await sealing.seal(renewed.refresh, { tenant: of.id, use: 'slack-refresh' });
    for (let tries = 1; ; tries += 1) {
      try {
        await records.revise(of.id, (now) =>
          now && now.token !== null && isSameToken(now, of)
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
        unsaved.delete(of.id);
        return logEvent('token_renewed', { workspace: of.id });
      } catch (error) {
        logEvent('token_unsaved', { workspace: of.id, tries, ...errorFields(error) });
        if (tries >= SAVE_TRIES) throw error;
        await clock.sleep(SAVE_AGAIN_MS);
      }
    }
  }

  async function refused(record: InstallationRecord, error: string): Promise<void> {
    logEvent('token_renewal_refused', { workspace: record.id, error });
    const marked = await records.revise(record.id, (now) =>
      now && isSameToken(now, record) && now.renewalRefused === null
        ? { ...now, renewalRefused: { at: clock.now(), told: false } }
        : null,
    );
    if (marked?.renewalRefused) await noticeInstaller(marked);
  }

  /** The old token serves on, and Slack is asked again; its installer is warned in time. */
  async function doubted(record: InstallationRecord): Promise<void> {
    const marked = await records.revise(record.id, (now) =>
      now && isSameToken(now, record) && now.renewalDoubted === null
        ? { ...now, renewalDoubted: { at: clock.now(), told: false } }
        : null,
    );
    if (marked && isWorrying(marked, clock.now())) await noticeInstaller(marked);
  }

  return async (record) => {
    if (!isDue(record)) return record;
    const { id } = record;
    const renewing = running.get(id) ?? renew(id).finally(() => running.delete(id));
    running.set(id, renewing);
    const waited = new AbortController();
    const patience = leftMs(record) > STILL_GOOD_MS ? PATIENCE_MS : LONG_PATIENCE_MS;
    renewing.catch((error: unknown) =>
      logEvent('token_not_renewed', { workspace: id, ...errorFields(error) }),
    );
    await Promise.race([renewing.catch(() => undefined), clock.sleep(patience, waited.signal)]);
    waited.abort();
    return (await records.load(id)) ?? record;
  };
}
