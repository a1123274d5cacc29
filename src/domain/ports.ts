import type { Readable } from 'node:stream';
import type { Avatar, Voice } from './catalogue.ts';
import type { ProjectFacts } from './video/candidate.ts';
import type {
  EditOutcome,
  FindOutcome,
  PollOutcome,
  PostOutcome,
  PrepareOutcome,
  StoreFileOutcome,
  SubmitOutcome,
} from './video/outcome.ts';
import type {
  Audio,
  JoggVersion,
  Order,
  Project,
  Receipt,
  Slot,
  UserCommand,
  Video,
} from './video/video.ts';

/** Jogg, as the use cases need it. No method throws for an answer or the lack of one. */
export interface Renderer {
  readonly version: JoggVersion;
  /** The account that is asked now: as in a project. */
  readonly account?: string | undefined;
  /** The paid request. Sent at most once per call; never retried inside. */
  submit(order: Order, audioUrl?: string | null): Promise<SubmitOutcome>;
  /** Asks for one project with the API version that started it. */
  poll(project: Project): Promise<PollOutcome>;
}

/**
 * Makes a recording an address that Jogg can read. Free, and harmless to repeat. Never throws for
 * a recording that cannot be had.
 */
export type PrepareAudio = (audio: Audio) => Promise<PrepareOutcome>;

/** The lists people pick from. Throws a typed error where Jogg does not answer. */
export interface Library {
  avatars(): Promise<Avatar[]>;
  voices(): Promise<Voice[]>;
}

/** Slack, as the use cases need it. One call is one request; nothing is retried inside. */
export interface Messenger {
  /** Posts the message of `slot`: the card in its channel, the rest in the card's thread. */
  post(video: Video, slot: Slot): Promise<PostOutcome>;
  /**
   * Makes the message of `slot` (the card, if none is named) show `video` as it is; an edit that
   * can be spared only where there is room.
   */
  edit(video: Video, isOptional?: boolean, slot?: Slot): Promise<EditOutcome>;
  /** Looks for the message of `slot` by its metadata, where the app may read history. */
  find(video: Video, slot: Slot): Promise<FindOutcome>;
  /** Deletes a file of ours. */
  discard(video: Video, fileId: string): Promise<EditOutcome>;
  /** Deletes a message of ours that landed outside its thread. */
  retract(video: Video, message: { channel: string; ts: string }): Promise<EditOutcome>;
}

/** Stores the bytes of a ready video in Slack, where nobody sees them yet. Never throws. */
export type StoreFile = (video: Video) => Promise<StoreFileOutcome>;

/** A file on this machine: its bytes may be read from the beginning as often as needed. */
export interface VideoBytes {
  readonly bytes: number;
  read(): Readable;
}

/**
 * Fetches a video and lends it to `use`; it is nowhere on this machine any more when that has
 * ended. Ends when `signal` aborts. Never throws: where `use` does, that is `later`.
 */
export type FetchVideo = <T>(
  address: string,
  signal: AbortSignal,
  use: (video: VideoBytes) => Promise<T>,
) => Promise<
  | { readonly kind: 'fetched'; readonly used: T }
  | { readonly kind: 'later' }
  /** Its link is refused as one whose time is over. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'impossible'; readonly why: string }
>;

/** Posts bytes to an address, once, until `signal` aborts. Never throws. */
export type SendBytes = (
  address: string,
  video: VideoBytes,
  signal: AbortSignal,
) => Promise<'sent' | 'too_large' | 'failed'>;

/** Slack's side of a file. No method throws for an answer or the lack of one. */
export interface FileUpload {
  /** Whether the app may store files there at all. */
  permitted(workspace: string): Promise<boolean>;
  store(video: Video, bytes: VideoBytes, signal: AbortSignal): Promise<StoreFileOutcome>;
}

/** Shows a result in another channel: one request, not repeated inside. */
export type PostShare = (
  video: Video,
  to: { readonly channel: string; readonly by: string },
) => Promise<PostOutcome>;

/**
 * What tells whose project it is, by the version that new videos are asked for with. Null where
 * Jogg does not say, or not now. Never throws.
 */
export type Identify = (
  projectId: string,
) => Promise<(ProjectFacts & { readonly version: JoggVersion }) | null>;

/** A webhook that named a project which no video waits for; `facts` once Jogg was asked. */
export interface UnmatchedHint {
  readonly projectId: string;
  /** ms since the epoch */
  readonly at: number;
  readonly facts: Awaited<ReturnType<Identify>>;
}

/** The unconfirmed videos and the unmatched hints of the last day. Throws when the store fails. */
export interface UnconfirmedStore {
  /** `since` (ms): when it became unconfirmed. Adding one again changes nothing. */
  add(videoId: string, since: number): Promise<void>;
  remove(videoId: string): Promise<void>;
  videoIds(): Promise<readonly string[]>;
  /** Remembers that a webhook named a project; the newest ones are kept. */
  rememberHint(projectId: string): Promise<void>;
  /** Keeps what Jogg said of a project that is remembered. */
  saveFacts(projectId: string, facts: UnmatchedHint['facts']): Promise<void>;
  /** Newest first. */
  hints(): Promise<readonly UnmatchedHint[]>;
}

