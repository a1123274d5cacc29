import { createRequire } from 'node:module';
import { sha256 } from '../lib/sha256.ts';

const require = createRequire(import.meta.url);
/** Loaded on first use, because an app of one workspace seals nothing. */
const jose = (): typeof import('jose') => require('jose');

/** The tenant and the use of a secret. In another context it cannot be opened. */
export interface SealContext {
  /** The id of the installation. */
  readonly tenant: string;
  readonly use: 'slack-bot' | 'slack-refresh' | 'jogg-key' | 'webhook-secret';
}

/** A secret cannot be opened. The message names the missing key, never the secret. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly code: 'key_missing' | 'misplaced' | 'damaged';
  /** The id of the key that sealed it, if known. */
  readonly keyId: string | null;

  constructor(code: SealError['code'], keyId: string | null, options?: ErrorOptions) {
    super(`${MESSAGES[code]}${keyId === null ? '' : ` (key ${keyId})`}`, options);
    this.code = code;
    this.keyId = keyId;
  }
}

const MESSAGES = {
  key_missing:
    'a secret was sealed with a key that TOKEN_ENCRYPTION_KEY does not have. Add that key after the current one, separated by a comma',
  misplaced: 'a sealed secret belongs to another workspace or use',
  damaged: 'a sealed secret is damaged',
} as const;

export interface Sealing {
  /** The id of the key that seals. */
  readonly keyId: string;
  seal(secret: string, context: SealContext): Promise<string>;
  /** Opens a secret with any of the keys. @throws {SealError} */
  open(sealed: string, context: SealContext): Promise<string>;
}

/** The id of a key: the first 8 hexadecimal digits of its SHA-256. */
export const sealingKeyIdOf = (key: Uint8Array): string => sha256(key).slice(0, 8);

/**
 * Seals secrets as compact JWE, using AES-256-GCM with the first of the `keys` (32 bytes each). The
 * authenticated header names the key, the tenant and the use.
 * https://www.rfc-editor.org/rfc/rfc7516
 */
export function createSealing(keys: readonly Uint8Array[]): Sealing {
  const byId = new Map(keys.map((key) => [sealingKeyIdOf(key), key]));
  const [first] = byId;
  if (!first) throw new TypeError('a key is needed');
  const [keyId, newestKey] = first;
  return {
    keyId,
    seal: (secret, { tenant, use }) =>
      new (jose().CompactEncrypt)(Buffer.from(secret))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: keyId, ws: tenant, use })
        .encrypt(newestKey),
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

/** The id of the key that sealed a secret, from its header; null if it is not a sealed secret. */
export function sealedBy(sealed: string): string | null {
  try {
    return jose().decodeProtectedHeader(sealed).kid ?? null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof jose().errors.JOSEError) return null;
    throw error;
  }
}
