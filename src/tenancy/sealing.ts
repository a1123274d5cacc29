import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** Loaded at its first use: an app of one workspace seals nothing. */
const jose = (): typeof import('jose') => require('jose');

/** Where a secret belongs: in another place it is not opened. */
export interface SealedPlace {
  /** The installation whose secret it is. */
  readonly tenant: string;
  readonly use: 'slack-bot' | 'slack-refresh' | 'jogg-key' | 'webhook-secret';
}

/** A secret cannot be opened. The message names the key that is missing, and never the secret. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly code: 'key_missing' | 'misplaced' | 'damaged';
  /** The key that it was sealed with, where that is known. */
  readonly keyId: string | null;

  constructor(code: SealError['code'], keyId: string | null, options?: ErrorOptions) {
    super(`${WORDS[code]}${keyId === null ? '' : ` (key ${keyId})`}`, options);
    this.code = code;
    this.keyId = keyId;
  }
}

const WORDS = {
  key_missing:
    'a secret was sealed with a key that TOKEN_ENCRYPTION_KEY does not have. Add that key behind the present one, after a comma',
  misplaced: 'a sealed secret stands where another one belongs',
  damaged: 'a sealed secret was changed or is none',
} as const;

export interface Sealing {
  /** The key that seals. */
  readonly keyId: string;
  seal(secret: string, place: SealedPlace): Promise<string>;
  /** With any of the keys. @throws {SealError} */
  open(sealed: string, place: SealedPlace): Promise<string>;
}

/** Names a key: the first 8 hexadecimal digits of its SHA-256. */
export const keyIdOf = (key: Uint8Array): string =>
  createHash('sha256').update(key).digest('hex').slice(0, 8);

/**
 * Seals secrets as compact JWE, by AES-256-GCM with the first of the `keys` (32 bytes each). Its
 * header, which cannot be changed, says the key, the tenant and the use.
 * https://www.rfc-editor.org/rfc/rfc7516
 */
export function createSealing(keys: readonly Uint8Array[]): Sealing {
  const byId = new Map(keys.map((key) => [keyIdOf(key), key]));
  const [first] = byId;
  if (!first) throw new TypeError('a key is needed');
  const [keyId, newest] = first;
  return {
    keyId,
    seal: (secret, { tenant, use }) =>
      new (jose().CompactEncrypt)(Buffer.from(secret))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: keyId, ws: tenant, use })
        .encrypt(newest),
    async open(sealed, { tenant, use }) {
      const kid = sealedBy(sealed);
      if (kid === null) throw new SealError('damaged', null);
      const key = byId.get(kid);
      if (!key) throw new SealError('key_missing', kid);
      const { plaintext, protectedHeader } = await jose()
        .compactDecrypt(sealed, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        })
        .catch((cause: unknown) => {
          throw new SealError('damaged', kid, { cause });
        });
      if (protectedHeader['ws'] !== tenant || protectedHeader['use'] !== use)
        throw new SealError('misplaced', kid);
      return new TextDecoder().decode(plaintext);
    },
  };
}

/** The key that a secret says it was sealed with; null for what is no sealed secret. */
export function sealedBy(sealed: string): string | null {
  try {
    return jose().decodeProtectedHeader(sealed).kid ?? null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof jose().errors.JOSEError) return null;
    throw error;
  }
}
