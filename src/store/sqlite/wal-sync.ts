import { type FileHandle, open } from 'node:fs/promises';

/** Waits for the disk with a file's write-ahead log, in a thread of the system's. */
export interface WalSync {
  /**
   * Resolves once the disk has all that was committed before; the process goes on meanwhile, which
   * SQLite's own waiting would hold up. False where there is no log. Rejects as the system does.
   * https://sqlite.org/wal.html
   */
  sync(): Promise<boolean>;
  close(): Promise<void>;
}

/** The log of the database at `path` stays the same file while a connection is open. */
export function createWalSync(path: string): WalSync {
  let wal: FileHandle | null = null;
  return {
    async sync() {
      try {
        wal ??= await open(`${path}-wal`, 'r+');
      } catch {
        return false;
      }
      await wal.datasync();
      return true;
    },
    close: async () => wal?.close(),
  };
}
