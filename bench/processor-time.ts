import { readdirSync, readFileSync } from 'node:fs';

/**
 * The user and system time of a process so far, in ms; NaN if the system does not report it.
 */
export const processorMs = (pid: number): number => timesOf(pid)?.own ?? Number.NaN;

/** The same for a process with all its children, including ended ones. */
export function familyMs(pid: number): number {
  const parent = timesOf(pid);
  if (!parent) return Number.NaN;
  const living = readdirSync('/proc')
    .map((name) => timesOf(Number(name)))
    .filter((each) => each?.parent === pid);
  return living.reduce((sum, each) => sum + (each?.own ?? 0), parent.own + parent.ended);
}

/**
 * In ticks of 10 ms. Null for an ended process.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function timesOf(pid: number) {
  if (process.platform !== 'linux' || !(pid > 0)) return null;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const [, parent, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [
      ...fields.slice(0, 2),
      ...fields.slice(11, 15),
    ];
    return { parent, own: (user + system) * 10, ended: (endedUser + endedSystem) * 10 };
  } catch {
    return null;
  }
}
