import type { Avatar, Catalogue, Voice } from '../domain/catalogue.ts';
import type { Library } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';

/** A copy younger than this is not asked for again. */
export const FRESH_MS = 10 * 60_000;
/** A newer copy of another process is looked for no more often than this. */
export const LOOK_MS = 5_000;
/** After a failed or incomplete answer Jogg is asked again no sooner than this. */
export const RETRY_MS = 30_000;
/** How often a process looks whether another one has loaded the lists. */
const TURN_WAIT_MS = 1_000;
/** The longest a picker may wait for the very first load: Slack gives it 3 s in all. */
export const FIRST_WAIT_MS = 2_000;

/**
 * The outcome of a refresh. `kept` names the public lists that came back empty and were not
 * replaced.
 */
export type RefreshOutcome =
  | {
      readonly kind: 'done';
      readonly avatars: number;
      readonly voices: number;
      readonly kept: readonly ('avatars' | 'voices')[];
    }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The copy that all processes share. All methods may throw. */
export interface SharedCopy {
  load(): Promise<Catalogue | undefined>;
  save(catalogue: Catalogue): Promise<void>;
  /** The `loadedAt` of the stored copy; undefined where that is not known. */
  loadedAt(): Promise<number | undefined>;
  /** Whether this process is to ask Jogg now: one of all may at a time. */
  tryLock(): Promise<boolean>;
  unlock(): Promise<void>;
}

export type CatalogueState = 'loaded' | 'loading' | 'absent';

export interface LiveCatalogue {
  /**
   * Takes the stored copy and, if it is old or missing, asks Jogg in the background. Never throws.
   */
  start(): Promise<void>;
  /** The copy in memory, whatever its age; null until the first load. */
  current(): Catalogue | null;
  /**
   * `loading`: the first load is in progress. `absent`: there is no copy, and Jogg is asked later.
   */
  state(): CatalogueState;
  /** Resolves when the first load has ended, well or not; at once if none is in progress. */
  firstLoad(): Promise<void>;
  /**
   * Waits for the first load, at most `withinMs` (never over 2 s); not at all if there is a copy.
   */
  ready(withinMs: number): Promise<Catalogue | null>;
  /**
   * Asks Jogg now, or waits for the process that is asking. Concurrent calls share one load. Never
   * throws: a failure keeps the old copy.
   */
  refresh(): Promise<RefreshOutcome>;
  /**
   * Called by readers: refreshes an old copy in the background, at most every 10 min, 30 s after a
   * failure, and takes over what another process loaded.
   */
  touch(): void;
  /** Starts no more loads and drops late answers. Waits for a save in progress, not for Jogg. */
  stop(): Promise<void>;
}

