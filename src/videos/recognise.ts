import type { Principal } from '../domain/access.ts';
import type { ConversationKind } from '../domain/conversation.ts';
import {
  type Directory,
  evidenceOf,
  type Home,
  homeKept,
  installationOf,
  type Signed,
  standingOf,
} from '../domain/standing.ts';

/** Who asks for something, as Slack signed it, and in what kind of place. */
export interface AccessRequest extends Principal {
  /** The workspace that the app is installed in: videos, lists and choices belong to it. */
  readonly workspace: string;
  /** Where the person is at home, as a video keeps it. */
  readonly home: Home;
  readonly place: ConversationKind;
}

/** A request as Slack signed it, and where it was made. */
export interface SignedRequest extends Signed {
  /** Null where it was made in no channel: Home tab, own list. */
  readonly channel: string | null;
  readonly place: ConversationKind;
}

export interface Recognise {
  /** The workspace that a request is for; never empty. */
  workspace(signed: Signed): Promise<string>;
  /**
   * Who asks. `money`: Slack is asked as well whether the account is still active; else it is only
   * asked where the signed ids leave open whether somebody is a guest. Takes a second at most.
   */
  access(request: SignedRequest, about?: 'money'): Promise<AccessRequest>;
}

/** No workspace is called so: nothing is found under it while the app's own is not known. */
const NOT_KNOWN = 'unknown';

export function createRecognise(directory: Directory): Recognise {
  const own = async (signed: Signed) => installationOf(await directory.installation(), signed);
  return {
    workspace: async (signed) => (await own(signed))?.workspace ?? NOT_KNOWN,
    access: async (request, about) => {
      const { user, channel, place } = request;
      const installation = await own(request);
      const evidence = installation && evidenceOf(installation, request, request.via);
      const isOpen = evidence !== null && (!evidence.sure || about === 'money');
      const person = isOpen ? await directory.person(user) : null;
      const standing = standingOf(installation, evidence, person);
      const home = installation
        ? homeKept(installation, request, standing)
        : { team: request.team, enterprise: request.enterprise };
      const workspace = installation?.workspace ?? NOT_KNOWN;
      return { workspace, user, standing, home, channel, place };
    },
  };
}
