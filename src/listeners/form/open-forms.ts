import type { KnownFormMetadata } from '../../slack/form/form-metadata.ts';
import type { FormPrefill } from '../../slack/form/form-view.ts';
import type { Cleaning } from './form-cleaning.ts';

/** A form as the app showed it last. */
export interface LastShown {
  readonly hash: string;
  readonly metadata: KnownFormMetadata;
  readonly initial: FormPrefill;
  /** What the app cleaned in its script, for Undo. */
  readonly cleaning?: Cleaning | null | undefined;
}

/**
 * The open forms, as this process last showed them: a person may do two things before the first
 * answer arrives. In memory only; an unknown form is not updated.
 */
export interface OpenForms {
  shown(viewId: string, form: LastShown): void;
  last(viewId: string): LastShown | undefined;
  /** A person did something at `at`. */
  acted(viewId: string, at: number): void;
  /** Runs an update of a form; others can wait for it. Answers as `update` does. */
  updating<T>(viewId: string, update: () => Promise<T>): Promise<T>;
  /** Waits until no update of the form is in progress. */
  whenIdle(viewId: string): Promise<void>;
  /**
   * Whether a submission is the first to be answered with `word`. A repeated delivery of it gets
   * the same answer; a second press does not.
   */
  isFirstWord(viewId: string, word: string, trigger: string): boolean;
  /** Whether nothing was done since. */
  isNewest(viewId: string, at: number): boolean;
}

const MOST = 2_000;

export function createOpenForms(): OpenForms {
  const forms = new Map<string, LastShown>();
  const acts = new Map<string, number>();
  const words = new Map<string, string>();
  const underWay = new Map<string, Set<Promise<unknown>>>();
  const bound = (map: Map<string, unknown>): void => {
    const [oldest] = map.keys();
    if (map.size > MOST && oldest !== undefined) map.delete(oldest);
  };
  return {
    shown(viewId, form) {
      forms.delete(viewId);
      forms.set(viewId, form);
      bound(forms);
    },
    last: (viewId) => forms.get(viewId),
    acted(viewId, at) {
      acts.set(viewId, Math.max(at, acts.get(viewId) ?? 0));
      bound(acts);
    },
    async updating(viewId, update) {
      const all = underWay.get(viewId) ?? new Set();
      underWay.set(viewId, all);
      const run = update();
      all.add(run);
      try {
        return await run;
      } finally {
        all.delete(run);
        if (all.size === 0) underWay.delete(viewId);
      }
    },
    async whenIdle(viewId) {
      await Promise.allSettled(underWay.get(viewId) ?? []);
    },
    isFirstWord(viewId, word, trigger) {
      const key = `${viewId} ${word}`;
      const known = words.get(key);
      words.set(key, known ?? trigger);
      bound(words);
      return known === undefined || known === trigger;
    },
    isNewest: (viewId, at) => at >= (acts.get(viewId) ?? 0),
  };
}
