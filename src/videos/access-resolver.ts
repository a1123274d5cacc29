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

/** A person who asks for something, as Slack signed it, and the kind of conversation. */
export interface AccessRequest extends Principal {
  /** The workspace of the installation, which owns videos, lists and choices. */
  readonly workspace: string;
  /** The person's home, as a video stores it. */
  readonly home: Home;
  readonly conversation: ConversationKind;
}

/** A request as Slack signed it, and where it was made. */
export interface SignedRequest extends SignedIdentity {
  /** Null outside a channel: Home tab, own list. */
  readonly channel: string | null;
  readonly conversation: ConversationKind;
}

export interface AccessResolver {
  /** The workspace of a request; never empty. */
  workspace(signed: SignedIdentity): Promise<string>;
  /**
   * The person who asks. `money` also asks Slack whether their account is active. Otherwise Slack
   * is asked only if the signed ids are inconclusive. Takes a second at most.
   */
  access(request: SignedRequest, about?: 'money'): Promise<AccessRequest>;
}

/** Stands for the app's own workspace until that is known. No workspace has this name. */
const UNKNOWN_WORKSPACE = 'unknown';

/** Asks `directory` about people if the signed ids are not conclusive, or if it costs money. */
export function createAccessResolver(directory: Directory): AccessResolver {
  const own = async (signed: SignedIdentity) =>
    installationOf(await directory.installation(), signed);
  return {
    workspace: async (signed) => (await own(signed))?.workspace ?? UNKNOWN_WORKSPACE,
    access: async (request, about) => {
      const { user, channel, conversation } = request;
      const installation = await own(request);
      const evidence = installation && evidenceOf(installation, request, request.via);
      const mustAskSlack = evidence !== null && (!evidence.isConclusive || about === 'money');
      const person = mustAskSlack ? await directory.person(user) : null;
      const membership = membershipOf(installation, evidence, person);
      const home = installation
        ? homeToStore(installation, request, membership)
        : { team: request.team, enterprise: request.enterprise };
      const workspace = installation?.workspace ?? UNKNOWN_WORKSPACE;
      return { workspace, user, membership, home, channel, conversation };
    },
  };
}
