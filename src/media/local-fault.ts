import { errorCodeOf } from '../lib/network/error-code.ts';

/** Why this machine cannot store a temporary file. */
export type LocalFault = 'no_room' | 'no_folder';

/** This machine cannot store a file until the operator fixes it. */
export class LocalFaultError extends Error {
  override readonly name = 'LocalFaultError';
  readonly code: LocalFault;
  /** The code of the system, such as `EACCES`. */
  readonly system: string;

  constructor(code: LocalFault, system: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : system, { cause });
    this.code = code;
    this.system = system;
  }
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** Errors that disappear when other work releases files and memory. */
const TRANSIENT: ReadonlySet<string> = new Set([
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'EAGAIN',
  'EINTR',
  'EBUSY',
]);

/**
 * Waits for `work`, a single operation of the file system.
 * @throws {LocalFaultError} instead of an error of the file system that is not transient.
 */
export async function asLocalFault<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === null || TRANSIENT.has(code)) throw error;
    throw new LocalFaultError(FULL.has(code) ? 'no_room' : 'no_folder', code, error);
  }
}
