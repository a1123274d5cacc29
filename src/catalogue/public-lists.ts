import type { Catalogue } from '../domain/catalogue.ts';
import type { LiveCatalogue } from './catalogue-cache.ts';

/**
 * The lists as everybody has them: without own avatars and voices, and without their number. For an
 * account that several workspaces share, which may not see each other's.
 */
export function publicLists(catalogue: LiveCatalogue): LiveCatalogue {
  let all: Catalogue | null = null;
  let shown: Catalogue | null = null;

  const shownOf = (current: Catalogue | null): Catalogue | null => {
    if (current === all) return shown;
    all = current;
    shown = current && {
      ...current,
      avatars: current.avatars.filter(({ kind }) => kind === 'public'),
      voices: current.voices.filter(({ own }) => !own),
    };
    return shown;
  };

  return {
    ...catalogue,
    current: () => shownOf(catalogue.current()),
    ready: async (withinMs) => shownOf(await catalogue.ready(withinMs)),
    async refresh() {
      const outcome = await catalogue.refresh();
      const lists = shownOf(catalogue.current());
      if (outcome.kind === 'failed' || lists === null) return outcome;
      return { ...outcome, avatars: lists.avatars.length, voices: lists.voices.length };
    },
  };
}
