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

/** Jogg, as the use cases need it. No method throws, whether Jogg answers or not. */
export interface Renderer {
  readonly version: JoggVersion;
  /** The account that is used now, as in a project. */
  readonly account?: string | undefined;
  /** The paid request. Sent at most once per call; never retried inside. */
  submit(order: Order, audioUrl?: string | null): Promise<SubmitOutcome>;
  /** Requests one project's state, by the API version that started it. */
  poll(project: Project): Promise<PollOutcome>;
}

/**
 * Uploads a recording to an address that Jogg can read. Free, and safe to repeat. Never throws for
 * a recording that is unavailable.
 */
export type PrepareAudio = (audio: Audio) => Promise<PrepareOutcome>;

/** The lists people choose from. Throws a typed error if Jogg does not answer. */
export interface Library {
  avatars(): Promise<Avatar[]>;
  voices(): Promise<Voice[]>;
}

/** Slack, as the use cases need it. Each call sends one request and never retries it. */
export interface Messenger {
  /** Posts the message of `slot`: the card in its channel, the others in the card's thread. */
  post(video: Video, slot: Slot): Promise<PostOutcome>;
  /**
   * Edits the message of `slot` (default: the card) to show `video`. An optional edit is skipped if
   * the edit budget is spent.
   */
  edit(video: Video, isOptional?: boolean, slot?: Slot): Promise<EditOutcome>;
  /** Searches for the message of `slot` by its metadata, if the app may read the history. */
  find(video: Video, slot: Slot): Promise<FindOutcome>;
  /** Deletes one of the app's files. */
  discard(video: Video, fileId: string): Promise<EditOutcome>;
  /** Deletes one of the app's messages that landed outside its thread. */
  retract(video: Video, message: { channel: string; ts: string }): Promise<EditOutcome>;
}

/** Stores the bytes of a ready video in Slack, where they stay invisible. Never throws. */
export type StoreFile = (video: Video) => Promise<StoreFileOutcome>;

/** A file on this machine. `read` may be called repeatedly, each time from the beginning. */
export interface VideoBytes {
  readonly bytes: number;
  read(): Readable;
}

/**
 * Downloads a video, passes it to `use`, and deletes it from this machine afterwards. Stops when
 * `signal` aborts. Never throws; `later` if `use` throws.
 */
export type FetchVideo = <T>(
  address: string,
  signal: AbortSignal,
  use: (video: VideoBytes) => Promise<T>,
) => Promise<
  | { readonly kind: 'fetched'; readonly used: T }
  | { readonly kind: 'later' }
  /** The link has expired. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'impossible'; readonly why: string }
>;

/** Posts bytes to an address, once. Stops when `signal` aborts. Never throws. */
export type SendBytes = (
  address: string,
  video: VideoBytes,
  signal: AbortSignal,
) => Promise<'sent' | 'too_large' | 'failed'>;

/** Stores files in Slack. No method throws, whether Slack answers or not. */
export interface FileUpload {
  /** Whether the app may store files in a workspace. */
  permitted(workspace: string): Promise<boolean>;
  store(video: Video, bytes: VideoBytes, signal: AbortSignal): Promise<StoreFileOutcome>;
}

/** Posts a result to another channel by one request, never retried. */
export type PostShare = (
  video: Video,
  to: { readonly channel: string; readonly by: string },
) => Promise<PostOutcome>;

/**
 * Asks Jogg for the facts that identify a project's video, by the API version of new videos. Null
 * if Jogg does not answer or has no such project. Never throws.
 */
export type Identify = (
  projectId: string,
) => Promise<(ProjectFacts & { readonly version: JoggVersion }) | null>;

/** A webhook's project that no video waits for. `facts`: null until Jogg was asked. */
export interface UnmatchedHint {
  readonly projectId: string;
  /** ms since the epoch */
  readonly at: number;
  readonly facts: Awaited<ReturnType<Identify>>;
}

/** The unconfirmed videos and the unmatched hints of the last day. Throws if the store fails. */
export interface UnconfirmedStore {
  /** Adds a video, unconfirmed `since` (ms since the epoch). Adding it again does nothing. */
  add(videoId: string, since: number): Promise<void>;
  remove(videoId: string): Promise<void>;
  videoIds(): Promise<readonly string[]>;
  /** Stores a webhook's project. Only the newest ones are kept. */
  rememberHint(projectId: string): Promise<void>;
  /** Stores Jogg's facts about the project of a stored hint. */
  saveFacts(projectId: string, facts: UnmatchedHint['facts']): Promise<void>;
  /** Newest first. */
  hints(): Promise<readonly UnmatchedHint[]>;
}

/**
 * The projects of one Jogg account and what webhooks said about them. Videos are named by their
 * task ids. Every method throws if the store fails.
 */
export interface ProjectStore {
  /** The task of the video that waits for a project, if the two are linked already. */
  findByProject(projectId: string): Promise<string | undefined>;
  /** Links a project to a video. The first link wins, even if two processes link at once. */
  linkProject(projectId: string, taskId: string): Promise<void>;
  /** Stores for a day that a webhook named a project, maybe before Jogg answered our request. */
  rememberHint(projectId: string): Promise<void>;
  takeHint(projectId: string): Promise<boolean>;
  /** Stores for a day why a project failed, according to a webhook. Only a poll can confirm it. */
  rememberReason(projectId: string, reason: string): Promise<void>;
  readReason(projectId: string): Promise<string | undefined>;
}