/**
 * The projects of one Jogg account, and what webhooks said of them. Videos are known here by the
 * ids of their tasks. Every method throws when the store fails.
 */
export interface ProjectStore {
  /** The video that waits for this project, if its id is known already. */
  findByProject(projectId: string): Promise<string | undefined>;
  /**
   * The first video that is linked to a project keeps it, also where two processes link at once.
   */
  linkProject(projectId: string, taskId: string): Promise<void>;
  /** A webhook may name a project before our request was answered: remembered for a day. */
  rememberHint(projectId: string): Promise<void>;
  takeHint(projectId: string): Promise<boolean>;
  /**
   * Why a project failed, as a webhook said: for a day, and worth nothing unless Jogg says so too.
   */
  rememberReason(projectId: string, reason: string): Promise<void>;
  readReason(projectId: string): Promise<string | undefined>;
}

/** How videos and what belongs to them are kept. Every method throws when the store fails. */
export interface VideoStore {
  load(id: string): Promise<Video | undefined>;
  /**
   * Stores a video while its task is held, in one step with the end of the run where `nextRun` says
   * when it runs again. False, and nothing is stored, where the lease was lost.
   */
  save(
    video: Video,
    lease: Lease,
    options?: { readonly nextRun?: NextRun | undefined; readonly canSkipSync?: boolean },
  ): Promise<boolean>;
  /**
   * Keeps the answer to a paid request, also after the lease is lost: every run of a video that has
   * no project reads it.
   */
  saveReceipt(id: string, receipt: Receipt): Promise<void>;
  readReceipt(id: string): Promise<Receipt | undefined>;
  /**
   * What the requester chose by a button; the last one of a confirmation counts, whatever comes
   * late for an earlier one. It stays, and every run sees it: it has an effect only in its state.
   */
  saveCommand(id: string, command: UserCommand): Promise<void>;
  readCommand(id: string, confirmation: number): Promise<UserCommand | undefined>;
}

/**
 * `prompt`: something to do now. `poll`: waiting for Jogg. `file`: a video to be moved to Slack,
 * which may take minutes. No lane holds up another.
 */
export type Lane = 'prompt' | 'poll' | 'file';

/** A record as it is to be stored: `value` is JSON. */
export interface StoredRecord {
  readonly namespace: string;
  readonly key: string;
  readonly value: unknown;
  /** Whether a crash of the machine (never one of the process) may forget this version. */
  readonly canSkipSync?: boolean;
  /** What the task that stores it is counted as from then on. */
  readonly state?: string;
}

/** Holding a task: nobody else runs it meanwhile. */
export interface Lease {
  /** Whether this holder still holds it; asked right before what must not happen twice. */
  isHeld(): Promise<boolean>;
  /**
   * Stores records in one step. With `nextRun` the run ends by it, all or nothing. False, and
   * nothing is stored, where another holder has the task.
   */
  write(records: readonly StoredRecord[], nextRun?: NextRun): Promise<boolean>;
  /** The lane that the task was taken from. */
  readonly lane?: Lane;
}

/** When a task wants to run again: at a time, or only when woken. */
export type NextRun = { readonly at: number; readonly lane: Lane } | 'idle';

/** One durable task per video. */
export interface TaskQueue {
  /**
   * Adds a task that is due now, with what its first run needs to know, in one atomic write.
   * False, and nothing changes, where the id was ever added.
   */
  add(id: string, payload: string): Promise<boolean>;
  /** Brings the next run of a known task forward to now, also while it runs. */
  wake(id: string): Promise<void>;
}

/** A limit over a key: how many requests may be sent in how much time. */
export interface RateLimiter {
  /** Takes one place now and answers 0, or takes none and answers the ms until one is free. */
  take(): Promise<number>;
}

/** The times for which Slack or Jogg asked to be left alone. Neither method throws. */
export interface Holds {
  /** How long `key` is to be left alone, in ms; 0: not at all. Where nobody knows, 2 s. */
  waitMs(key: string): Promise<number>;
  /** Leaves `key` alone for at least `ms`; never shortens a hold. */
  hold(key: string, ms: number): Promise<void>;
}

/** How many cards may be edited in a workspace, over all processes. Neither method throws. */
export interface EditBudget {
  /** Counts an edit that is made in any case. Never waits. */
  spend(workspace: string): Promise<void>;
  /** Counts an edit that can be spared, if there is room beside those that must be made. */
  trySpend(workspace: string): Promise<boolean>;
}

/**
 * A line for a rate: resolves when it is the caller's turn, first come, first served. Answers
 * whether the caller had to wait.
 */
export type Throttle = () => Promise<boolean>;
