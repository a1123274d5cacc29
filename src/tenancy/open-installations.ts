import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { WithFreshToken } from './fresh-tokens.ts';
import type { Installations, Installed, OwnAccount, RequestIds } from './installation.ts';
import {
  type AccountRecord,
  type InstallationRecord,
  type InstallationRecords,
  isWorrying,
  nameOf,
} from './installation-record.ts';
import { SealError, type Sealing } from './sealing.ts';

/** Opening costs a third of a millisecond; so many stay open. */
const MOST_OPEN = 1_000;

/** Whether requests can be made with it: it has a token that has not run out for good. */
export const isAlive = (record: InstallationRecord, now: number): boolean =>
  record.token !== null &&
  record.ended === null &&
  (record.renewalRefused === null || record.expiresAt === null || record.expiresAt > now);

/**
 * Whether its token has run out and Slack has not answered for long: nothing can be shown, and
 * people are better told to install the app again.
 */
const isOverdue = (record: InstallationRecord, now: number): boolean =>
  isWorrying(record, now) && record.expiresAt !== null && record.expiresAt <= now;

/**
 * Whose a request is, the likeliest first. A workspace's own installation goes before its
 * organization's. Where Slack says that it is the organization's, a workspace counts only if it
 * belongs there: in Slack Connect others are named, too.
 */
function candidates({
  orgWide,
  enterprise,
  teams,
}: RequestIds): readonly { readonly id: string; readonly of: string | null }[] {
  const of = orgWide ? enterprise : null;
  const own = teams.map((id) => ({ id, of }));
  return enterprise === null ? own : [...own, { id: enterprise, of: null }];
}

/** The installations of the state, each opened with a token that is good for an hour at least. */
export function createInstallations(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly withFreshToken: WithFreshToken;
  readonly clock: Pick<Clock, 'now'>;
  readonly logEvent: LogEvent;
}): Installations & {
  /** The part of the state that belongs to an installation. */
  scopeFor(id: string): Promise<string>;
} {
  const { records, sealing, withFreshToken, clock, logEvent } = deps;
  const open = new Map<string, Promise<Installed>>();
  let own: Promise<string | null> | undefined;

  /** Written only before workspaces can install the app, so it is asked for once. */
  const ownWorkspace = (): Promise<string | null> => {
    own ??= records.ownWorkspace().catch((error: unknown) => {
      own = undefined;
      throw error;
    });
    return own;
  };
  const scopeFor = async (id: string): Promise<string> => ((await ownWorkspace()) === id ? '' : id);

  async function opened(
    found: InstallationRecord | undefined,
    isFor: 'people' | 'tasks' = 'tasks',
  ): Promise<Installed | null> {
    if (!found || !isAlive(found, clock.now())) return null;
    const record = await withFreshToken(found);
    if (!isAlive(record, clock.now())) return null;
    if (isFor === 'people' && isOverdue(record, clock.now())) return null;
    const key = `${record.id} ${record.generation} ${record.revision}`;
    const known = open.get(key);
    open.delete(key);
    const installed = known ?? openNow(record);
    open.set(key, installed);
    for (const oldest of open.keys()) if (open.size > MOST_OPEN) open.delete(oldest);
    return installed.catch((error: unknown) => {
      open.delete(key);
      const says = error instanceof SealError ? { says: error.message } : {};
      logEvent('installation_unread', { workspace: record.id, ...errorFields(error), ...says });
      // Installing it again makes it good, so people are told to.
      if (isFor === 'people' && error instanceof SealError) return null;
      throw error;
    });
  }

  async function openNow(record: InstallationRecord): Promise<Installed> {
    const { id, generation, revision, bot, team, enterprise, installer, appId } = record;
    const account = (each: AccountRecord): Promise<OwnAccount> => openAccount(sealing, id, each);
    const former = record.formerJogg.filter(({ until }) => until > clock.now());
    return {
      id,
      scope: await scopeFor(id),
      revision: `${generation}.${revision}`,
      botToken: await sealing.open(record.token ?? '', { tenant: id, use: 'slack-bot' }),
      identity: {
        workspace: team?.id ?? id,
        enterprise: enterprise?.id ?? null,
        botUserId: bot.userId,
        botId: bot.id,
        scopes: bot.scopes,
        name: nameOf(record),
        handle: bot.handle,
        appId,
      },
      installer,
      jogg: record.jogg && (await account(record.jogg)),
      formerJogg: await Promise.all(former.map(account)),
    };
  }

  return {
    scopeFor,
    async ofRequest(ids) {
      for (const { id, of } of candidates(ids)) {
        const record = await records.load(id);
        if (!record || (of !== null && record.enterprise?.id !== of)) continue;
        const installed = await opened(record, 'people');
        if (installed) return installed;
      }
      return null;
    },
    async byScope(scope) {
      const id = scope === '' ? await ownWorkspace() : scope;
      if (id === null || (await scopeFor(id)) !== scope) return null;
      return opened(await records.load(id));
    },
    async byWebhookToken(token) {
      const id = await records.byWebhookToken(token);
      return id === null ? null : opened(await records.load(id));
    },
    async list() {
      const found = await Promise.all((await records.list()).map((id) => records.load(id)));
      return found.flatMap((record) => (record && isAlive(record, clock.now()) ? [record.id] : []));
    },
  };
}

async function openAccount(
  sealing: Sealing,
  tenant: string,
  { keyId, last4, key, webhookToken, webhookSecret }: AccountRecord,
): Promise<OwnAccount> {
  return {
    keyId,
    last4,
    webhookToken,
    apiKey: await sealing.open(key, { tenant, use: 'jogg-key' }),
    webhookSecret:
      webhookSecret && (await sealing.open(webhookSecret, { tenant, use: 'webhook-secret' })),
  };
}
