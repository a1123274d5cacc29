import type { Library } from '../domain/ports.ts';
import type { LogEvent } from '../lib/log.ts';
import type { JoggAdapter } from './api/adapter-contract.ts';
import { JoggError } from './http/errors.ts';

/**
 * Implements the port `Library`: the account's own avatars and voices first, then the public ones,
 * without duplicates. If the plan does not include own ones, their list is empty. If an own list
 * alone fails for another reason, its last content is used, so the public list stays available.
 * @throws {JoggError} if a public list fails, or if the key, the network or all of Jogg fails.
 */
export function createLibrary(deps: {
  readonly adapter: JoggAdapter;
  readonly logEvent: LogEvent;
}): Library {
  const { adapter, logEvent } = deps;

  /** Loads a list of the account. If this list alone fails, returns its last content. */
  function accountList<T>(name: string, load: () => Promise<T[]>): () => Promise<T[]> {
    let last: T[] = [];
    return async () => {
      try {
        last = await load();
      } catch (error) {
        if (!(error instanceof JoggError && affectsOneList(error))) throw error;
        if (error.code === 'permission' || error.code === 'not_found') last = [];
        const { code, joggCode: jogg_code } = error;
        logEvent('jogg_list_not_offered', { list: name, code, jogg_code, kept: last.length });
      }
      return last;
    };
  }
  const customAvatars = accountList('custom avatars', () => adapter.customAvatars());
  const photoAvatars = accountList('photo avatars', () => adapter.photoAvatars());
  const customVoices = accountList('custom voices', () => adapter.customVoices());

  return {
    avatars: async () => {
      const [custom, photo, publicAvatars] = await Promise.all([
        customAvatars(),
        photoAvatars(),
        adapter.publicAvatars(),
      ]);
      // A photo avatar may be in both lists. Its id is the same in both.
      const photos = new Set(photo.map((avatar) => avatar.id));
      const instant = custom.filter((avatar) => !photos.has(avatar.id));
      return uniqueBy(
        [...instant, ...photo, ...publicAvatars],
        (each) => `${each.kind} ${each.id}`,
      );
    },
    voices: async () => {
      const [custom, publicVoices] = await Promise.all([customVoices(), adapter.publicVoices()]);
      return uniqueBy([...custom, ...publicVoices], (each) => each.id);
    },
  };
}

/**
 * Jogg documents 50000 as a failure of its whole system.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/ErrorHandling
 */
const SYSTEM_ERROR = 50_000;

/** Whether only this list failed: not the key, the rate limit, the network or all of Jogg. */
function affectsOneList({ code, joggCode, httpStatus }: JoggError): boolean {
  if (joggCode === null || joggCode === SYSTEM_ERROR) return false;
  return code !== 'key' && code !== 'rate' && (httpStatus ?? 0) < 500;
}

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  return [...byKey.values()];
}
