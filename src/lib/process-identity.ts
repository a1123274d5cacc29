import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Identifies one process among all that were ever started, on any machine and in any container.
 * Fields hold no blanks; null where the system does not tell.
 */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** One start of one machine: the same in all its containers. */
  readonly boot: string | null;
  /** The PID namespace: where `pid` means what it says. */
  readonly space: string | null;
  /**
   * When the process began, in the system's own ticks: tells it from an earlier one of its number.
   */
  readonly began: string | null;
}

/** What the system says of a process number: when its process began, or that there is none. */
export type LookUp = (pid: number) => { readonly began: string | null } | 'gone';

const UNTOLD = '-';

/**
 * This process. Only Linux tells boot, space and beginning:
 * https://man7.org/linux/man-pages/man5/proc.5.html
 */
export function thisProcess(): ProcessIdentity {
  const { pid } = process;
  const self = lookUp(pid);
  // A /proc mounted from another namespace, such as the host's, shows other processes.
  const ours = told(() => readlinkSync('/proc/self')) === String(pid);
  return {
    host: hostname().replace(/\s/g, '') || UNTOLD,
    pid,
    boot: told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    space: ours ? told(() => readlinkSync('/proc/self/ns/pid')) : null,
    began: self === 'gone' ? null : self.began,
  };
}

/** An identity as one line without line ends, for a database. */
export function writeIdentity({ host, pid, boot, space, began }: ProcessIdentity): string {
  return [host, pid, boot ?? UNTOLD, space ?? UNTOLD, began ?? UNTOLD].join(' ');
}

/** Reads what `writeIdentity` wrote, and whatever follows it; null where it is something else. */
export function readIdentity(text: string): ProcessIdentity | null {
  const [host = '', number, ...rest] = text.split(' ');
  const pid = Number(number);
  if (rest.length < 3 || !Number.isInteger(pid) || pid <= 0) return null;
  const [boot = null, space = null, began = null] = rest.map((each) =>
    each === UNTOLD ? null : each,
  );
  return { host, pid, boot, space, began };
}

/**
 * Whether `other` has surely ended. Only processes of one PID namespace and one boot can tell: two
 * containers may share a host name, and both have process number 1.
 */
export function isGone(self: ProcessIdentity, other: ProcessIdentity, poll: LookUp = lookUp) {
  if (self.boot === null || self.space === null) return false;
  if (other.boot !== self.boot || other.space !== self.space) return false;
  const found = poll(other.pid);
  if (found === 'gone') return true;
  return found.began !== null && other.began !== null && found.began !== other.began;
}

/** What Linux says about a process number. Other systems, and hidden processes, tell no time. */
function lookUp(pid: number): ReturnType<LookUp> {
  const stat = told(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return exists(pid) ? { began: null } : 'gone';
  // The name before the last bracket may hold anything; field 3 is the state, field 22 the
  // beginning.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return /^[ZX]/.test(fields[0] ?? '') ? 'gone' : { began: fields[19] ?? null };
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

function told(ask: () => string): string | null {
  try {
    return ask().replace(/\s+$/, '') || null;
  } catch {
    return null;
  }
}
