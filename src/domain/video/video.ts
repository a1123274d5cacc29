import { z } from 'zod';
import { avatarKindSchema, shapeSchema } from '../catalogue.ts';
import { wellFormed } from '../script/well-formed.ts';
import type { Home } from '../standing.ts';
import { postSchema } from './post.ts';

/**
 * The states of a video. `failed`, `expired`, `cancelled` and `delivered` are final;
 * `unconfirmed` waits for its requester (nobody can know whether Jogg took the request).
 */
export const STATES = [
  'requested',
  'announced',
  'submitting',
  'rendering',
  'ready',
  'delivered',
  'failed',
  'unconfirmed',
  'expired',
  'cancelled',
] as const;
export const stateSchema = z.enum(STATES);
export type State = z.infer<typeof stateSchema>;

/** Why a video failed: each has its own sentence and remedy on the card. */
export const FAILURES = [
  'cannot_post',
  'key',
  'credit',
  'permission',
  'parameter',
  'not_found',
  /** What the order names is no longer at Jogg: said before anything was made. */
  'choice_gone',
  /** Whoever answered was not Jogg's API, and says that nothing was done. */
  'turned_away',
  'rendering',
  'no_video',
  'deleted',
  'unreadable',
  'internal',
  'audio',
  /** Its requester may not make videos here: found right before it was paid for. */
  'not_allowed',
] as const;
export const failureSchema = z.object({
  reason: z.enum(FAILURES),
  /** What Jogg or Slack said, for the card; never trusted, never logged. */
  detail: z.string().nullable(),
  /** Jogg's request id, for its support. */
  rid: z.string().nullable(),
});
export type Failure = z.infer<typeof failureSchema>;

/** The messages a video may send, each at most once. `card` opens the thread. */
export const SLOTS = ['card', 'late', 'unconfirmed', 'result', 'direct'] as const;
export const slotSchema = z.enum(SLOTS);
export type Slot = z.infer<typeof slotSchema>;

/** What is behind the avatar: its own background, green, or nothing at all (a WebM). */
export const BACKGROUNDS = ['normal', 'green', 'transparent'] as const;
export const backgroundSchema = z.enum(BACKGROUNDS);
export type Background = z.infer<typeof backgroundSchema>;

/** A recording to speak instead of a script: an address, or a file of Slack's. */
export const audioSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('url'), url: z.string() }),
  z.object({ kind: z.literal('file'), id: z.string(), name: z.string() }),
]);
export type Audio = z.infer<typeof audioSchema>;

/**
 * What its requester confirmed in the form. Reading it makes its texts well-formed: before they are
 * recorded, and before those that an earlier version recorded are paid for or shown.
 */
export const orderSchema = z.object({
  script: z.string().transform(wellFormed),
  avatar: z.object({
    kind: avatarKindSchema,
    id: z.string(),
    name: z.string(),
    coverUrl: z.string().nullable(),
  }),
  voice: z.object({ id: z.string(), name: z.string() }),
  shape: shapeSchema,
  captions: z.boolean(),
  name: z.string().transform(wellFormed),
  /** Where there is one, the script is empty. */
  audio: audioSchema.nullable().default(null),
  background: backgroundSchema.default('normal'),
});
export type Order = z.infer<typeof orderSchema>;

export const resultSchema = z.object({
  videoUrl: z.string(),
  coverUrl: z.string().nullable(),
  title: z.string().nullable(),
  seconds: z.number().nullable(),
});
export type Result = z.infer<typeof resultSchema>;

/**
 * The video as a file of Slack's: `wanted` until its bytes are `stored` under an id or it is
 * `given_up`, and why. Only a stored file is shown, and its id is known before it is. One that
 * Slack took and never showed is `unshown` until it is deleted, so that it cannot appear beside its
 * link.
 */
export const fileSchema = z.object({
  status: z.enum(['none', 'wanted', 'stored', 'unshown', 'given_up']),
  id: z.string().nullable(),
  /** Our own word for it or the name of Slack's error. */
  why: z.string().nullable(),
  tries: z.number(),
  notBefore: z.number(),
  /** How often its link was refused as expired: then Jogg is asked for a fresh one first. */
  expired: z.number().default(0),
});
export const NO_FILE: z.infer<typeof fileSchema> = {
  status: 'none',
  id: null,
  why: null,
  tries: 0,
  notBefore: 0,
  expired: 0,
};

export const projectSchema = z.object({ id: z.string(), version: z.enum(['v1', 'v2']) });
/** The version of Jogg's API that a project was started with. */
export type JoggVersion = z.infer<typeof projectSchema>['version'];

/**
 * What Jogg answered a paid request with: the project it made. Kept beside the video as soon as it
 * is heard, for the task may be another holder's by then. `at`: ms since the epoch.
 */
export const receiptSchema = z.object({ project: projectSchema, at: z.number() });
export type Receipt = z.infer<typeof receiptSchema>;

/** The code and the request id of an answer of Jogg's that leaves open what became of a request. */
export const answeredSchema = z.object({ code: z.number(), rid: z.string().nullable() });
export type Answered = z.infer<typeof answeredSchema>;

