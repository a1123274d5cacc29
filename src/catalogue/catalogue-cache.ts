import type { Avatar, Catalogue, Voice } from '../domain/catalogue.ts';
import type { Library } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';

/** A copy younger than this is fresh and not refreshed. */
export const FRESH_MS = 10 * 60_000;
/** The shortest time between two checks for a newer copy of another process. */
export const POLL_MS = 5_000;
/** The delay before the next refresh after a failed or incomplete answer. */
export const RETRY_MS = 30_000;
/** How often a process checks whether another one has loaded the lists. */
const LOCK_POLL_MS = 1_000;
/** The longest wait of a picker for the very first load. Slack gives it 3 s in all. */
export const MAX_FIRST_WAIT_MS = 2_000;

/**
 * The outcome of a refresh. `keptLists` names the public lists that came back empty and
 * were not replaced.
 */
export type RefreshOutcome =
  | {
      readonly kind: 'done';
      readonly avatars: number;
      readonly voices: number;
      readonly keptLists: readonly ('avatars' | 'voices')[];
    }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The stored copy that all processes share. All methods may throw. */
export interface SharedCopy {
  load(): Promise<Catalogue | undefined>;
  save(catalogue: Catalogue): Promise<void>;
  /** The `loadedAt` of the stored copy; undefined if unknown. */
  loadedAt(): Promise<number | undefined>;
  /** Tries to take the lock: only one process asks Jogg at a time. False if another has it. */
  tryLock(): Promise<boolean>;
  unlock(): Promise<void>;
}

export type CatalogueState = 'loaded' | 'loading' | 'absent';

export interface LiveCatalogue {
  /**
   * Loads the stored copy. If it is old or missing, refreshes it in the background. Never throws.
   */
  start(): Promise<void>;
  /** The copy in memory, whatever its age; null until the first load. */
  current(): Catalogue | null;
  /**
   * `loading`: the first load is in progress. `absent`: there is no copy, and no load in progress.
   */
  state(): CatalogueState;
  /** Resolves when the first load has succeeded or failed; at once if none is in progress. */
  firstLoad(): Promise<void>;
  /**
   * Waits for the first load, at most `withinMs` and never over 2 s. Does not wait if there is a
   * copy.
   */
  ready(withinMs: number): Promise<Catalogue | null>;
  /**
   * Asks Jogg now, or waits for the process that is asking. Concurrent calls share one load. A
   * failure keeps the old copy. Never throws.
   */
  refresh(): Promise<RefreshOutcome>;
  /**
   * Called by readers. Refreshes a copy in the background once it is 10 min old, or 30 s after a
   * failure, and adopts a newer copy of another process.
   */
  touch(): void;
  /** Stops new loads and drops late answers. Waits for a save in progress, not for Jogg. */
  stop(): Promise<void>;
}

