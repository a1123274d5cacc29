import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCodeOf } from '../network/error-code.ts';

/**
 * Identifies one process among all processes, on any machine and in any container. Fields contain
 * no white space. A field is null if the system does not provide it.
 */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Identifies one boot of a machine. All its containers share it. */
  readonly bootId: string | null;
  /** The namespace in which `pid` is valid. */
  readonly pidNamespace: string | null;
  /** When the process started, in clock ticks. Distinguishes processes that reuse a PID. */
  readonly startTime: string | null;
}

/** Looks up a PID: when its process started, or that there is no such process. */
export type FindProcess = (pid: number) => { readonly startTime: string | null } | 'gone';

const UNKNOWN = '-';

/**
 * The identity of this process. Only Linux provides the boot id, the namespace and the start time.
 * https://man7.org/linux/man-pages/man5/proc.5.html
 */
export function thisProcess(): ProcessIdentity {
  const { pid } = process;
  const self = findProcess(pid);
  // A /proc that is mounted from another namespace, such as the host's, shows other processes.
  const isOwnProc = readOrNull(() => readlinkSync('/proc/self')) === String(pid);
  return {
    host: hostname().replace(/\s/g, '') || UNKNOWN,
    pid,
    bootId: readOrNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: isOwnProc ? readOrNull(() => readlinkSync('/proc/self/ns/pid')) : null,
    startTime: self === 'gone' ? null : self.startTime,
  };
}

/** Formats an identity as one line for a database. */
export function writeIdentity({
  host,
  pid,
  bootId,
  pidNamespace,
  startTime,
}: ProcessIdentity): string {
  return [host, pid, bootId ?? UNKNOWN, pidNamespace ?? UNKNOWN, startTime ?? UNKNOWN].join(' ');
}

/** Parses a line of `writeIdentity`, which may have a suffix. Null for any other text. */
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
 * Whether `other` has certainly ended. Only a process of the same PID namespace and boot can tell:
 * two containers may share a host name, and both have a process 1.
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

/** Reads Linux's /proc. On other systems and for hidden processes, `startTime` is null. */
function findProcess(pid: number): ReturnType<FindProcess> {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return exists(pid) ? { startTime: null } : 'gone';
  // The process name before the last bracket can contain anything. Of the numbered fields, 3 is the
  // state and 22 the start time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return /^[ZX]/.test(fields[0] ?? '') ? 'gone' : { startTime: fields[19] ?? null };
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process runs and belongs to another user.
    return errorCodeOf(error) !== 'ESRCH';
  }
}

function readOrNull(read: () => string): string | null {
  try {
    return read().replace(/\s+$/, '') || null;
  } catch {
    return null;
  }
}
