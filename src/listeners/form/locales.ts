import { personKey } from '../../domain/choices.ts';
import { BoundedMap } from '../../lib/bounded-map.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';

/** The locales in which people use Slack, e.g. `de-DE`: fetched in the background, then cached. */
export interface Locales {
  /** The cached locale, else `en-US`. */
  localeOf(workspace: string, user: string): string;
  /** Calls `ask` once per person and caches the locale for the next time. Never throws. */
  learn(workspace: string, user: string, ask: () => Promise<string | undefined>): Promise<void>;
}

const DEFAULT_LOCALE = 'en-US';
const MAX_PEOPLE = 10_000;

/** Caches the locales of 10,000 people in this process's memory. */
export function createLocales(logEvent: LogEvent): Locales {
  const cache = new BoundedMap<string, string>(MAX_PEOPLE);
  return {
    localeOf: (workspace, user) => cache.get(personKey(workspace, user)) ?? DEFAULT_LOCALE,
    learn: async (workspace, user, ask) => {
      const key = personKey(workspace, user);
      if (cache.has(key)) return;
      cache.set(key, DEFAULT_LOCALE);
      try {
        const locale = await ask();
        if (locale) cache.set(key, locale);
      } catch (error) {
        // Without users:read, English voices come first; nothing else changes.
        logEvent('locale_unknown', errorFields(error));
      }
    },
  };
}