/** The lists people pick from, in memory and in the store. The old copy serves during a refresh. */
export function createCatalogue(deps: {
  library: Library;
  sharedCopy: SharedCopy;
  clock: Clock;
  logEvent: LogEvent;
}): LiveCatalogue {
  const { library, sharedCopy, clock, logEvent } = deps;
  const stopping = new AbortController();
  let copy: Catalogue | null = null;
  let refreshing: Promise<RefreshOutcome> | null = null;
  let saving: Promise<void> = Promise.resolve();
  let polledAt: number | null = null;
  /** When the last refresh failed or was incomplete, by `monotonic`; null after a success. */
  let failedAt: number | null = null;

  // A stored time may be in the future: another process's clock may be wrong.
  const isFresh = ({ loadedAt }: Catalogue): boolean =>
    loadedAt <= clock.now() && clock.now() - loadedAt < FRESH_MS;

  const save = async (catalogue: Catalogue): Promise<void> => {
    try {
      await sharedCopy.save(catalogue);
    } catch (error) {
      logEvent('catalogue_save_failed', errorFields(error));
    }
  };

  /** Adopts the stored copy if it is newer. */
  const adoptStored = async (): Promise<boolean> => {
    polledAt = clock.monotonic();
    try {
      const storedAt = await sharedCopy.loadedAt();
      if (storedAt === undefined || storedAt <= (copy?.loadedAt ?? -Infinity)) return false;
      const stored = await sharedCopy.load();
      if (!stored || stored.loadedAt <= (copy?.loadedAt ?? -Infinity)) return false;
      copy = stored;
      failedAt = null;
      return true;
    } catch (error) {
      logEvent('catalogue_load_failed', errorFields(error));
      return false;
    }
  };

  /**
   * Asks Jogg under a lock shared by all processes; the others wait for the copy that the holder
   * stores. Without `force`, a fresh stored copy is enough.
   */
  const loadExclusively = async (force: boolean): Promise<RefreshOutcome> => {
    for (let waited = false; !stopping.signal.aborted; waited = true) {
      const adopted = await adoptStored();
      if (copy && adopted && (force ? waited : isFresh(copy)))
        return { kind: 'done', ...countsOf(copy), keptLists: [] };
      // If the store fails, the process asks Jogg without the lock.
      if (await sharedCopy.tryLock().catch(() => true)) {
        try {
          return await load();
        } finally {
          await sharedCopy.unlock().catch((error: unknown) => {
            logEvent('catalogue_turn_not_ended', errorFields(error));
          });
        }
      }
      await clock.sleep(LOCK_POLL_MS, stopping.signal);
    }
    return { kind: 'failed', error: new Error('stopped') };
  };

  const load = async (): Promise<RefreshOutcome> => {
    const [avatars, voices] = await Promise.allSettled([
      attempt(() => library.avatars()),
      attempt(() => library.voices()),
    ]);
    if (stopping.signal.aborted) return { kind: 'failed', error: new Error('stopped') };
    const failed = [avatars, voices].find((each) => each.status === 'rejected');
    if (avatars.status === 'rejected' || voices.status === 'rejected') {
      failedAt = clock.monotonic();
      logEvent('catalogue_refresh_failed', errorFields(failed?.reason));
      return { kind: 'failed', error: failed?.reason };
    }
    const merged = merge(copy, avatars.value, voices.value);
    const { emptyLists } = merged;
    copy = { avatars: merged.avatars, voices: merged.voices, loadedAt: clock.now() };
    failedAt = emptyLists.length > 0 ? clock.monotonic() : null;
    const counts = countsOf(copy);
    const event = emptyLists.length > 0 ? 'catalogue_incomplete' : 'catalogue_refreshed';
    logEvent(event, { ...counts, kept: emptyLists.join(' ') });
    saving = save(copy);
    await saving;
    return { kind: 'done', ...counts, keptLists: emptyLists };
  };

  const start = (force: boolean): Promise<RefreshOutcome> => {
    refreshing ??= loadExclusively(force).finally(() => {
      refreshing = null;
    });
    return refreshing;
  };

  const touch = (): void => {
    if (refreshing !== null) return;
    if (failedAt === null) {
      if (copy !== null && isFresh(copy)) {
        if (polledAt === null || clock.monotonic() - polledAt >= POLL_MS) void adoptStored();
        return;
      }
    } else if (clock.monotonic() - failedAt < RETRY_MS) return;
    void start(false);
  };

  return {
    current: () => copy,
    state: () => (copy !== null ? 'loaded' : refreshing !== null ? 'loading' : 'absent'),
    async firstLoad() {
      if (copy === null) await refreshing;
    },
    refresh: () => start(true),
    touch,
    async start() {
      try {
        copy = (await sharedCopy.load()) ?? null;
      } catch (error) {
        logEvent('catalogue_load_failed', errorFields(error));
      }
      touch();
    },
    async ready(withinMs) {
      touch();
      if (copy !== null || refreshing === null) return copy;
      const waited = new AbortController();
      const signal = AbortSignal.any([stopping.signal, waited.signal]);
      await Promise.race([refreshing, clock.sleep(Math.min(withinMs, MAX_FIRST_WAIT_MS), signal)]);
      waited.abort();
      return copy;
    },
    async stop() {
      stopping.abort();
      await saving;
    },
  };
}

/** Treats an empty public list as a temporary fault and keeps its old items. */
function merge(old: Catalogue | null, avatars: readonly Avatar[], voices: readonly Voice[]) {
  const emptyLists: ('avatars' | 'voices')[] = [];
  const isPublic = (avatar: Avatar) => avatar.kind === 'public';
  const isShared = (voice: Voice) => !voice.own;
  let allAvatars = [...avatars];
  let allVoices = [...voices];
  if (!avatars.some(isPublic)) {
    emptyLists.push('avatars');
    allAvatars = [...(old?.avatars.filter(isPublic) ?? []), ...allAvatars];
  }
  if (!voices.some(isShared)) {
    emptyLists.push('voices');
    allVoices = [...(old?.voices.filter(isShared) ?? []), ...allVoices];
  }
  return { avatars: allAvatars, voices: allVoices, emptyLists };
}

const countsOf = ({ avatars, voices }: Catalogue) => ({
  avatars: avatars.length,
  voices: voices.length,
});

/** Turns an error that a port throws synchronously into a rejection. */
async function attempt<T>(ask: () => Promise<T>): Promise<T> {
  return ask();
}
