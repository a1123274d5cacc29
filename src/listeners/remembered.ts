import type { Clock } from '../lib/clock.ts';
import type { Note } from '../lib/log.ts';
import { createLocales } from './locales.ts';
import { createNameMentions } from './mention-names.ts';
import { createOpenForms } from './open-forms.ts';
import { createPictures } from './pictures.ts';

/** What the listeners keep in memory alone, each bounded: losing it costs a moment, no more. */
export function createRemembered(deps: { readonly clock: Clock; readonly note: Note }) {
  return {
    pictures: createPictures(),
    forms: createOpenForms(),
    locales: createLocales(deps.note),
    nameMentions: createNameMentions(deps),
  };
}
