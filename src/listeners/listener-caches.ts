import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import { createLocales } from './form/locales.ts';
import { createNameMentions } from './form/mention-names.ts';
import { createPictures } from './form/pictures.ts';
import { createTyping } from './form/typing.ts';
import { createPermalinks } from './home/permalinks.ts';

/** What the listeners keep in memory only, each bounded: losing it costs a moment, no more. */
export function createRemembered(deps: {
  readonly clock: Clock;
  readonly stopping: AbortSignal;
  readonly logEvent: LogEvent;
}) {
  const { clock, stopping } = deps;
  return {
    pictures: createPictures(),
    locales: createLocales(deps.logEvent),
    nameMentions: createNameMentions(deps),
    permalinkOf: createPermalinks(deps.logEvent),
    typing: createTyping((ms) => clock.sleep(ms, stopping)),
  };
}
