import {
  type FindProcess,
  hasEnded,
  type ProcessIdentity,
  readIdentity,
  writeIdentity,
} from '../../lib/process-identity.ts';

/** Who holds leases: one queue object of one process on one machine. */
export interface LeaseOwner {
  readonly id: string;
  /**
   * Whether the holder `other` has surely ended, so that its leases are free at once after a
   * restart on one machine. False where that cannot be known.
   */
  isDead(other: string): boolean;
}

/** An owner from plain facts. `nonce` tells the queues of one process apart. */
export function createLeaseOwner(
  self: ProcessIdentity,
  nonce: string,
  findProcess?: FindProcess,
): LeaseOwner {
  return {
    id: `${writeIdentity(self)} ${nonce}`,
    isDead(other) {
      const identity = readIdentity(other);
      return identity !== null && hasEnded(self, identity, findProcess);
    },
  };
}
