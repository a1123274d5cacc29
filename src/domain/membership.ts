/** The owner of the app's token: a workspace or, org-wide, an Enterprise Grid organization. */
export interface Installation {
  /** `T…`, or `E…` if the app is installed for a whole organization; never empty. */
  readonly workspace: string;
  /** `E…` */
  readonly enterprise: string | null;
}

/** Whether an id belongs to an Enterprise Grid organization, not to a workspace. */
export const isOrganization = (id: string): boolean => id.startsWith('E');

/** A person's home workspace: `T…`, or `E…` if Slack names only the organization. */
export interface Home {
  readonly team: string | null;
  /** The organization of that workspace; null if Slack does not name one. */
  readonly enterprise: string | null;
}

/** The identities that Slack signed in a request: its sender and how it reached the app. */
export interface SignedIdentity extends Home {
  readonly user: string;
  /** The workspace and the organization that sent the request. */
  readonly via: Home;
  /** `is_enterprise_install`: the app is installed for the whole organization of `via`. */
  readonly orgWide: boolean;
  /** The installation that Slack addresses, if it names one. */
  readonly installed: Home | null;
}

/** A person's profile, as Slack answers it. */
export interface Person {
  readonly team: string | null;
  readonly enterprise: string | null;
  /** All workspaces of the organization that the person is in. */
  readonly teams: readonly string[];
  readonly stranger: boolean;
  readonly deactivated: boolean;
  /** What the person administers or owns. */
  readonly adminOf: 'workspace' | 'organization' | null;
}

/** Asks Slack about identities. Both methods return null if Slack does not answer in a second. */
export interface Directory {
  /** The owner of the app's token. */
  installation(): Promise<Installation | null>;
  person(user: string): Promise<Person | null>;
}

/**
 * A person's relation to the installation. `guest`: from another organization. `unverified`: the
 * app's own workspace is not known yet.
 */
export type Membership = 'member' | 'guest' | 'deactivated' | 'unverified';

/**
 * The installation that a request addresses: the owner of the token if known, else the installation
 * that Slack signed. It is never the payload's workspace, which in Slack Connect can be anyone's.
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
  const signedEnterprise =
    installed && (installed.team ?? workspace) === workspace ? installed.enterprise : null;
  const isFromOwn = (known === null && orgWide) || via.team === workspace;
  return {
    workspace,
    enterprise: known?.enterprise ?? signedEnterprise ?? (isFromOwn ? via.enterprise : null),
  };
}

/** A membership by the signed ids alone; a likely one if the ids are not conclusive. */
export interface Evidence {
  readonly membership: 'member' | 'guest';
  readonly isConclusive: boolean;
}

/**
 * The membership that the signed ids show. A member belongs to the app's own workspace or to its
 * organization. `via` may name another organization than the person's: then only Slack can tell.
 */
export function evidenceOf(own: Installation, home: Home, via: Home): Evidence {
  const { team, enterprise } = home;
  if (team === null) {
    const isGuestVia =
      via.team === null ? isOtherEnterprise(own, via.enterprise) : isGuest(own, via);
    return { membership: isGuestVia ? 'guest' : 'member', isConclusive: false };
  }
  if (team === own.workspace) return { membership: 'member', isConclusive: true };
  // An org-wide request may come from a workspace that joined the organization later.
  const isOrgWide = via.team === null && via.enterprise !== null;
  if (own.enterprise === null) return { membership: 'guest', isConclusive: !isOrgWide };
  if (team === own.enterprise || enterprise === own.enterprise)
    return { membership: 'member', isConclusive: true };
  if (enterprise !== null || isOrganization(team))
    return { membership: 'guest', isConclusive: true };
  return {
    membership: via.enterprise === own.enterprise ? 'member' : 'guest',
    isConclusive: false,
  };
}

const isGuest = (own: Installation, home: Home): boolean =>
  evidenceOf(own, home, home).membership === 'guest';

const isOtherEnterprise = (own: Installation, enterprise: string | null): boolean =>
  enterprise !== null && enterprise !== own.enterprise;

/** A person's membership: conclusive evidence, else Slack's answer, else the likely one. */
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
 * Whether a person may decide for an installation: as an admin of its workspace, or of its
 * organization if the app is installed for all of it.
 */
export function isAdminOf(own: Installation, person: Person): boolean {
  if (person.deactivated || slackMembership(own, person) !== 'member') return false;
  if (isOrganization(own.workspace)) return person.adminOf === 'organization';
  const isInWorkspace = person.team === own.workspace || person.teams.includes(own.workspace);
  return person.adminOf === 'organization' || (person.adminOf === 'workspace' && isInWorkspace);
}

function slackMembership(own: Installation, person: Person): 'member' | 'guest' | null {
  const { team, enterprise, teams } = person;
  if (team === own.workspace || teams.includes(own.workspace)) return 'member';
  if (own.enterprise !== null && (team === own.enterprise || enterprise === own.enterprise))
    return 'member';
  if (person.stranger || enterprise !== null) return 'guest';
  return team !== null && (own.enterprise === null || isOrganization(team)) ? 'guest' : null;
}

/**
 * The requester's home as a video stores it, so that the membership can be determined again later.
 * Members are stored with the installation's own ids, whichever workspace they use.
 */
export function homeToStore(own: Installation, signed: Home, membership: Membership): Home {
  if (membership === 'member') return { team: own.workspace, enterprise: own.enterprise };
  return { team: signed.team, enterprise: signed.enterprise };
}
