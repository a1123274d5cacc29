import { readFileSync } from 'node:fs';

/** A process and all its children, as Linux knows them; none where it has ended. */
export function familyOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return [pid, ...children.split(' ').filter(Boolean).map(Number).flatMap(familyOf)];
  } catch (error) {
    if (process.platform !== 'linux') throw error;
    return [];
  }
}

/** Sends `signal` to a process and all its children; those that have ended are passed over. */
export function signalFamily(pid: number, signal: NodeJS.Signals): void {
  for (const each of familyOf(pid))
    try {
      process.kill(each, signal);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
}
