import type { Clock } from '../lib/clock.ts';
import type { RandomBytes } from '../lib/random.ts';
import type {
  AccountRecord,
  InstallationRecord,
  InstallationRecords,
} from './installation-record.ts';
import type { AccountUsers } from './leave-accounts.ts';
import type { Sealing } from './sealing.ts';

/** A video may run for a day; its project is asked for with the key that made it. */
const FORMER_KEPT_MS = 48 * 3_600_000;
/** 128 bits, which nobody guesses. */
const TOKEN_BYTES = 16;

/** What Jogg says of a key. */
export type KeyCheck = 'good' | 'refused' | 'unanswered';

/**
 * The Jogg account of one installation: its own, or the operator's. A key is asked about before it
 * counts, and stored sealed. An account that is replaced stays known for its videos in progress.
 * All methods throw what the store throws.
 */
export function createJoggAccount(
  id: string,
  deps: {
    readonly records: Pick<
      InstallationRecords,
      'load' | 'revise' | 'linkWebhookToken' | 'unlinkWebhookToken'
    >;
    readonly sealing: Pick<Sealing, 'seal'>;
    readonly scopeFor: (id: string) => Promise<string>;
    readonly usersOf: (keyId: string) => Pick<AccountUsers, 'add'>;
    /** Asks Jogg, within two seconds. Never throws. */
    readonly check: (apiKey: string) => Promise<KeyCheck>;
    /** Names an account wherever its key must not be. */
    readonly keyIdOf: (apiKey: string) => string;
    readonly randomBytes: RandomBytes;
    readonly clock: Pick<Clock, 'now'>;
  },
) {
  const { records, sealing, clock } = deps;

  async function sealed(apiKey: string): Promise<AccountRecord> {
    const webhookToken = deps.randomBytes(TOKEN_BYTES).toString('base64url');
    return {
      keyId: deps.keyIdOf(apiKey),
      last4: apiKey.slice(-4),
      key: await sealing.seal(apiKey, { tenant: id, use: 'jogg-key' }),
      webhookToken,
      webhookSecret: null,
    };
  }

  /** The record with another account, or null where it has that one, or has ended. */
  function changed(
    old: InstallationRecord | undefined,
    account: AccountRecord | null,
  ): InstallationRecord | null {
    if (!old || old.ended !== null || old.jogg?.keyId === account?.keyId) return null;
    const now = clock.now();
    // A key that comes back in time keeps its address: Jogg calls it already.
    const back = old.formerJogg.find(({ keyId, until }) => until > now && keyId === account?.keyId);
    // Expired ones stay until the chore that erases their records removes them.
    const former = old.formerJogg.filter(
      (each) => each !== back && (each.until <= now || each.keyId !== old.jogg?.keyId),
    );
    return {
      ...old,
      jogg: back ?? account,
      formerJogg: [...(old.jogg ? [{ ...old.jogg, until: now + FORMER_KEPT_MS }] : []), ...former],
      revision: old.revision + 1,
    };
  }

  return {
    async own() {
      const record = await records.load(id);
      return record?.jogg ? { last4: record.jogg.last4 } : null;
    },
    async set(apiKey: string): Promise<'set' | Exclude<KeyCheck, 'good'>> {
      const check = await deps.check(apiKey);
      if (check !== 'good') return check;
      const account = await sealed(apiKey);
      // Before the first request from it: then nobody takes what it makes for somebody else's.
      await deps.usersOf(account.keyId).add(await deps.scopeFor(id));
      await records.linkWebhookToken(account.webhookToken, id);
      const stored = await records.revise(id, (old) => changed(old, account));
      if (stored?.jogg?.webhookToken !== account.webhookToken)
        await records.unlinkWebhookToken(account.webhookToken, id);
      return 'set';
    },
    async remove() {
      await records.revise(id, (old) => changed(old, null));
    },
  };
}
