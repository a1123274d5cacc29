import {
  type Directory,
  evidenceOf,
  type Membership,
  membershipOf,
} from '../../domain/membership.ts';
import type { Video } from '../../domain/video/video.ts';

/**
 * The requester's membership just before paying, by the stored home, the app's own identity and
 * Slack's answer. Never throws. Takes a second at most.
 */
export type RequesterMembership = (video: Video) => Promise<Membership>;

/** Asks `directory`, whose answers take a second at most. */
export function createRequesterMembership(directory: Directory): RequesterMembership {
  return async ({ workspace, requester, requesterHome }) => {
    const known = await directory.installation();
    const own = known ?? { workspace, enterprise: requesterHome?.enterprise ?? null };
    // Earlier versions stored only the payload's workspace.
    const home = requesterHome ?? {
      team: workspace === own.workspace || workspace === '' ? null : workspace,
      enterprise: null,
    };
    const evidence = evidenceOf(own, home, { team: null, enterprise: own.enterprise });
    return membershipOf(own, evidence, await directory.person(requester));
  };
}
