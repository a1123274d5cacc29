import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { asLocalFault, LocalFaultError } from './local-fault.ts';

const NAME = /^jogg-slack-(\d+-)?[0-9a-f-]{36}\.part$/;
/** Much longer than a file is ever used for, and than the clocks of two machines differ. */
const ABANDONED_AFTER_MS = 3_600_000;

export interface TempFolders {
  readonly folder: string;
  /** Used where `folder` takes no file; null where there is no other. */
  readonly fallbackFolder?: string | null;
}

export interface TempFiles {
  /**
   * Lends a private, empty file; it is gone when `use` has ended, well or badly.
   * @throws {LocalFaultError} where no folder takes a file; and what `use` throws.
   */
  run<T>(use: (file: FileHandle) => Promise<T>): Promise<T>;
  /** Why `folder` takes no file, null where it does; and whether the spare one does instead. */
  check(): Promise<{ readonly fault: LocalFaultError | null; readonly usesFallback: boolean }>;
  /**
   * Removes the files that killed processes left an hour ago or longer. Younger ones may be in use
   * by another machine on the same volume. Never throws.
   */
  sweep(): Promise<void>;
}

/**
 * The system's folder for such files (TMPDIR), and the one of the state file, which is writable.
 */
export function tempFolders(statePath: string | null): TempFolders {
  return { folder: tmpdir(), fallbackFolder: statePath === null ? null : dirname(statePath) };
}

/** Files that only this process can find, in `folder` (usually the system's own for such). */
export function createTempFiles({ folder, fallbackFolder = null }: TempFolders): TempFiles {
  const folders = fallbackFolder === null ? [folder] : [folder, fallbackFolder];

  async function run<T>(use: (file: FileHandle) => Promise<T>, candidates = folders): Promise<T> {
    const { file, path } = await createInFirst(candidates);
    try {
      return await use(file);
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  }
  const faultOf = (candidate: string): Promise<LocalFaultError | null> =>
    run(async (file) => void (await asLocalFault(file.write('x'))), [candidate]).then(
      () => null,
      (error: unknown) => {
        if (error instanceof LocalFaultError) return error;
        throw error;
      },
    );

  return {
    run: (use) => run(use),
    async check() {
      const fault = await faultOf(folder);
      const usesFallback =
        fault !== null && fallbackFolder !== null && (await faultOf(fallbackFolder)) === null;
      return { fault, usesFallback };
    },
    async sweep() {
      for (const each of folders)
        for (const name of await readdir(each).catch(() => [])) {
          const path = join(each, name);
          if (NAME.test(name) && (await isAbandoned(path)))
            await rm(path, { force: true }).catch(() => undefined);
        }
    },
  };
}

/** A file in the first of `folders` that takes one; where none does, the fault of the first. */
async function createInFirst(
  folders: readonly string[],
): Promise<{ file: FileHandle; path: string }> {
  let fault: unknown = null;
  for (const folder of folders) {
    const path = join(folder, `jogg-slack-${randomUUID()}.part`);
    try {
      const file = await asLocalFault(open(path, 'wx+', 0o600));
      // Without a name it vanishes with the process; where that cannot be, it is removed after its
      // use.
      await rm(path, { force: true }).catch(() => undefined);
      return { file, path };
    } catch (error) {
      fault ??= error;
    }
  }
  throw fault;
}

/** Measured from the start of this process, for that is when files are swept. */
async function isAbandoned(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
  return mtimeMs < performance.timeOrigin - ABANDONED_AFTER_MS;
}
