/** A Jogg account of a workspace's own, opened: never stored like this, never logged. */
export interface OwnAccount {
  /** The first 16 hexadecimal digits of the key's SHA-256. */
  readonly keyId: string;
  readonly apiKey: string;
  /** The last four characters of the key, for people. */
  readonly last4: string;
  /** The random end of the address that Jogg calls. */
  readonly webhookToken: string;
  /** What Jogg signs with, once it is known. */
  readonly webhookSecret: string | null;
}

/** Whose a bot token is, as Slack told it when the app was installed. */
export interface InstalledIdentity {
  /** `T…`, or `E…` where it is installed for a whole organization; never empty. */
  readonly workspace: string;
  /** `E…` */
  readonly enterprise: string | null;
  readonly botUserId: string | null;
  readonly botId: string | null;
  /** The scopes that were granted; null where Slack did not say. */
  readonly scopes: readonly string[] | null;
  /** The name of the workspace or the organization, for people alone. */
  readonly name: string | null;
  /** What people call the app there, without the @; null where Slack did not say. */
  readonly handle: string | null;
  readonly appId: string | null;
}

/**
 * The installation of one workspace or organization, opened: never stored like this, never logged.
 */
export interface Installed {
  /** `T…`, or `E…` where it is installed for a whole organization. */
  readonly id: string;
  /** The part of the state that is its own: `id`, or '' for the only workspace. */
  readonly scope: string;
  /** Changes with the token, the scopes and the key: what is built from it is built anew then. */
  readonly revision: string;
  /** Good for an hour at least. */
  readonly botToken: string;
  /** Null where Slack has not been asked yet. */
  readonly identity: InstalledIdentity | null;
  readonly installer: string | null;
  /** Null: it uses the operator's account. */
  readonly jogg: OwnAccount | null;
  /** Accounts whose projects may still run. */
  readonly formerJogg: readonly OwnAccount[];
}

/** The workspaces that a request of Slack's names. No id is empty. */
export interface RequestIds {
  /** The app is installed for the whole organization. */
  readonly orgWide: boolean;
  readonly enterprise: string | null;
  /** The likeliest first. */
  readonly teams: readonly string[];
}

/** Who has installed the app. Every method throws what the store throws. */
export interface Installations {
  /** The installation that a request of Slack's is for; null where there is none (any more). */
  ofRequest(ids: RequestIds): Promise<Installed | null>;
  byScope(scope: string): Promise<Installed | null>;
  /** By the random end of a webhook address; null for an unknown one. */
  byWebhookToken(token: string): Promise<Installed | null>;
  /** The ids of all that there are now. */
  list(): Promise<readonly string[]>;
}
