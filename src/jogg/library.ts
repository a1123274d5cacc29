import type { Library } from '../domain/ports.ts';
import type { Note } from '../lib/log.ts';
import type { JoggAdapter } from './adapter.ts';
import { JoggError } from './errors.ts';

/**
 * Jogg's lists behind the port `Library`: one's own first, then the public ones, each id once.
 * Throws a `JoggError` where a list cannot be had; a plan without own avatars or voices has none.
 */
export function createLibrary(deps: {
  readonly adapter: JoggAdapter;
  readonly note: Note;
}): Library {
  const { adapter, note } = deps;

  async function own<T>(name: string, load: () => Promise<T[]>): Promise<T[]> {
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof JoggError)) throw error;
      if (error.code !== 'permission' && error.code !== 'not_found') throw error;
      note('jogg_list_not_offered', { list: name, code: error.code });
      return [];
    }
  }

  return {
    avatars: async () => {
      const [custom, photo, everyones] = await Promise.all([
        own('custom avatars', () => adapter.customAvatars()),
        own('photo avatars', () => adapter.photoAvatars()),
        adapter.publicAvatars({}),
      ]);
      // A photo avatar may stand in both lists; requests call it by the same id either way.
      const photos = new Set(photo.map((avatar) => avatar.id));
      const instant = custom.filter((avatar) => !photos.has(avatar.id));
      return firsts([...instant, ...photo, ...everyones], (each) => `${each.kind} ${each.id}`);
    },
    voices: async () => {
      const [custom, everyones] = await Promise.all([
        own('custom voices', () => adapter.customVoices({})),
        adapter.publicVoices({}),
      ]);
      return firsts([...custom, ...everyones], (each) => each.id);
    },
  };
}

function firsts<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
}
