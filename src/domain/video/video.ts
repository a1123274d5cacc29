import { z } from 'zod';
import { sanitizeText } from '../../lib/sanitize-text.ts';
import { avatarKindSchema, shapeSchema } from '../catalogue.ts';
import { postSchema } from './post.ts';
import { fileSchema, NO_FILE } from './video-file.ts';

/**
 * The states of a video. `failed`, `expired`, `cancelled` and `delivered` are final. `unconfirmed`
 * waits for its requester, because Jogg may or may not have accepted the request.
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
  /** Jogg no longer has something that the order names. Nothing was made. */
  'choice_gone',
  /** Something other than Jogg's API answered and rejected the request. */
  'turned_away',
  'rendering',
  'no_video',
  'deleted',
  'unreadable',
  'internal',
  'audio',
  /** The requester may not make videos here. Found just before paying. */
  'not_allowed',
] as const;
export const failureSchema = z.object({
  reason: z.enum(FAILURES),
  /** Jogg's or Slack's text, for the card; never trusted, never logged. */
  detail: z.string().nullable(),
  /** Jogg's request id, for its support. */
  rid: z.string().nullable(),
});
export type Failure = z.infer<typeof failureSchema>;

/** The messages a video may send, each at most once. `card` opens the thread. */
export const SLOTS = ['card', 'late', 'unconfirmed', 'result', 'direct'] as const;
export const slotSchema = z.enum(SLOTS);
export type Slot = z.infer<typeof slotSchema>;

/** The avatar's background: its own, green, or transparent (a WebM). */
export const BACKGROUNDS = ['normal', 'green', 'transparent'] as const;
export const backgroundSchema = z.enum(BACKGROUNDS);
export type Background = z.infer<typeof backgroundSchema>;

/** Audio to speak instead of a script: an address, or a file in Slack. */
export const audioSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('url'), url: z.string() }),
  z.object({ kind: z.literal('file'), id: z.string(), name: z.string() }),
]);
export type Audio = z.infer<typeof audioSchema>;

/**
 * What the requester confirmed in the form. Parsing makes its texts well-formed, including those
 * that an earlier version stored.
 */
