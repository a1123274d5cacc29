import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import { createLocales } from './form/locales.ts';
import { createMentionResolver } from './form/mention-names.ts';
import { createPictures } from './form/pictures.ts';
import { createTyping } from './form/typing.ts';
import { createPermalinkCache } from './home/permalinks.ts';

/** The listeners' caches. They are in memory only and bounded; losing one costs little time. */
export function createListenerCaches(deps: {
  readonly clock: Clock;
  readonly stopping: AbortSignal;
  readonly logEvent: LogEvent;
}) {
  const { clock, stopping } = deps;
  return {
    pictures: createPictures(),
    locales: createLocales(deps.logEvent),
    resolveMentions: createMentionResolver(deps),
    permalinkOf: createPermalinkCache(deps.logEvent),
    typing: createTyping((ms) => clock.sleep(ms, stopping)),
  };
}
