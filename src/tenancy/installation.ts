/**
 * A workspace's own Jogg account with its secrets unsealed. Never stored or logged in this form.
 */
export interface OwnAccount {
  /** The first 16 hexadecimal digits of the key's SHA-256. */
  readonly keyId: string;
  readonly apiKey: string;
  /** The last four characters of the key, for display. */
  readonly last4: string;
  /** The random last segment of the webhook URL. */
  readonly webhookToken: string;
  /** The secret that Jogg signs with; null until it is known. */
  readonly webhookSecret: string | null;
}

/** The identity behind a bot token, as Slack returned it on installation. */
export interface InstalledIdentity {
  /** `T…`, or `E…` if the app is installed for a whole organization; never empty. */
  readonly workspace: string;
  /** `E…` */
  readonly enterprise: string | null;
  readonly botUserId: string | null;
  readonly botId: string | null;
  /** The granted scopes; null if Slack did not return them. */
  readonly scopes: readonly string[] | null;
  /** The name of the workspace or organization, for display only. */
  readonly name: string | null;
  /** The app's handle there, without the @; null if Slack did not return it. */
  readonly handle: string | null;
  readonly appId: string | null;
}

/** An installation with its secrets unsealed. Never stored or logged in this form. */
export interface OpenInstallation {
  /** `T…`, or `E…` if the app is installed for a whole organization. */
  readonly id: string;
  /** The scope of its part of the state: `id`, or '' for the only workspace. */
  readonly scope: string;
  /** Changes with the token, the scopes and the Jogg key; then its tenant is rebuilt. */
  readonly revision: string;
  /** Valid for at least an hour. */
  readonly botToken: string;
  /** Null if Slack has not been asked yet. */
  readonly identity: InstalledIdentity | null;
  readonly installer: string | null;
  /** Null if it uses the operator's account. */
  readonly jogg: OwnAccount | null;
  /** Accounts used before, whose projects may still run. */
  readonly formerJogg: readonly OwnAccount[];
}

/** The workspaces and the organization that a Slack request names. No id is empty. */
export interface RequestIds {
  /** Whether the app is installed for the whole organization. */
  readonly orgWide: boolean;
  readonly enterprise: string | null;
  /** The most likely one first. */
  readonly teams: readonly string[];
}

/** The active installations. Every method throws what the store throws. */
export interface Installations {
  /** The installation that a Slack request is for; null if there is none, or none any more. */
  ofRequest(ids: RequestIds): Promise<OpenInstallation | null>;
  byScope(scope: string): Promise<OpenInstallation | null>;
  /** By the random last segment of a webhook URL; null for an unknown one. */
  byWebhookToken(token: string): Promise<OpenInstallation | null>;
  /** The ids of all active installations. */
  list(): Promise<readonly string[]>;
}