/** The lists people pick from: in memory and in the store, refreshed while the old copy serves. */
export function createCatalogue(deps: {
  library: Library;
  kept: SharedCopy;
  clock: Clock;
  logEvent: LogEvent;
}): LiveCatalogue {
  const { library, kept, clock, logEvent } = deps;
  const stopping = new AbortController();
  let copy: Catalogue | null = null;
  let flight: Promise<RefreshOutcome> | null = null;
  let saving: Promise<void> = Promise.resolve();
  let lookedAt: number | null = null;
  /** When the last attempt ended badly or incompletely, by `monotonic`; null after a good one. */
  let stumbledAt: number | null = null;

  // A stored time may come from a wrong clock.
  const isFresh = ({ loadedAt }: Catalogue): boolean =>
    loadedAt <= clock.now() && clock.now() - loadedAt < FRESH_MS;

  const save = async (catalogue: Catalogue): Promise<void> => {
    try {
      await kept.save(catalogue);
    } catch (error) {
      logEvent('catalogue_save_failed', errorFields(error));
    }
  };

  /** Takes over the stored copy where it is a newer one. */
  const adopt = async (): Promise<boolean> => {
    lookedAt = clock.monotonic();
    try {
      const storedAt = await kept.loadedAt();
      if (storedAt === undefined || storedAt <= (copy?.loadedAt ?? -Infinity)) return false;
      const stored = await kept.load();
      if (!stored || stored.loadedAt <= (copy?.loadedAt ?? -Infinity)) return false;
      copy = stored;
      stumbledAt = null;
      return true;
    } catch (error) {
      logEvent('catalogue_load_failed', errorFields(error));
      return false;
    }
  };

  /**
   * One process of all asks Jogg; the others wait for what it stores. Without `anew` a fresh copy
   * that is stored already will do.
   */
  const loadInTurn = async (anew: boolean): Promise<RefreshOutcome> => {
    for (let waited = false; !stopping.signal.aborted; waited = true) {
      const adopted = await adopt();
      if (copy && adopted && (anew ? waited : isFresh(copy)))
        return { kind: 'done', ...sizesOf(copy), kept: [] };
      // A store that fails keeps nobody from the lists.
      if (await kept.tryLock().catch(() => true)) {
        try {
          return await load();
        } finally {
          await kept.unlock().catch((error: unknown) => {
            logEvent('catalogue_turn_not_ended', errorFields(error));
          });
        }
      }
      await clock.sleep(TURN_WAIT_MS, stopping.signal);
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
      stumbledAt = clock.monotonic();
      logEvent('catalogue_refresh_failed', errorFields(failed?.reason));
      return { kind: 'failed', error: failed?.reason };
    }
    const merged = merge(copy, avatars.value, voices.value);
    const { suspicious } = merged;
    copy = { avatars: merged.avatars, voices: merged.voices, loadedAt: clock.now() };
    stumbledAt = suspicious.length > 0 ? clock.monotonic() : null;
    const counts = { ...sizesOf(copy), kept: suspicious };
    const event = suspicious.length > 0 ? 'catalogue_incomplete' : 'catalogue_refreshed';
    logEvent(event, { ...counts, kept: suspicious.join(' ') });
    saving = save(copy);
    await saving;
    return { kind: 'done', ...counts, kept: suspicious };
  };

  const start = (anew: boolean): Promise<RefreshOutcome> => {
    flight ??= loadInTurn(anew).finally(() => {
      flight = null;
    });
    return flight;
  };

  const touch = (): void => {
    if (flight !== null) return;
    if (stumbledAt === null) {
      if (copy !== null && isFresh(copy)) {
        if (lookedAt === null || clock.monotonic() - lookedAt >= LOOK_MS) void adopt();
        return;
      }
    } else if (clock.monotonic() - stumbledAt < RETRY_MS) return;
    void start(false);
  };

  return {
    current: () => copy,
    state: () => (copy !== null ? 'loaded' : flight !== null ? 'loading' : 'absent'),
    async firstLoad() {
      if (copy === null) await flight;
    },
    refresh: () => start(true),
    touch,
    async start() {
      try {
        copy = (await kept.load()) ?? null;
      } catch (error) {
        logEvent('catalogue_load_failed', errorFields(error));
      }
      touch();
    },
    async ready(withinMs) {
      touch();
      if (copy !== null || flight === null) return copy;
      const waited = new AbortController();
      const signal = AbortSignal.any([stopping.signal, waited.signal]);
      await Promise.race([flight, clock.sleep(Math.min(withinMs, FIRST_WAIT_MS), signal)]);
      waited.abort();
      return copy;
    },
    async stop() {
      stopping.abort();
      await saving;
    },
  };
}

/** An empty public list is taken for a temporary fault: the old items stay. */
function merge(old: Catalogue | null, avatars: readonly Avatar[], voices: readonly Voice[]) {
  const suspicious: ('avatars' | 'voices')[] = [];
  const isPublic = (avatar: Avatar) => avatar.kind === 'public';
  const isShared = (voice: Voice) => !voice.own;
  let allAvatars = [...avatars];
  let allVoices = [...voices];
  if (!avatars.some(isPublic)) {
    suspicious.push('avatars');
    allAvatars = [...(old?.avatars.filter(isPublic) ?? []), ...allAvatars];
  }
  if (!voices.some(isShared)) {
    suspicious.push('voices');
    allVoices = [...(old?.voices.filter(isShared) ?? []), ...allVoices];
  }
  return { avatars: allAvatars, voices: allVoices, suspicious };
}

const sizesOf = ({ avatars, voices }: Catalogue) => ({
  avatars: avatars.length,
  voices: voices.length,
});

/** A port that throws before it returns a promise counts as a rejection. */
async function attempt<T>(ask: () => Promise<T>): Promise<T> {
  return ask();
}
