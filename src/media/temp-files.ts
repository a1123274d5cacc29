import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { asLocalFault, LocalFaultError } from './local-fault.ts';

const NAME = /^jogg-slack-(\d+-)?[0-9a-f-]{36}\.part$/;
/** Much longer than the use of a file and the offset between the clocks of two machines. */
const ABANDONED_AFTER_MS = 3_600_000;

export interface TempFolders {
  readonly folder: string;
  /** Used if `folder` cannot store a file. Null if there is no fallback. */
  readonly fallbackFolder?: string | null;
}

export interface TempFiles {
  /**
   * Passes a private, empty file to `use` and removes it afterwards, also if `use` fails.
   * @throws {LocalFaultError} if no folder can store a file. Also throws what `use` throws.
   */
  run<T>(use: (file: FileHandle) => Promise<T>): Promise<T>;
  /** Why `folder` cannot store a file, or null; and whether the fallback folder is used instead. */
  check(): Promise<{ readonly fault: LocalFaultError | null; readonly usesFallback: boolean }>;
  /**
   * Removes files that killed processes left at least an hour ago. Another machine on the same
   * volume may use the younger ones. Never throws.
   */
  sweep(): Promise<void>;
}

/** The system's temporary folder (TMPDIR), and as fallback the folder of the state file. */
export function tempFolders(statePath: string | null): TempFolders {
  return { folder: tmpdir(), fallbackFolder: statePath === null ? null : dirname(statePath) };
}

/** Creates files in `folder` that only this process can find. */
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

/** Creates a file in the first folder that can store one. If none can, throws the first error. */
async function createInFirst(
  folders: readonly string[],
): Promise<{ file: FileHandle; path: string }> {
  let fault: unknown = null;
  for (const folder of folders) {
    const path = join(folder, `jogg-slack-${randomUUID()}.part`);
    try {
      const file = await asLocalFault(open(path, 'wx+', 0o600));
      // A file without a name disappears with the process. Some systems cannot remove an open file;
      // there it is removed after its use.
      await rm(path, { force: true }).catch(() => undefined);
      return { file, path };
    } catch (error) {
      fault ??= error;
    }
  }
  throw fault;
}

/** Measured from the start of this process, which is when `sweep` runs. */
async function isAbandoned(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
  return mtimeMs < performance.timeOrigin - ABANDONED_AFTER_MS;
}