/** Stores videos and their commands and receipts. Every method throws if the store fails. */
export interface VideoStore {
  load(id: string): Promise<Video | undefined>;
  /**
   * Stores a video under its task's lease. With `nextRun`, the same step ends the run. False, and
   * nothing is stored, if the lease was lost.
   */
  save(
    video: Video,
    lease: Lease,
    options?: { readonly nextRun?: NextRun | undefined; readonly canSkipSync?: boolean },
  ): Promise<boolean>;
  /**
   * Stores the answer to a paid request, even after the lease is lost. Every run of a video without
   * a project reads it.
   */
  saveReceipt(id: string, receipt: Receipt): Promise<void>;
  readReceipt(id: string): Promise<Receipt | undefined>;
  /**
   * Stores the command of a button. The last command of a confirmation counts; late commands for an
   * earlier confirmation do not. It stays stored, and every run reads it, but it takes effect only
   * in its own state.
   */
  saveCommand(id: string, command: UserCommand): Promise<void>;
  readCommand(id: string, confirmation: number): Promise<UserCommand | undefined>;
}

/**
 * The lanes of tasks, each with workers of its own, so none blocks another. `prompt`: anything
 * short. `poll`: waiting for Jogg. `file`: storing a video in Slack, which may take minutes.
 */
export const LANES = ['prompt', 'poll', 'file'] as const;
export type Lane = (typeof LANES)[number];

/** Keys for actions that may happen at most once. All methods throw what the store throws. */
export interface OnceKeys {
  /** Takes a key durably. Returns false if it was taken before and has not expired. */
  take(id: string): Promise<boolean>;
  /** Releases a key because the action surely did not happen. */
  release(id: string): Promise<void>;
  /** Records that the action surely happened. */
  finish(id: string): Promise<void>;
  /** Whether the action surely happened. For a key that is only taken this is unknown: false. */
  isFinished(id: string): Promise<boolean>;
}

/** The tenants that use a Jogg account, by scope. All methods throw what the store throws. */
export interface AccountUsers {
  add(scope: string): Promise<void>;
  /** Removes a tenant after its last video there has ended. */
  remove(scope: string): Promise<void>;
  /** Whether several tenants use the account, or did recently. */
  isShared(): Promise<boolean>;
}

/** How many records and tasks were erased. */
export interface ErasedCounts {
  readonly records: number;
  readonly tasks: number;
}

/** A record to store. `value` is JSON. */
export interface StoredRecord {
  readonly namespace: string;
  readonly key: string;
  readonly value: unknown;
  /** Whether a crash of the machine, but not of the process, may lose this version. */
  readonly canSkipSync?: boolean;
  /** The state that its task counts under from now on: see `TaskTable.states`. */
  readonly state?: string;
}

/** A lease on a task: no other process runs the task meanwhile. */
export interface Lease {
  /** Whether the lease is still held. Called right before an effect that must not happen twice. */
  isHeld(): Promise<boolean>;
  /**
   * Stores records in one step. With `nextRun`, the same step ends the run. False, and nothing is
   * stored, if another holder has the task.
   */
  write(records: readonly StoredRecord[], nextRun?: NextRun): Promise<boolean>;
  /** The lane that the task was claimed from. */
  readonly lane?: Lane;
}

/** When a task runs again: at a time, or only when woken. */
export type NextRun = { readonly at: number; readonly lane: Lane } | 'idle';

/** One durable task per video. */
export interface TaskQueue {
  /**
   * Adds a task that is due now, with the input of its first run, in one atomic write. False, and
   * nothing changes, if the id was ever added before.
   */
  add(id: string, payload: string): Promise<boolean>;
  /** Makes a task due now. If it is running, it runs again afterwards. */
  wake(id: string): Promise<void>;
}

/** Limits how many requests may be sent within a time. */
export interface RateLimiter {
  /** Takes a permit and returns 0, or takes none and returns the ms until one is free. */
  take(): Promise<number>;
}

/** Holds requests back while Slack or Jogg asks for it. Neither method throws. */
export interface Holds {
  /** How long requests for `key` are held back, in ms; 0: not at all. If unknown, 2 s. */
  waitMs(key: string): Promise<number>;
  /** Holds requests for `key` back for at least `ms`. Never shortens a hold. */
  hold(key: string, ms: number): Promise<void>;
}

/** Limits card edits in a workspace, across all processes. Neither method throws. */
export interface EditBudget {
  /** Counts a required edit. Never waits. */
  spend(workspace: string): Promise<void>;
  /** Counts an optional edit if the required ones leave room in the budget. */
  trySpend(workspace: string): Promise<boolean>;
}

/**
 * Throttles its callers to a rate, first come, first served: resolves when the caller may proceed.
 * Returns whether the caller had to wait.
 */
export type Throttle = () => Promise<boolean>;
