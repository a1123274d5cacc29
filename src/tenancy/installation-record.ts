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

/** What ended an installation, by Slack's word. */
export const ENDS = ['uninstalled', 'revoked'] as const;

/**
 * Who installed the app where, as it is stored. Tokens and keys are sealed. All times are in ms
 * since the epoch.
 */
export const installationSchema = z.object({
  /** `T…`, or `E…` where it is installed for a whole organization. */
  id: z.string().regex(/^[TE][A-Z0-9]+$/),
  /** Null where it is installed for a whole organization. */
  team: namedSchema.nullable(),
  enterprise: namedSchema.nullable(),
  /** How often the app was installed here. */
  generation: z.number().int().positive(),
  /** Grows with the token, the scopes and the key. */
  revision: z.number().int().nonnegative(),
  installedAt: z.number(),
  installer: z.string().nullable(),
  appId: z.string().nullable(),
  bot: z.object({
    id: z.string().nullable(),
    userId: z.string().nullable(),
    scopes: z.array(z.string()),
    /** Its name for people, without the @, where Slack told it. */
    handle: z.string().nullable().default(null),
  }),
  /** Null once it was erased. */
  token: sealedSchema.nullable(),
  /** Null where the workspace's tokens do not expire. */
  refresh: sealedSchema.nullable(),
  expiresAt: z.number().nullable(),
  /** How often the token was renewed since it was installed. */
  renewals: z.number().int().nonnegative(),
  /** Slack does not renew the token: the app has to be installed again. */
  renewalRefused: z.object({ at: z.number(), told: z.boolean() }).nullable(),
  /** Since then Slack has not answered whether it renewed the token: it may be used up. */
  renewalDoubted: z.object({ at: z.number(), told: z.boolean() }).nullable().default(null),
  jogg: accountSchema.nullable(),
  /** Accounts that were in use before, until the last of their projects has ended. */
  formerJogg: z.array(accountSchema.extend({ until: z.number() })),
  ended: z.object({ at: z.number(), how: z.enum(ENDS) }).nullable(),
  /** Slack said that it ended, and did not answer yet whether its token is still good. */
  doubted: z.object({ how: z.enum(ENDS) }).nullable(),
});

export type InstallationRecord = z.output<typeof installationSchema>;
export type AccountRecord = z.output<typeof accountSchema>;
export type EndedHow = (typeof ENDS)[number];

/** How installations are kept. Every method throws what the store throws. */
export interface InstallationRecords {
  /** Undefined where there is none, or none that can be read. */
  load(id: string): Promise<InstallationRecord | undefined>;
  /**
   * Replaces one by what `next` answers, in one atomic step; null changes nothing. Answers what
   * stands there then. `next` may be called several times, so it only decides.
   */
  revise(
    id: string,
    next: (old: InstallationRecord | undefined) => InstallationRecord | null,
  ): Promise<InstallationRecord | undefined>;
  /** The ids of all, ended ones too. */
  list(): Promise<readonly string[]>;
  /** Forgets one, and where its webhooks lead. */
  remove(record: InstallationRecord): Promise<void>;
  /** The workspace that had this state to itself before others could install the app. */
  ownWorkspace(): Promise<string | null>;
  /** Whose a webhook's token is. */
  byWebhookToken(token: string): Promise<string | null>;
  /** From now on a webhook's token leads to `id`. */
  linkWebhookToken(token: string, id: string): Promise<void>;
  /** It leads to `id` no more. */
  unlinkWebhookToken(token: string, id: string): Promise<void>;
}

/** The name of what the app is installed in; null where Slack did not say it. */
export const nameOf = ({ team, enterprise }: InstallationRecord): string | null =>
  (team ?? enterprise)?.name ?? null;

/** Slack does without an answer for longer now and then; its outages last for minutes. */
const WORRY_MS = 10 * 60_000;

/** Whether its token will probably end without another one. */
export const isWorrying = ({ renewalDoubted }: InstallationRecord, now: number): boolean =>
  renewalDoubted !== null && now - renewalDoubted.at >= WORRY_MS;

/** Whether two readings of one installation have the same token. */
export const isSameToken = (one: InstallationRecord, other: InstallationRecord): boolean =>
  one.generation === other.generation && one.renewals === other.renewals;

/** Where Jogg's webhooks for a workspace's own accounts come in. */
export const webhookTokensOf = ({ jogg, formerJogg }: InstallationRecord): readonly string[] =>
  [jogg, ...formerJogg].flatMap((each) => (each ? [each.webhookToken] : []));
