import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^jogg-slack-(\d+)-[0-9a-f-]{36}\.part$/;

export interface TempFiles {
  /** Lends a private, empty file; it is gone when `use` has ended, well or badly. */
  run<T>(use: (file: FileHandle) => Promise<T>): Promise<T>;
  /** Removes what processes that were killed have left. Never throws. */
  sweep(): Promise<void>;
}

/** Files that only this process can find, in `folder` (usually the system's own for such). */
export function createTempFiles({ folder }: { readonly folder: string }): TempFiles {
  return {
    async run(use) {
      const path = join(folder, `jogg-slack-${process.pid}-${randomUUID()}.part`);
      const file = await open(path, 'wx+', 0o600);
      // Without a name it vanishes with the process; where that cannot be, it is removed below.
      await rm(path, { force: true }).catch(() => undefined);
      try {
        return await use(file);
      } finally {
        await file.close();
        await rm(path, { force: true });
      }
    },
    async sweep() {
      const names = await readdir(folder).catch(() => []);
      for (const name of names) {
        const pid = NAME.exec(name)?.[1];
        const path = join(folder, name);
        if (pid !== undefined && (await isLeft(path, Number(pid))))
          await rm(path, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** In a container every process has the same number: a file older than this one is another's. */
async function isLeft(path: string, pid: number): Promise<boolean> {
  if (pid !== process.pid) return !isRunning(pid);
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
  return mtimeMs < performance.timeOrigin;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
