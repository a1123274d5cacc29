/** The owner of the app's token: a workspace or, org-wide, an organization of Enterprise Grid. */
export interface Installation {
  /** `T…`, or `E…` where it is installed for a whole organization; never empty. */
  readonly workspace: string;
  /** `E…` */
  readonly enterprise: string | null;
}

/** A person's home: a workspace (`T…`; `E…` where Slack names only the organization). */
export interface Home {
  readonly team: string | null;
  /** The organization of that workspace; null where Slack does not say. */
  readonly enterprise: string | null;
}

/** What Slack signed about a request: the sender and the way it came. */
export interface SignedIdentity extends Home {
  readonly user: string;
  /** The workspace and the organization that the request came through. */
  readonly via: Home;
  /** `is_enterprise_install`: the app is installed for the whole organization of `via`. */
  readonly orgWide: boolean;
  /** The installation that Slack sends this to, if it says so. */
  readonly installed: Home | null;
}

/** Slack's answer about a person. */
export interface Person {
  readonly team: string | null;
  readonly enterprise: string | null;
  /** All workspaces of the organization that the person is in. */
  readonly teams: readonly string[];
  readonly stranger: boolean;
  readonly deactivated: boolean;
  /** Of what the person is an admin or owner. */
  readonly adminOf: 'workspace' | 'organization' | null;
}

/**
 * Slack's own answers about identities. Both are null where Slack does not answer within a second.
 */
export interface Directory {
  /** Who the app's token is. */
  installation(): Promise<Installation | null>;
  person(user: string): Promise<Person | null>;
}

/** `guest`: from another organization. `unverified`: the app's own workspace is not known yet. */
export type Membership = 'member' | 'guest' | 'deactivated' | 'unverified';

/**
 * The installation that a request is for: the token's own identity first, then the installation
 * that Slack signed. Never the workspace in the payload: in Slack Connect it can be anyone's.
 */
export function installationOf(
  known: Installation | null,
  signed: SignedIdentity,
): Installation | null {
  const { installed, via, orgWide } = signed;
  const workspace =
    known?.workspace ??
    installed?.team ??
    installed?.enterprise ??
    (orgWide ? via.enterprise : null);
  if (workspace === null) return null;
  const told =
    installed && (installed.team ?? workspace) === workspace ? installed.enterprise : null;
  const isOwn = (known === null && orgWide) || via.team === workspace;
  return { workspace, enterprise: known?.enterprise ?? told ?? (isOwn ? via.enterprise : null) };
}

/** Whether the signed ids identify the person for sure, and the likely answer if not. */
export interface Evidence {
  readonly membership: 'member' | 'guest';
  readonly isConclusive: boolean;
}

/**
 * What the signed ids say. A member belongs to the own workspace or to the same organization. The
 * organization that a request came `via` is not always the person's: only Slack can tell.
 */
export function evidenceOf(own: Installation, home: Home, via: Home): Evidence {
  const { team, enterprise } = home;
  if (team === null) {
    const guest = via.team === null ? isAnother(own, via.enterprise) : isGuest(own, via);
    return { membership: guest ? 'guest' : 'member', isConclusive: false };
  }
  if (team === own.workspace) return { membership: 'member', isConclusive: true };
  // An org-wide request can come from a workspace that joined the organization later.
  const isOfMany = via.team === null && via.enterprise !== null;
  if (own.enterprise === null) return { membership: 'guest', isConclusive: !isOfMany };
  if (team === own.enterprise || enterprise === own.enterprise)
    return { membership: 'member', isConclusive: true };
  if (enterprise !== null || team.startsWith('E'))
    return { membership: 'guest', isConclusive: true };
  return {
    membership: via.enterprise === own.enterprise ? 'member' : 'guest',
    isConclusive: false,
  };
}

const isGuest = (own: Installation, home: Home): boolean =>
  evidenceOf(own, home, home).membership === 'guest';

const isAnother = (own: Installation, enterprise: string | null): boolean =>
  enterprise !== null && enterprise !== own.enterprise;

/**
 * The standing of a person: signed evidence if it is sure, else Slack's answer, else the likely
 * one.
 */
export function membershipOf(
  own: Installation | null,
  evidence: Evidence | null,
  person: Person | null,
): Membership {
  if (own === null || evidence === null) return 'unverified';
  if (person?.deactivated) return 'deactivated';
  if (evidence.isConclusive || person === null) return evidence.membership;
  return slackMembership(own, person) ?? evidence.membership;
}

/**
 * Whether a person may decide for an installation: an admin of its workspace, or of the
 * organization where it is installed for all of that.
 */
export function isAdminOf(own: Installation, person: Person): boolean {
  if (person.deactivated || slackMembership(own, person) !== 'member') return false;
  if (own.workspace.startsWith('E')) return person.adminOf === 'organization';
  const isThere = person.team === own.workspace || person.teams.includes(own.workspace);
  return person.adminOf === 'organization' || (person.adminOf === 'workspace' && isThere);
}

function slackMembership(own: Installation, person: Person): 'member' | 'guest' | null {
  const { team, enterprise, teams } = person;
  if (team === own.workspace || teams.includes(own.workspace)) return 'member';
  if (own.enterprise !== null && (team === own.enterprise || enterprise === own.enterprise))
    return 'member';
  if (person.stranger || enterprise !== null || team?.startsWith('E')) return 'guest';
  return team !== null && own.enterprise === null ? 'guest' : null;
}

/**
 * The home of a requester as the video stores it, so that the rule can be applied again later. A
 * recognised member is stored as a member, whichever workspace of the organization they use.
 */
export function homeToStore(own: Installation, signed: Home, membership: Membership): Home {
  if (membership === 'member') return { team: own.workspace, enterprise: own.enterprise };
  return { team: signed.team, enterprise: signed.enterprise };
}
