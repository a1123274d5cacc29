import {
  type FindProcess,
  hasEnded,
  type ProcessIdentity,
  readIdentity,
  writeIdentity,
} from '../../lib/process/process-identity.ts';

/** The owner of leases and of the state file: one queue object of one process on one machine. */
export interface LeaseOwner {
  readonly id: string;
  /**
   * Whether the owner `other` has surely ended. After a restart on the same machine its leases are
   * released at once. Returns false if that is unknown.
   */
  isDead(other: string): boolean;
}

/** Creates an owner. `nonce` distinguishes the queues of one process. */
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
