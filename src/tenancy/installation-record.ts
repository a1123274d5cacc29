import { z } from 'zod';

const sealedSchema = z.string().min(1);
const namedSchema = z.object({ id: z.string().min(1), name: z.string().nullable() });

/** A workspace's own Jogg account, as it is stored. */
export const accountSchema = z.object({
  keyId: z.string(),
  last4: z.string(),
  key: sealedSchema,
  webhookToken: z.string(),
  webhookSecret: sealedSchema.nullable(),
});

/** Why an installation ended, according to Slack. */
export const END_REASONS = ['uninstalled', 'revoked'] as const;

/** An installation as it is stored. Tokens and keys are sealed. Times are ms since the epoch. */
export const installationSchema = z.object({
  /** `T…`, or `E…` if the app is installed for a whole organization. */
  id: z.string().regex(/^[TE][A-Z0-9]+$/),
  /** Null if the app is installed for a whole organization. */
  team: namedSchema.nullable(),
  enterprise: namedSchema.nullable(),
  /** How often the app was installed here. */
  generation: z.number().int().positive(),
  /** Increases with every change of the token, the scopes or the Jogg key. */
  revision: z.number().int().nonnegative(),
  installedAt: z.number(),
  installer: z.string().nullable(),
  appId: z.string().nullable(),
  bot: z.object({
    id: z.string().nullable(),
    userId: z.string().nullable(),
    scopes: z.array(z.string()),
    /** The bot's handle without the @, if Slack returned it. */
    handle: z.string().nullable().default(null),
  }),
  /** Null after it was erased. */
  token: sealedSchema.nullable(),
  /** Null if the workspace's tokens do not expire. */
  refresh: sealedSchema.nullable(),
  expiresAt: z.number().nullable(),
  /** How often the token was renewed in this generation. */
  renewals: z.number().int().nonnegative(),
  /** Slack refused to renew the token: the app has to be installed again. */
  renewalRefused: z.object({ at: z.number(), told: z.boolean() }).nullable(),
  /** When a renewal got no answer: since then the refresh token may be used up. */
  renewalDoubted: z.object({ at: z.number(), told: z.boolean() }).nullable().default(null),
  jogg: accountSchema.nullable(),
  /** Accounts used before, kept until their projects have ended. */
  formerJogg: z.array(accountSchema.extend({ until: z.number() })),
  ended: z.object({ at: z.number(), how: z.enum(END_REASONS) }).nullable(),
  /** Slack reported an end, but has not yet answered whether the token is still valid. */
  doubted: z.object({ how: z.enum(END_REASONS) }).nullable(),
});

export type InstallationRecord = z.output<typeof installationSchema>;
export type AccountRecord = z.output<typeof accountSchema>;
export type EndReason = (typeof END_REASONS)[number];

/** The store of installations. Every method throws what the store throws. */
export interface InstallationRecords {
  /** Returns undefined if there is no record, or none that can be read. */
  load(id: string): Promise<InstallationRecord | undefined>;
  /**
   * Replaces a record by the result of `next` in one atomic step; null changes nothing. Returns the
   * record that is stored afterwards. `next` may be called several times and must be pure.
   */
  revise(
    id: string,
    next: (old: InstallationRecord | undefined) => InstallationRecord | null,
  ): Promise<InstallationRecord | undefined>;
  /** The ids of all installations, including ended ones. */
  list(): Promise<readonly string[]>;
  /** Removes a record and the links of its webhook tokens. */
  remove(record: InstallationRecord): Promise<void>;
  /** The workspace that owned this state before others could install the app. */
  ownWorkspace(): Promise<string | null>;
  /** The id of the installation that a webhook token belongs to. */
  byWebhookToken(token: string): Promise<string | null>;
  /** Links a webhook token to the installation `id`. */
  linkWebhookToken(token: string, id: string): Promise<void>;
  /** Removes the link of a webhook token, if it leads to `id`. */
  unlinkWebhookToken(token: string, id: string): Promise<void>;
}

/** The name of the workspace or organization; null if Slack did not return it. */
export const nameOf = ({ team, enterprise }: InstallationRecord): string | null =>
  (team ?? enterprise)?.name ?? null;

/** Slack's outages last for minutes, so a shorter silence is no reason for a warning. */
const STALLED_MS = 10 * 60_000;

/** Whether the token will probably expire without a successor. */
export const isRenewalStalled = ({ renewalDoubted }: InstallationRecord, now: number): boolean =>
  renewalDoubted !== null && now - renewalDoubted.at >= STALLED_MS;

/** Whether two versions of one record have the same token. */
export const isSameToken = (one: InstallationRecord, other: InstallationRecord): boolean =>
  one.generation === other.generation && one.renewals === other.renewals;

/** The webhook tokens of a workspace's own Jogg accounts. */
export const webhookTokensOf = ({ jogg, formerJogg }: InstallationRecord): readonly string[] =>
  [jogg, ...formerJogg].flatMap((each) => (each ? [each.webhookToken] : []));
