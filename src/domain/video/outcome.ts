import type { Answered, Failure, JoggVersion, Project, Result } from './video.ts';

/**
 * The outcome of a request that must not be repeated in doubt. `later` and `refused`: it certainly
 * had no effect. `unknown`: it may have had one.
 */
export type PostOutcome =
  | {
      readonly kind: 'done';
      readonly channel: string;
      /** Null for a file's message, since Slack does not return it. */
      readonly ts: string | null;
      readonly inThread: boolean;
    }
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'unknown' };

/** The outcome of an edit or a deletion. Both are safe to repeat, so a lost answer is `later`. */
export type EditOutcome =
  | { readonly kind: 'done' }
  /** The edit was optional, and the budget was spent. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'later'; readonly afterMs: number | null }
  /** The message can no longer be edited: deleted, archived, app removed. */
  | { readonly kind: 'gone'; readonly error: string };

/** The outcome of a search for one of our messages. `unreadable`: the app may not read there. */
export type FindOutcome =
  /** `ts`: null for a file's message that Slack does not return. */
  | { readonly kind: 'found'; readonly channel: string; readonly ts: string | null }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'later'; readonly afterMs: number | null };

/** The outcome of storing a video's bytes in Slack, where they stay invisible. Safe to repeat. */
export type StoreFileOutcome =
  | (FreshResult & { readonly kind: 'stored'; readonly id: string })
  | (FreshResult & { readonly kind: 'later'; readonly afterMs: number | null })
  /** The link has expired. */
  | (FreshResult & { readonly kind: 'expired' })
  | (FreshResult & { readonly kind: 'impossible'; readonly why: string });

/** The result by a new poll, if Jogg was asked again. */
interface FreshResult {
  readonly result?: Result | undefined;
}

/** The outcome of an audio upload, which costs nothing. */
export type PrepareOutcome =
  | { readonly kind: 'done'; readonly audioUrl: string }
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** The outcome of the paid request. */
export type SubmitOutcome =
  | {
      readonly kind: 'done';
      readonly projectId: string;
      readonly version: JoggVersion;
      /** As in a project. */
      readonly account?: string | undefined;
    }
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** `answered`: Jogg's answer, if it leaves the outcome open. */
  | { readonly kind: 'unknown'; readonly answered?: Answered | undefined };

/** The project that a paid request created. */
export function projectOf({
  projectId,
  version,
  account,
}: Extract<SubmitOutcome, { kind: 'done' }>): Project {
  return { id: projectId, version, ...(account === undefined ? {} : { account }) };
}

/** Jogg's answer about a project. `absent`: the id is unknown, maybe only for now. */
export type PollOutcome =
  | { readonly kind: 'running' }
  | { readonly kind: 'succeeded'; readonly result: Result }
  /** An unknown status with a video link. */
  | { readonly kind: 'unclear'; readonly result: Result }
  /** Finished, but without a usable link. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'absent' }
  | { readonly kind: 'later'; readonly afterMs: number | null };
