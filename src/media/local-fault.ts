/** What this machine lacks to keep a file for a moment. */
export type LocalFault = 'no_room' | 'no_folder';

/** This machine cannot keep a file until an operator helps. */
export class LocalFaultError extends Error {
  override readonly name = 'LocalFaultError';
  readonly code: LocalFault;
  /** What the system called it, e.g. `EACCES`. */
  readonly system: string;

  constructor(code: LocalFault, system: string, cause: Error) {
    super(cause.message, { cause });
    this.code = code;
    this.system = system;
  }
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** These pass by themselves, when other work frees files and memory. */
const TRANSIENT: ReadonlySet<string> = new Set([
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'EAGAIN',
  'EINTR',
  'EBUSY',
]);

/**
 * Answers as `work` does, which asks the file system alone.
 * @throws {LocalFaultError} in place of an error of the file system that does not pass by itself.
 */
export async function asLocalFault<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error;
    if (TRANSIENT.has(error.code)) throw error;
    throw new LocalFaultError(FULL.has(error.code) ? 'no_room' : 'no_folder', error.code, error);
  }
}