/** A project that may be the one an unconfirmed video asked for; only its requester can say so. */
export const candidateSchema = projectSchema.extend({ title: z.string().nullable() });
export type Candidate = z.infer<typeof candidateSchema>;

/** How a video came of an earlier one, and what that one is called. */
export const lineageSchema = z.object({ how: z.enum(['remix', 'retry']), name: z.string() });
export type Lineage = z.infer<typeof lineageSchema>;

/** A workspace and its organisation: see `Home` of `standing.ts`. */
export const homeSchema = z.object({
  team: z.string().nullable(),
  enterprise: z.string().nullable(),
});

/**
 * Tries of one repeatable effect since it last worked; it is not tried again before `notBefore`.
 */
const retrySchema = z.object({ tries: z.number(), notBefore: z.number() });

/** One confirmed form and all that became of it. Times are ms since the epoch. */
export const videoSchema = z.object({
  id: z.string(),
  parent: z.string().nullable(),
  workspace: z.string(),
  requester: z.string(),
  /** Where its requester is at home, as Slack signed it with the form; null in old records. */
  requesterHome: homeSchema.nullable().default(null),
  locale: z.string(),
  origin: z.object({ channel: z.string(), threadTs: z.string().nullable() }),
  /** What it was made after, as its card may say; the name is empty where there is none to show. */
  lineage: lineageSchema.nullable().default(null),
  /** The channel it was asked for in, where its thread had to move to a direct message. */
  movedFrom: z.string().nullable(),
  order: orderSchema,
  createdAt: z.number(),
  state: stateSchema,
  since: z.number(),
  posts: z.partialRecord(slotSchema, postSchema),
  /** What the card shows now: compared with what it should show. */
  cardVersion: z.string(),
  cardGone: z.boolean(),
  edit: retrySchema,
  submit: retrySchema,
  /** Its place among those that wait for their turn at Jogg, when that was last seen. */
  place: z.number().nullable().default(null),
  /** The state it was cancelled in: it tells what may have been paid. */
  cancelledIn: stateSchema.nullable().default(null),
  /**
   * How often its requester has confirmed paying: each confirmation is one paid request at most.
   */
  confirmations: z.number(),
  confirmedAt: z.number(),
  /** When the last paid request was sent, whatever became of it. */
  askedAt: z.number().nullable().default(null),
  /** What Jogg answered it with, where that leaves doubt; null where the answer was lost. */
  answered: answeredSchema.nullable().default(null),
  submittedAt: z.number().nullable(),
  /** Where Jogg finds the order's recording, once it was handed over. */
  audioUrl: z.string().nullable().default(null),
  project: projectSchema.nullable(),
  candidate: candidateSchema.nullable().default(null),
  /** `asked`: a poll is under way; found at a start, its answer was lost. */
  poll: z.object({
    asked: z.boolean(),
    /** No poll before this, whatever a webhook says. */
    notBefore: z.number().default(0),
    count: z.number(),
    anomalies: z.number(),
    nextAt: z.number(),
    lastAt: z.number(),
  }),
  result: resultSchema.nullable(),
  file: fileSchema.default(NO_FILE),
  failure: failureSchema.nullable(),
});
export type Video = z.infer<typeof videoSchema>;

/**
 * What a requester may choose by a button; `confirmation` is the one the button was shown for,
 * `project` the likely one it offered.
 */
export const userCommandSchema = z.object({
  choice: z.enum(['ask_again', 'give_up', 'look_again', 'take_likely', 'cancel']),
  confirmation: z.number(),
  project: z.string().optional(),
});
export type UserCommand = z.infer<typeof userCommandSchema>;

/** What a use case must know to record a new video. */
export interface NewVideo {
  readonly id: string;
  readonly parent: string | null;
  readonly lineage?: Lineage | null | undefined;
  readonly workspace: string;
  readonly requester: string;
  readonly requesterHome?: Home | null | undefined;
  readonly locale: string;
  readonly origin: { readonly channel: string; readonly threadTs: string | null };
  readonly order: Order;
}

/** A video as it is first recorded: nothing announced, nothing paid. */
export function newVideo(facts: NewVideo, now: number): Video {
  return {
    ...facts,
    origin: { ...facts.origin },
    requesterHome: facts.requesterHome ?? null,
    lineage: facts.lineage ?? null,
    movedFrom: null,
    createdAt: now,
    state: 'requested',
    since: now,
    posts: {},
    cardVersion: '',
    cardGone: false,
    edit: { tries: 0, notBefore: 0 },
    submit: { tries: 0, notBefore: 0 },
    place: null,
    cancelledIn: null,
    confirmations: 1,
    confirmedAt: now,
    askedAt: null,
    answered: null,
    submittedAt: null,
    audioUrl: null,
    project: null,
    candidate: null,
    poll: { asked: false, count: 0, anomalies: 0, nextAt: 0, notBefore: 0, lastAt: 0 },
    result: null,
    file: NO_FILE,
    failure: null,
  };
}
