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
  readonly bootId: string | null;
  /** The PID namespace: where `pid` means what it says. */
  readonly pidNamespace: string | null;
  /**
   * When the process began, in the system's own ticks: tells it from an earlier one of its number.
   */
  readonly startTime: string | null;
}

/** What the system says of a process number: when its process began, or that there is none. */
export type FindProcess = (pid: number) => { readonly startTime: string | null } | 'gone';

const UNKNOWN = '-';

/**
 * This process. Only Linux tells boot, space and beginning:
 * https://man7.org/linux/man-pages/man5/proc.5.html
 */
export function thisProcess(): ProcessIdentity {
  const { pid } = process;
  const self = findProcess(pid);
  // A /proc mounted from another namespace, such as the host's, shows other processes.
  const isOwnProc = readOrNull(() => readlinkSync('/proc/self')) === String(pid);
  return {
    host: hostname().replace(/\s/g, '') || UNKNOWN,
    pid,
    bootId: readOrNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: isOwnProc ? readOrNull(() => readlinkSync('/proc/self/ns/pid')) : null,
    startTime: self === 'gone' ? null : self.startTime,
  };
}

/** An identity as one line without line ends, for a database. */
export function writeIdentity({
  host,
  pid,
  bootId,
  pidNamespace,
  startTime,
}: ProcessIdentity): string {
  return [host, pid, bootId ?? UNKNOWN, pidNamespace ?? UNKNOWN, startTime ?? UNKNOWN].join(' ');
}

/** Reads what `writeIdentity` wrote, and whatever follows it; null where it is something else. */
export function readIdentity(text: string): ProcessIdentity | null {
  const [host = '', number, ...rest] = text.split(' ');
  const pid = Number(number);
  if (rest.length < 3 || !Number.isInteger(pid) || pid <= 0) return null;
  const [bootId = null, pidNamespace = null, startTime = null] = rest.map((each) =>
    each === UNKNOWN ? null : each,
  );
  return { host, pid, bootId, pidNamespace, startTime };
}

/**
 * Whether `other` has surely ended. Only processes of one PID namespace and one boot can tell: two
 * containers may share a host name, and both have process number 1.
 */
export function hasEnded(
  self: ProcessIdentity,
  other: ProcessIdentity,
  find: FindProcess = findProcess,
) {
  if (self.bootId === null || self.pidNamespace === null) return false;
  if (other.bootId !== self.bootId || other.pidNamespace !== self.pidNamespace) return false;
  const found = find(other.pid);
  if (found === 'gone') return true;
  return (
    found.startTime !== null && other.startTime !== null && found.startTime !== other.startTime
  );
}

/** What Linux says about a process number. Other systems, and hidden processes, tell no time. */
function findProcess(pid: number): ReturnType<FindProcess> {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return exists(pid) ? { startTime: null } : 'gone';
  // The name before the last bracket may hold anything; field 3 is the state, field 22 the
  // beginning.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return /^[ZX]/.test(fields[0] ?? '') ? 'gone' : { startTime: fields[19] ?? null };
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

function readOrNull(read: () => string): string | null {
  try {
    return read().replace(/\s+$/, '') || null;
  } catch {
    return null;
  }
}
