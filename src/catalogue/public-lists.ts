import type { Catalogue } from '../domain/catalogue.ts';
import type { LiveCatalogue } from './catalogue-cache.ts';

/**
 * The public part of a catalogue, without the account's own avatars and voices and without their
 * number. For an account that several workspaces share: they may not see each other's.
 */
export function publicLists(catalogue: LiveCatalogue): LiveCatalogue {
  let source: Catalogue | null = null;
  let publicPart: Catalogue | null = null;

  const publicPartOf = (current: Catalogue | null): Catalogue | null => {
    if (current === source) return publicPart;
    source = current;
    publicPart = current && {
      ...current,
      avatars: current.avatars.filter(({ kind }) => kind === 'public'),
      voices: current.voices.filter(({ own }) => !own),
    };
    return publicPart;
  };

  return {
    ...catalogue,
    current: () => publicPartOf(catalogue.current()),
    ready: async (withinMs) => publicPartOf(await catalogue.ready(withinMs)),
    async refresh() {
      const outcome = await catalogue.refresh();
      const lists = publicPartOf(catalogue.current());
      if (outcome.kind === 'failed' || lists === null) return outcome;
      return { ...outcome, avatars: lists.avatars.length, voices: lists.voices.length };
    },
  };
}
