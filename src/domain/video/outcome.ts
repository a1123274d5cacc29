import type { Answered, Failure, JoggVersion, Project, Result } from './video.ts';

/**
 * The outcome of a request that must not be repeated when in doubt. `later` and `refused`: it
 * surely had no effect. `unknown`: nobody can tell.
 */
export type PostOutcome =
  | {
      readonly kind: 'done';
      readonly channel: string;
      /** Null for a file's message, which Slack does not name. */
      readonly ts: string | null;
      readonly inThread: boolean;
    }
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'unknown' };

/** The outcome of a card edit. An edit is harmless to repeat, so a lost answer is `later`. */
export type EditOutcome =
  | { readonly kind: 'done' }
  /** There was no room for an edit that can be spared. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'later'; readonly afterMs: number | null }
  /** The card cannot be edited any more: deleted, archived, app removed. */
  | { readonly kind: 'gone'; readonly error: string };

/** The outcome of a search for one of our messages; `unreadable`: the app may not read there. */
export type FindOutcome =
  /** `ts`: null for a file's message that Slack does not name. */
  | { readonly kind: 'found'; readonly channel: string; readonly ts: string | null }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'later'; readonly afterMs: number | null };

/**
 * The outcome of storing a video's bytes in Slack, where nobody sees them yet: harmless to repeat.
 */
export type StoreFileOutcome =
  | (FreshResult & { readonly kind: 'stored'; readonly id: string })
  | (FreshResult & { readonly kind: 'later'; readonly afterMs: number | null })
  /** The link has expired. */
  | (FreshResult & { readonly kind: 'expired' })
  | (FreshResult & { readonly kind: 'impossible'; readonly why: string });

/** Jogg's current answer about the video, if it was asked again. */
interface FreshResult {
  readonly result?: Result | undefined;
}

/** The outcome of an audio upload, which costs nothing. */
export type PrepareOutcome =
  | { readonly kind: 'done'; readonly audioUrl: string }
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** The outcome of the one paid request. */
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
  /** `answered`: Jogg answered, but the answer does not tell. */
  | { readonly kind: 'unknown'; readonly answered?: Answered | undefined };

/** The project that a paid request has made. */
export function projectOf({
  projectId,
  version,
  account,
}: Extract<SubmitOutcome, { kind: 'done' }>): Project {
  return { id: projectId, version, ...(account === undefined ? {} : { account }) };
}

/** What Jogg says of a project. `absent`: it does not know the id (yet). */
export type PollOutcome =
  | { readonly kind: 'running' }
  | { readonly kind: 'succeeded'; readonly result: Result }
  /** An unknown status next to the link of a video. */
  | { readonly kind: 'unclear'; readonly result: Result }
  /** Finished, but without a usable link. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'absent' }
  | { readonly kind: 'later'; readonly afterMs: number | null };
