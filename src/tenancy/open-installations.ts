import { BoundedMap } from '../lib/bounded-map.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { WithFreshToken } from './fresh-tokens.ts';
import type { Installations, OpenInstallation, OwnAccount, RequestIds } from './installation.ts';
import {
  type AccountRecord,
  type InstallationRecord,
  type InstallationRecords,
  isRenewalStalled,
  nameOf,
} from './installation-record.ts';
import { SealError, type Sealing } from './sealing.ts';

/** Opening an installation takes a third of a millisecond, so this many stay open. */
const MAX_OPEN = 1_000;

/** Whether it has a token that is valid or can still be renewed. */
export const isAlive = (record: InstallationRecord, now: number): boolean =>
  record.token !== null &&
  record.ended === null &&
  (record.renewalRefused === null || record.expiresAt === null || record.expiresAt > now);

/**
 * Whether its token has expired and Slack has not answered for long. The app can show nothing then,
 * so people are asked to install it again.
 */
const isExpiredAndStalled = (record: InstallationRecord, now: number): boolean =>
  isRenewalStalled(record, now) && record.expiresAt !== null && record.expiresAt <= now;

/**
 * The installations that a request may be for, the most likely one first. A workspace's own
 * installation comes before its organization's. For an org-wide request a workspace counts only if
 * it belongs to the organization, because Slack Connect names other workspaces too.
 */
function candidates({
  orgWide,
  enterprise,
  teams,
}: RequestIds): readonly { readonly id: string; readonly of: string | null }[] {
  const of = orgWide ? enterprise : null;
  const workspaces = teams.map((id) => ({ id, of }));
  return enterprise === null ? workspaces : [...workspaces, { id: enterprise, of: null }];
}

/** The installations in the state, each opened with a token that is valid for at least an hour. */
export function createInstallations(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly withFreshToken: WithFreshToken;
  readonly clock: Pick<Clock, 'now'>;
  readonly logEvent: LogEvent;
}): Installations & {
  /** The scope of an installation's part of the state. */
  scopeFor(id: string): Promise<string>;
} {
  const { records, sealing, withFreshToken, clock, logEvent } = deps;
  const cache = new BoundedMap<string, Promise<OpenInstallation>>(MAX_OPEN);
  let ownId: Promise<string | null> | undefined;

  /** Written only before other workspaces can install the app, so it is read once. */
  const ownWorkspace = (): Promise<string | null> => {
    ownId ??= records.ownWorkspace().catch((error: unknown) => {
      ownId = undefined;
      throw error;
    });
    return ownId;
  };
  const scopeFor = async (id: string): Promise<string> => ((await ownWorkspace()) === id ? '' : id);

  async function openCached(
    found: InstallationRecord | undefined,
    purpose: 'people' | 'tasks' = 'tasks',
  ): Promise<OpenInstallation | null> {
    if (!found || !isAlive(found, clock.now())) return null;
    const record = await withFreshToken(found);
    if (!isAlive(record, clock.now())) return null;
    if (purpose === 'people' && isExpiredAndStalled(record, clock.now())) return null;
    const key = `${record.id} ${record.generation} ${record.revision}`;
    const installation = cache.get(key) ?? openRecord(record);
    cache.set(key, installation);
    return installation.catch((error: unknown) => {
      cache.delete(key);
      const sealFields = error instanceof SealError ? { says: error.message } : {};
      logEvent('installation_unread', {
        workspace: record.id,
        ...errorFields(error),
        ...sealFields,
      });
      // Installing the app again fixes this, so people are asked to.
      if (purpose === 'people' && error instanceof SealError) return null;
      throw error;
    });
  }

  async function openRecord(record: InstallationRecord): Promise<OpenInstallation> {
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
        const installation = await openCached(record, 'people');
        if (installation) return installation;
      }
      return null;
    },
    async byScope(scope) {
      const id = scope === '' ? await ownWorkspace() : scope;
      if (id === null || (await scopeFor(id)) !== scope) return null;
      return openCached(await records.load(id));
    },
    async byWebhookToken(token) {
      const id = await records.byWebhookToken(token);
      return id === null ? null : openCached(await records.load(id));
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
