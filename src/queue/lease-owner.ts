import { hostname } from 'node:os';
import type { Chance } from '../lib/chance.ts';

/** Who holds leases: one queue object of one process on one machine. */
export interface LeaseOwner {
  readonly id: string;
  /** Whether the holder called `other` surely lives no more; false where that cannot be known. */
  isDead(other: string): boolean;
}

export interface OwnerFacts {
  readonly host: string;
  readonly pid: number;
  /** When the process began, in ms: tells it from an earlier one of the same number. */
  readonly born: number;
  readonly nonce: string;
  readonly alive: (pid: number) => boolean;
}

/** The owner of a queue object in this process. */
export function processOwner(chance: Chance): LeaseOwner {
  return createLeaseOwner({
    host: hostname(),
    pid: process.pid,
    born: performance.timeOrigin,
    nonce: chance().toString(36).slice(2),
    alive,
  });
}

/**
 * An owner from plain facts. Containers give every process the same number, often 1: a holder with
 * our host and number that began at another time is our dead predecessor.
 */
export function createLeaseOwner({ host, pid, born, nonce, alive }: OwnerFacts): LeaseOwner {
  return {
    id: [host, pid, born, nonce].join(' '),
    isDead(other) {
      const [otherHost, number, otherBorn] = other.split(' ');
      const otherPid = Number(number);
      if (otherHost !== host || !Number.isInteger(otherPid) || otherPid <= 0) return false;
      return otherPid === pid ? otherBorn !== String(born) : !alive(otherPid);
    },
  };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, as another user.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
