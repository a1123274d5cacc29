import type { Lane } from '../ports.ts';
import type {
  EditOutcome,
  FindOutcome,
  LookOutcome,
  PostOutcome,
  PrepareOutcome,
  StoreFileOutcome,
  SubmitOutcome,
} from './outcome.ts';
import type { Likely, Receipt, Slot, Video, Wish } from './video.ts';

/** The one effect to perform now. What it intends is already recorded in the video beside it. */
export type Step =
  | { readonly do: 'post'; readonly slot: Slot }
  | { readonly do: 'find'; readonly slot: Slot }
  | { readonly do: 'withdraw'; readonly slot: Slot; readonly channel: string; readonly ts: string }
  | { readonly do: 'edit'; readonly face: string }
  /** Hands the order's own recording to Jogg: free, and harmless to repeat. */
  | { readonly do: 'prepare' }
  | { readonly do: 'reserve' }
  | { readonly do: 'submit' }
  | { readonly do: 'look' }
  | { readonly do: 'store_file' }
  /** Deletes a file that Slack never showed. */
  | { readonly do: 'discard_file'; readonly fileId: string }
  | { readonly do: 'wait'; readonly until: number; readonly lane: Lane }
  | { readonly do: 'end' };

/** What was seen last: that a run begins (perhaps after a crash), a wish, or an effect's outcome. */
export type Seen =
  | { readonly saw: 'start' }
  | { readonly saw: 'hint' }
  | { readonly saw: 'wish'; readonly wish: Wish }
  | { readonly saw: 'receipt'; readonly receipt: Receipt }
  | { readonly saw: 'likely'; readonly likely: Likely | null }
  | {
      readonly saw: 'posted';
      readonly slot: Slot;
      readonly outcome: PostOutcome;
      readonly face: string;
    }
  | { readonly saw: 'found'; readonly slot: Slot; readonly outcome: FindOutcome }
  | { readonly saw: 'withdrawn'; readonly slot: Slot; readonly outcome: EditOutcome }
  | { readonly saw: 'edited'; readonly face: string; readonly outcome: EditOutcome }
  | { readonly saw: 'prepared'; readonly outcome: PrepareOutcome }
  | { readonly saw: 'reserved'; readonly waitMs: number; readonly place?: number | null }
  /** Right before a paid request its requester turned out to be nobody who may pay. */
  | { readonly saw: 'not_allowed' }
  | { readonly saw: 'submitted'; readonly outcome: SubmitOutcome }
  | { readonly saw: 'looked'; readonly outcome: LookOutcome }
  | { readonly saw: 'file_stored'; readonly outcome: StoreFileOutcome }
  | { readonly saw: 'file_discarded'; readonly outcome: EditOutcome };

/** The circumstances of one decision: time, chance and what this installation can do. */
export interface Moment {
  /** ms since the epoch */
  readonly now: number;
  /** chance in [0, 1) */
  readonly roll: number;
  /** multiplies every polling delay */
  readonly scale: number;
  /** whether Jogg tells us by webhook when a video is done */
  readonly webhook: boolean;
  /** The lane of the queue that the run was taken from, where that is known. */
  readonly lane?: Lane | undefined;
}

export interface Turn {
  readonly video: Video;
  readonly step: Step;
}
