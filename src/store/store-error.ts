import { errorCodeOf } from '../lib/network/error-code.ts';

export type StoreErrorCode =
  | keyof typeof MESSAGES
  | 'foreign'
  | 'newer'
  | 'held'
  | 'unfinished'
  | 'exists';

/** A failed operation of the store. The message says what is wrong and how to fix it. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Converts an error of SQLite or the file system about the file at `path` to a `StoreError`.
 * Returns any other error unchanged. https://sqlite.org/rescode.html
 */
export function storeErrorFrom(cause: unknown, path: string): unknown {
  if (cause instanceof StoreError || !(cause instanceof Error)) return cause;
  const code = codeFor(cause);
  return code === null ? cause : storeError(code, path, cause);
}

/** A `StoreError` with a message for the operator who has to fix it. */
export function storeError(code: keyof typeof MESSAGES, path: string, cause?: unknown): StoreError {
  return new StoreError(code, `${path}: ${MESSAGES[code]}`, cause === undefined ? {} : { cause });
}

const MESSAGES = {
  unreachable:
    'the state file cannot be opened. Check that STATE_URL names a file in a folder this user may enter, and that the file was not removed or replaced while the app ran; then start again.',
  read_only:
    'the state file or its folder is read-only. Give the user that runs the app the right to write both, or set STATE_URL to another place.',
  full: 'there is no room left to write the state file. Free space on its disk (or raise its quota); a running app recovers by itself.',
  locked:
    'another program holds the state file. Close it (a database browser, a backup, a shell); a running app recovers by itself.',
  corrupt:
    'the state file is damaged or not one of ours. Stop the app, move the file and its -wal and -shm files away (keep them), then restore a backup or start with an empty state.',
} as const;

/** The primary result code is the low byte of an extended one. */
const BY_RESULT_CODE: Readonly<Record<number, keyof typeof MESSAGES>> = {
  3: 'read_only', // SQLITE_PERM
  5: 'locked', // SQLITE_BUSY
  6: 'locked', // SQLITE_LOCKED
  8: 'read_only', // SQLITE_READONLY
  10: 'unreachable', // SQLITE_IOERR
  11: 'corrupt', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'unreachable', // SQLITE_CANTOPEN
  26: 'corrupt', // SQLITE_NOTADB
};

/** SQLITE_IOERR_SHMSIZE: there is no room for the `-shm` file to grow. */
const IOERR_SHMSIZE = 4874;

const BY_ERRNO: Readonly<Record<string, keyof typeof MESSAGES>> = {
  EACCES: 'read_only',
  EPERM: 'read_only',
  EROFS: 'read_only',
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENOENT: 'unreachable',
  ENOTDIR: 'unreachable',
  EEXIST: 'unreachable',
  EIO: 'unreachable',
  ELOOP: 'unreachable',
  ENAMETOOLONG: 'unreachable',
  ERR_INVALID_STATE: 'unreachable', // the connection is closed
};

function codeFor(error: Error): keyof typeof MESSAGES | null {
  if ('errcode' in error && typeof error.errcode === 'number')
    return error.errcode === IOERR_SHMSIZE
      ? 'full'
      : (BY_RESULT_CODE[error.errcode & 0xff] ?? null);
  const code = errorCodeOf(error);
  if (code !== null) return BY_ERRNO[code] ?? null;
  return null;
}
