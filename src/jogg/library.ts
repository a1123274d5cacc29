import type { Library } from '../domain/ports.ts';
import type { LogEvent } from '../lib/log.ts';
import type { JoggAdapter } from './api/adapter-contract.ts';
import { JoggError } from './http/errors.ts';

/**
 * Jogg's lists behind the port `Library`: one's own first, then the public ones, each id once. A
 * plan without own avatars or voices has none; one's own that Jogg refuses for another reason stay
 * as they last were, for they must not cost anybody the public ones.
 * @throws {JoggError} where a public list cannot be had, and where the trouble is the key's, the
 * network's or all of Jogg's.
 */
export function createLibrary(deps: {
  readonly adapter: JoggAdapter;
  readonly logEvent: LogEvent;
}): Library {
  const { adapter, logEvent } = deps;

  /** A list of one's own; answers it as it last was where it alone fails. */
  function accountList<T>(list: string, load: () => Promise<T[]>): () => Promise<T[]> {
    let last: T[] = [];
    return async () => {
      try {
        last = await load();
      } catch (error) {
        if (!(error instanceof JoggError && affectsOneList(error))) throw error;
        if (error.code === 'permission' || error.code === 'not_found') last = [];
        const { code, joggCode: jogg_code } = error;
        logEvent('jogg_list_not_offered', { list, code, jogg_code, kept: last.length });
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
      // A photo avatar may be in both lists; requests use the same id either way.
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
 * Jogg documents 50000 as a fault of its whole system.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/ErrorHandling
 */
const SYSTEM_ERROR = 50_000;

/** Whether Jogg itself answered, and not about the key, its rate or its health. */
function affectsOneList({ code, joggCode, httpStatus }: JoggError): boolean {
  if (joggCode === null || joggCode === SYSTEM_ERROR) return false;
  return code !== 'key' && code !== 'rate' && (httpStatus ?? 0) < 500;
}

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
}
