import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import { createLocales } from './form/locales.ts';
import { createNameMentions } from './form/mention-names.ts';
import { createPictures } from './form/pictures.ts';

/** What the listeners keep in memory only, each bounded: losing it costs a moment, no more. */
export function createRemembered(deps: { readonly clock: Clock; readonly logEvent: LogEvent }) {
  return {
    pictures: createPictures(),
    locales: createLocales(deps.logEvent),
    nameMentions: createNameMentions(deps),
  };
}