export const orderSchema = z.object({
  script: z.string().transform(sanitizeText),
  avatar: z.object({
    kind: avatarKindSchema,
    id: z.string(),
    name: z.string(),
    coverUrl: z.string().nullable(),
  }),
  voice: z.object({ id: z.string(), name: z.string() }),
  shape: shapeSchema,
  captions: z.boolean(),
  name: z.string().transform(sanitizeText),
  /** If there is audio, the script is empty. */
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

export const projectSchema = z.object({
  id: z.string(),
  version: z.enum(['v1', 'v2']),
  /** The account that made it, by the id of its key; undefined: the operator's. */
  account: z.string().optional(),
});
export type Project = z.infer<typeof projectSchema>;
/** The version of Jogg's API that a project was started with. */
export type JoggVersion = Project['version'];

/**
 * Jogg's answer to a paid request: the project. It is stored at once in a record of its own,
 * because another replica may hold the video's task by then. `at`: ms since the epoch.
 */
export const receiptSchema = z.object({ project: projectSchema, at: z.number() });
export type Receipt = z.infer<typeof receiptSchema>;

/** The code and request id of an answer from Jogg that leaves the outcome open. */
export const answeredSchema = z.object({ code: z.number(), rid: z.string().nullable() });
export type Answered = z.infer<typeof answeredSchema>;

/** A project that may belong to an unconfirmed video; only its requester can confirm it. */
export const candidateSchema = projectSchema.extend({ title: z.string().nullable() });
export type Candidate = z.infer<typeof candidateSchema>;

/** How a video was derived from an earlier one, and that video's title. */
export const lineageSchema = z.object({ how: z.enum(['remix', 'retry']), name: z.string() });
export type Lineage = z.infer<typeof lineageSchema>;

/** A workspace and its organization: see `Home` of `membership.ts`. */
export const homeSchema = z.object({
  team: z.string().nullable(),
  enterprise: z.string().nullable(),
});

/** The tries of a repeatable effect since its last success. The next try is due at `notBefore`. */
const retrySchema = z.object({ tries: z.number(), notBefore: z.number() });

/** The poll state of a project that was never polled and is due at once. */
export const FRESH_POLL = {
  asked: false,
  count: 0,
  anomalies: 0,
  nextAt: 0,
  notBefore: 0,
  lastAt: 0,
  runningAt: 0,
};

/** One confirmed form and everything that has happened since. Times are ms since the epoch. */
export const videoSchema = z.object({
  id: z.string(),
  parent: z.string().nullable(),
  workspace: z.string(),
  requester: z.string(),
  /** The requester's home, as Slack signed it with the form; null in old records. */
  requesterHome: homeSchema.nullable().default(null),
  locale: z.string(),
  origin: z.object({ channel: z.string(), threadTs: z.string().nullable() }),
  /** The earlier video that this one derives from. An empty name is not shown. */
  lineage: lineageSchema.nullable().default(null),
  /** The channel of the request, if the thread had to move to a direct message. */
  movedFrom: z.string().nullable(),
  order: orderSchema,
  createdAt: z.number(),
  state: stateSchema,
  since: z.number(),
  posts: z.partialRecord(slotSchema, postSchema),
  /** The version of the card that Slack shows now: see `cardVersionOf`. */
  cardVersion: z.string(),
  cardGone: z.boolean(),
  edit: retrySchema,
  submit: retrySchema,
  /** Its last known position in the queue for Jogg. */
  place: z.number().nullable().default(null),
  /** The state in which it was cancelled, which shows what may have been paid. */
  cancelledIn: stateSchema.nullable().default(null),
  /** How often the requester confirmed to pay. Each confirmation allows one paid request. */
  confirmations: z.number(),
  confirmedAt: z.number(),
  /** When the last paid request was sent, whatever its outcome. */
  askedAt: z.number().nullable().default(null),
  /** The account of the last paid request, by the id of its key; null: the operator's. */
  askedOf: z.string().nullable().default(null),
  /** Jogg's answer to that request, if it leaves the outcome open; null if the answer was lost. */
  answered: answeredSchema.nullable().default(null),
  submittedAt: z.number().nullable(),
  /** The address of the uploaded audio. */
  audioUrl: z.string().nullable().default(null),
  project: projectSchema.nullable(),
  candidate: candidateSchema.nullable().default(null),
  /** When the requester last had Jogg checked, while the video was unconfirmed. */
  checkedAt: z.number().nullable().default(null),
  /** `asked`: a poll is in progress. If a run starts in this state, the answer was lost. */
  poll: z.object({
    asked: z.boolean(),
    /** No poll before this time, even after a webhook. */
    notBefore: z.number().default(0),
    count: z.number(),
    anomalies: z.number(),
    nextAt: z.number(),
    lastAt: z.number(),
    /** When Jogg last said that it still renders; 0 if unknown. */
    runningAt: z.number().default(0),
  }),
  result: resultSchema.nullable(),
  file: fileSchema.default(NO_FILE),
  failure: failureSchema.nullable(),
});
export type Video = z.infer<typeof videoSchema>;

/**
 * A button that the requester pressed. `confirmation`: the one that the button was shown for.
 * `project`: the candidate that it offered. `at`: when it was pressed, by Slack's clock (ms since
 * the epoch).
 */
export const userCommandSchema = z.object({
  choice: z.enum(['ask_again', 'give_up', 'look_again', 'take_likely', 'cancel']),
  confirmation: z.number(),
  project: z.string().optional(),
  at: z.number().optional(),
});
export type UserCommand = z.infer<typeof userCommandSchema>;

/** The part of a video that its form decides. */
export const newVideoSchema = videoSchema.pick({
  id: true,
  parent: true,
  lineage: true,
  workspace: true,
  requester: true,
  requesterHome: true,
  locale: true,
  origin: true,
  order: true,
});
type WithDefault = 'lineage' | 'requesterHome';
/** The input for recording a new video. */
export type NewVideo = Readonly<
  Omit<z.output<typeof newVideoSchema>, WithDefault> &
    Pick<z.input<typeof newVideoSchema>, WithDefault>
>;

/** A newly recorded video: nothing announced, nothing paid. */
export function newVideo(input: NewVideo, now: number): Video {
  return {
    ...input,
    origin: { ...input.origin },
    requesterHome: input.requesterHome ?? null,
    lineage: input.lineage ?? null,
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
    askedOf: null,
    answered: null,
    submittedAt: null,
    audioUrl: null,
    project: null,
    candidate: null,
    checkedAt: null,
    poll: FRESH_POLL,
    result: null,
    file: NO_FILE,
    failure: null,
  };
}
