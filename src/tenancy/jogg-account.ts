import type { AccountUsers } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';
import type { RandomBytes } from '../lib/random.ts';
import type {
  AccountRecord,
  InstallationRecord,
  InstallationRecords,
} from './installation-record.ts';
import type { Sealing } from './sealing.ts';

/** A video may run for a day, and its project is polled with the key that made it. */
const FORMER_ACCOUNT_MS = 48 * 3_600_000;
/** 128 bits, so that a token cannot be guessed. */
const TOKEN_BYTES = 16;

/** Jogg's verdict on a key. */
export type KeyCheck = 'good' | 'refused' | 'unanswered';

/**
 * The Jogg account of one installation: its own or the operator's. A key is checked with Jogg
 * before it is used, and stored sealed. A replaced account is kept for its videos in progress. All
 * methods throw what the store throws.
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
    /** Checks a key with Jogg within two seconds. Never throws. */
    readonly check: (apiKey: string) => Promise<KeyCheck>;
    /** An id for an account wherever its key must not appear. */
    readonly keyIdOf: (apiKey: string) => string;
    readonly randomBytes: RandomBytes;
    readonly clock: Pick<Clock, 'now'>;
  },
) {
  const { records, sealing, clock } = deps;

  async function createRecord(apiKey: string): Promise<AccountRecord> {
    const webhookToken = deps.randomBytes(TOKEN_BYTES).toString('base64url');
    return {
      keyId: deps.keyIdOf(apiKey),
      last4: apiKey.slice(-4),
      key: await sealing.seal(apiKey, { tenant: id, use: 'jogg-key' }),
      webhookToken,
      webhookSecret: null,
    };
  }

  /** The record with another account; null if it has that account already or has ended. */
  function withAccount(
    old: InstallationRecord | undefined,
    account: AccountRecord | null,
  ): InstallationRecord | null {
    if (!old || old.ended !== null || old.jogg?.keyId === account?.keyId) return null;
    const now = clock.now();
    // A key that returns in time keeps its webhook URL, which Jogg knows already.
    const returning = old.formerJogg.find(
      ({ keyId, until }) => until > now && keyId === account?.keyId,
    );
    // Expired accounts stay until maintenance erases their records and removes them.
    const former = old.formerJogg.filter(
      (each) => each !== returning && (each.until <= now || each.keyId !== old.jogg?.keyId),
    );
    return {
      ...old,
      jogg: returning ?? account,
      formerJogg: [
        ...(old.jogg ? [{ ...old.jogg, until: now + FORMER_ACCOUNT_MS }] : []),
        ...former,
      ],
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
      const account = await createRecord(apiKey);
      // Before the first request with this key: whether an account is shared must be known by then.
      await deps.usersOf(account.keyId).add(await deps.scopeFor(id));
      await records.linkWebhookToken(account.webhookToken, id);
      const stored = await records.revise(id, (old) => withAccount(old, account));
      if (stored?.jogg?.webhookToken !== account.webhookToken)
        await records.unlinkWebhookToken(account.webhookToken, id);
      return 'set';
    },
    async remove() {
      await records.revise(id, (old) => withAccount(old, null));
    },
  };
}
