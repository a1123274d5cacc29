import { errorFields, type LogEvent } from '../lib/log.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';
import { type SealContext, type Sealing, sealedBy } from './sealing.ts';

/** Every sealed secret of an installation, with its context. */
export function sealedSecretsOf(
  record: InstallationRecord,
): readonly { readonly sealed: string; readonly context: SealContext }[] {
  const { id, token, refresh } = record;
  const accounts = [...(record.jogg ? [record.jogg] : []), ...record.formerJogg];
  const all: readonly (readonly [string | null, SealContext['use']])[] = [
    [token, 'slack-bot'],
    [refresh, 'slack-refresh'],
    ...accounts.map(({ key }) => [key, 'jogg-key'] as const),
    ...accounts.map(({ webhookSecret }) => [webhookSecret, 'webhook-secret'] as const),
  ];
  return all.flatMap(([sealed, use]) =>
    sealed === null ? [] : [{ sealed, context: { tenant: id, use } }],
  );
}

/**
 * Reseals secrets with the newest key if an older one sealed them. Keeps concurrent changes of the
 * records, and secrets that cannot be opened. Returns how many records were changed. Throws what
 * the store throws.
 */
export async function reseal(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly logEvent: LogEvent;
}): Promise<number> {
  const { records, sealing, logEvent } = deps;
  let changedCount = 0;
  for (const id of await records.list()) {
    const record = await records.load(id);
    const old = record ? sealedSecretsOf(record).filter(isOld) : [];
    if (old.length === 0) continue;
    const resealed = new Map<string, string>();
    for (const { sealed, context } of old) {
      try {
        resealed.set(sealed, await sealing.seal(await sealing.open(sealed, context), context));
      } catch (error) {
        logEvent('installation_unread', { workspace: id, ...errorFields(error) });
      }
    }
    if (resealed.size === 0) continue;
    await records.revise(id, (now) => (now ? withResealed(now, resealed) : null));
    changedCount += 1;
  }
  if (changedCount > 0) logEvent('installations_resealed', { changed: changedCount });
  return changedCount;

  function isOld({ sealed }: { readonly sealed: string }): boolean {
    return sealedBy(sealed) !== sealing.keyId;
  }
}

function withResealed(
  record: InstallationRecord,
  resealed: ReadonlyMap<string, string>,
): InstallationRecord {
  const replaceSealed = <T extends string | null>(sealed: T) =>
    sealed === null ? sealed : (resealed.get(sealed) ?? sealed);
  const account = <T extends { key: string; webhookSecret: string | null }>(each: T): T => ({
    ...each,
    key: replaceSealed(each.key),
    webhookSecret: replaceSealed(each.webhookSecret),
  });
  return {
    ...record,
    token: replaceSealed(record.token),
    refresh: replaceSealed(record.refresh),
    jogg: record.jogg && account(record.jogg),
    formerJogg: record.formerJogg.map(account),
  };
}
