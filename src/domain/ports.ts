import type { Avatar, Voice } from './catalogue.ts';
import type {
  EditOutcome,
  FindOutcome,
  LookOutcome,
  PostOutcome,
  SubmitOutcome,
} from './outcome.ts';
import type { Order, Slot, Video, Wish } from './video.ts';

/** Jogg, as the use cases need it. No method throws for an answer or the lack of one. */
export interface Renderer {
  readonly version: 'v1' | 'v2';
  /** The paid request. Sent at most once per call; never retried inside. */
  submit(order: Order): Promise<SubmitOutcome>;
  /** Asks for one project with the API version that started it. */
  look(project: { id: string; version: 'v1' | 'v2' }): Promise<LookOutcome>;
}

/** The lists people pick from. Throws a typed error where Jogg does not answer. */
export interface Library {
  avatars(): Promise<Avatar[]>;
  voices(): Promise<Voice[]>;
}

/** Slack, as the use cases need it. One call is one request; nothing is retried inside. */
export interface Messenger {
  /** Posts the message of `slot`: the card in its channel, the rest in the card's thread. */
  post(video: Video, slot: Slot): Promise<PostOutcome>;
  /** Makes the card show `video` as it is. */
  edit(video: Video): Promise<EditOutcome>;
  /** Looks for the message of `slot` by its metadata, where the app may read history. */
  find(video: Video, slot: Slot): Promise<FindOutcome>;
  /** Deletes a message of ours that landed outside its thread. */
  withdraw(video: Video, message: { channel: string; ts: string }): Promise<EditOutcome>;
}

/** How videos and what belongs to them are kept. Every method throws when the store fails. */
export interface VideoStore {
  load(id: string): Promise<Video | undefined>;
  save(video: Video): Promise<void>;
  /** The video that waits for this project, if its id is known already. */
  findByProject(projectId: string): Promise<string | undefined>;
  linkProject(projectId: string, videoId: string): Promise<void>;
  /** A webhook may name a project before our request was answered: remembered for a day. */
  rememberHint(projectId: string): Promise<void>;
  takeHint(projectId: string): Promise<boolean>;
  /** What the requester chose by a button, until the video's task takes it. The last one counts. */
  leaveWish(id: string, wish: Wish): Promise<void>;
  readWish(id: string): Promise<Wish | undefined>;
  dropWish(id: string): Promise<void>;
}

/** `prompt`: something to do now. `poll`: waiting for Jogg. Neither lane holds up the other. */
export type Lane = 'prompt' | 'poll';

/** Holding a task: nobody else runs it meanwhile. */
export interface Claim {
  /** Whether this holder still holds it; asked right before what must not happen twice. */
  held(): Promise<boolean>;
}

/** When a task wants to run again: at a time, or only when woken. */
export type Rest = { readonly at: number; readonly lane: Lane } | 'until woken';

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
export interface Budget {
  /** Takes one place now and answers 0, or takes none and answers the ms until one is free. */
  take(): Promise<number>;
}
