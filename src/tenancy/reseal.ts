import { errorFields, type LogEvent } from '../lib/log.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';
import { type SealedPlace, type Sealing, sealedBy } from './sealing.ts';

/** Every sealed secret of an installation, and where it belongs. */
export function sealedIn(
  record: InstallationRecord,
): readonly { readonly sealed: string; readonly place: SealedPlace }[] {
  const { id, token, refresh } = record;
  const accounts = [...(record.jogg ? [record.jogg] : []), ...record.formerJogg];
  const all: readonly (readonly [string | null, SealedPlace['use']])[] = [
    [token, 'slack-bot'],
    [refresh, 'slack-refresh'],
    ...accounts.map(({ key }) => [key, 'jogg-key'] as const),
    ...accounts.map(({ webhookSecret }) => [webhookSecret, 'webhook-secret'] as const),
  ];
  return all.flatMap(([sealed, use]) =>
    sealed === null ? [] : [{ sealed, place: { tenant: id, use } }],
  );
}

/**
 * Seals with the newest key what an older one sealed; nothing else changes, also where somebody
 * changes the record meanwhile. What cannot be opened stays. Answers how many records are new.
 * Throws what the store throws.
 */
export async function reseal(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly logEvent: LogEvent;
}): Promise<number> {
  const { records, sealing, logEvent } = deps;
  let changed = 0;
  for (const id of await records.list()) {
    const record = await records.load(id);
    const old = record ? sealedIn(record).filter(isOld) : [];
    if (old.length === 0) continue;
    const anew = new Map<string, string>();
    for (const { sealed, place } of old) {
      try {
        anew.set(sealed, await sealing.seal(await sealing.open(sealed, place), place));
      } catch (error) {
        logEvent('installation_unread', { workspace: id, ...errorFields(error) });
      }
    }
    if (anew.size === 0) continue;
    await records.revise(id, (now) => (now ? withSealed(now, anew) : null));
    changed += 1;
  }
  if (changed > 0) logEvent('installations_resealed', { changed });
  return changed;

  function isOld({ sealed }: { readonly sealed: string }): boolean {
    return sealedBy(sealed) !== sealing.keyId;
  }
}

function withSealed(
  record: InstallationRecord,
  anew: ReadonlyMap<string, string>,
): InstallationRecord {
  const of = <T extends string | null>(sealed: T) =>
    sealed === null ? sealed : (anew.get(sealed) ?? sealed);
  const account = <T extends { key: string; webhookSecret: string | null }>(each: T): T => ({
    ...each,
    key: of(each.key),
    webhookSecret: of(each.webhookSecret),
  });
  return {
    ...record,
    token: of(record.token),
    refresh: of(record.refresh),
    jogg: record.jogg && account(record.jogg),
    formerJogg: record.formerJogg.map(account),
  };
}
