import { type FileHandle, open } from 'node:fs/promises';

/** Syncs a database's write-ahead log to disk in a thread of the system. */
export interface WalSync {
  /**
   * Resolves once everything committed before is on disk. Unlike SQLite's own sync it does not
   * block the process. Returns false if there is no log. Rejects with the system's errors.
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
