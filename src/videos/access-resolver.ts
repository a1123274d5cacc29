import type { Principal } from '../domain/access.ts';
import type { ConversationKind } from '../domain/conversation.ts';
import {
  type Directory,
  evidenceOf,
  type Home,
  homeToStore,
  installationOf,
  membershipOf,
  type SignedIdentity,
} from '../domain/membership.ts';

/** A person who asks for something, as Slack signed it, and the kind of place. */
export interface AccessRequest extends Principal {
  /** The workspace of the installation: videos, lists and choices belong to it. */
  readonly workspace: string;
  /** The person's home, as a video stores it. */
  readonly home: Home;
  readonly place: ConversationKind;
}

/** A request as Slack signed it, and where it was made. */
export interface SignedRequest extends SignedIdentity {
  /** Null where it was made in no channel: Home tab, own list. */
  readonly channel: string | null;
  readonly place: ConversationKind;
}

export interface AccessResolver {
  /** The workspace that a request is for; never empty. */
  workspace(signed: SignedIdentity): Promise<string>;
  /**
   * The person who asks. `money` also asks Slack whether the account is still active; otherwise
   * Slack is asked only if the signed ids leave open who is a guest. Takes a second at most.
   */
  access(request: SignedRequest, about?: 'money'): Promise<AccessRequest>;
}

/** No workspace has this name: nothing is found under it until the app's own is known. */
const UNKNOWN_WORKSPACE = 'unknown';

export function createAccessResolver(directory: Directory): AccessResolver {
  const own = async (signed: SignedIdentity) =>
    installationOf(await directory.installation(), signed);
  return {
    workspace: async (signed) => (await own(signed))?.workspace ?? UNKNOWN_WORKSPACE,
    access: async (request, about) => {
      const { user, channel, place } = request;
      const installation = await own(request);
      const evidence = installation && evidenceOf(installation, request, request.via);
      const mustAskSlack = evidence !== null && (!evidence.isConclusive || about === 'money');
      const person = mustAskSlack ? await directory.person(user) : null;
      const membership = membershipOf(installation, evidence, person);
      const home = installation
        ? homeToStore(installation, request, membership)
        : { team: request.team, enterprise: request.enterprise };
      const workspace = installation?.workspace ?? UNKNOWN_WORKSPACE;
      return { workspace, user, membership, home, channel, place };
    },
  };
}
