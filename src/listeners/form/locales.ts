import type { LogEvent } from '../../lib/log.ts';
import { errorFields } from '../../lib/log.ts';

/** The language people use Slack in, e.g. `de-DE`; learnt in the background, kept in memory. */
export interface Locales {
  /** The known locale; never waits. */
  of(workspace: string, user: string): string;
  /** Learns it for the next time; asks Slack once per person. Never throws. */
  learn(workspace: string, user: string, ask: () => Promise<string | undefined>): Promise<void>;
}

const UNKNOWN = 'en-US';
const MOST_PEOPLE = 10_000;

export function createLocales(logEvent: LogEvent): Locales {
  const known = new Map<string, string>();
  const keyOf = (workspace: string, user: string): string => `${workspace}/${user}`;
  return {
    of: (workspace, user) => known.get(keyOf(workspace, user)) ?? UNKNOWN,
    learn: async (workspace, user, ask) => {
      const key = keyOf(workspace, user);
      if (known.has(key)) return;
      if (known.size >= MOST_PEOPLE) known.clear();
      known.set(key, UNKNOWN);
      try {
        const locale = await ask();
        if (locale) known.set(key, locale);
      } catch (error) {
        // Without users:read everybody sees English first; nothing else is lost.
        logEvent('locale_unknown', errorFields(error));
      }
    },
  };
}
