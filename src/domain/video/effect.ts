import type { Render } from '../expected-poll-delay.ts';
import type { Lane } from '../ports.ts';
import type {
  EditOutcome,
  FindOutcome,
  PollOutcome,
  PostOutcome,
  PrepareOutcome,
  StoreFileOutcome,
  SubmitOutcome,
} from './outcome.ts';
import type { EditedReply } from './post.ts';
import type { Candidate, Receipt, Slot, UserCommand, Video } from './video.ts';

/** The effect to perform now. The stored video already records its intent. */
export type Effect =
  | { readonly type: 'post'; readonly slot: Slot }
  | { readonly type: 'find'; readonly slot: Slot }
  | { readonly type: 'retract'; readonly slot: Slot; readonly channel: string; readonly ts: string }
  | { readonly type: 'edit'; readonly cardVersion: string }
  | { readonly type: 'edit_reply'; readonly slot: EditedReply }
  /** Uploads the order's audio to Jogg: free, and safe to repeat. */
  | { readonly type: 'prepare' }
  | { readonly type: 'reserve' }
  | { readonly type: 'submit' }
  | { readonly type: 'poll' }
  | { readonly type: 'store_file' }
  /** Deletes a file that Slack never showed. */
  | { readonly type: 'discard_file'; readonly fileId: string }
  | { readonly type: 'wait'; readonly until: number; readonly lane: Lane }
  | { readonly type: 'end' };

/** What happened: a run began (perhaps after a crash), a command arrived, or an effect ended. */
export type VideoEvent =
  | { readonly type: 'start' }
  | { readonly type: 'hint' }
  | { readonly type: 'command'; readonly command: UserCommand }
  | { readonly type: 'receipt'; readonly receipt: Receipt }
  | { readonly type: 'candidate'; readonly candidate: Candidate | null }
  | {
      readonly type: 'posted';
      readonly slot: Slot;
      readonly outcome: PostOutcome;
      readonly cardVersion: string;
    }
  | { readonly type: 'found'; readonly slot: Slot; readonly outcome: FindOutcome }
  | { readonly type: 'retracted'; readonly slot: Slot; readonly outcome: EditOutcome }
  | { readonly type: 'edited'; readonly cardVersion: string; readonly outcome: EditOutcome }
  | { readonly type: 'reply_edited'; readonly slot: EditedReply; readonly outcome: EditOutcome }
  | { readonly type: 'prepared'; readonly outcome: PrepareOutcome }
  | {
      readonly type: 'reserved';
      readonly waitMs: number;
      readonly place?: number | null;
      /** The account that will pay, as in a project. */
      readonly account?: string | undefined;
    }
  /** The check just before a paid request denied the requester. */
  | { readonly type: 'not_allowed' }
  | { readonly type: 'submitted'; readonly outcome: SubmitOutcome }
  | { readonly type: 'polled'; readonly outcome: PollOutcome }
  /** Why the render failed, learned after the poll that reported the failure. */
  | { readonly type: 'reason'; readonly detail: string }
  | { readonly type: 'file_stored'; readonly outcome: StoreFileOutcome }
  | { readonly type: 'file_discarded'; readonly outcome: EditOutcome };

/** The context of a decision: time, randomness and what this installation can do. */
export interface DecisionContext {
  /** ms since the epoch */
  readonly now: number;
  /** a random number in [0, 1) */
  readonly random: number;
  /** multiplies every polling delay */
  readonly pollScale: number;
  /** whether Jogg sends a webhook when a video is done */
  readonly hasWebhook: boolean;
  /** How long recent renders took; empty with a webhook, which makes them unnecessary. */
  readonly renders: readonly Render[];
  /** The lane that the task was claimed from, if known. */
  readonly lane?: Lane | undefined;
}

export interface Transition {
  readonly video: Video;
  readonly effect: Effect;
}
