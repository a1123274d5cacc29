import type { FetchFunction } from '@slack/web-api';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { commandResponse } from '../messages/command-response.ts';
import type { SlackMessenger } from './messenger.ts';

/**
 * `messenger` that also answers where a command was typed when its video has to go to a direct
 * message: the address takes an answer also where the app is no member. Once per video, and never
 * on doubt: the direct message is the one that counts.
 * https://docs.slack.dev/interactivity/handling-user-interaction
 */
export function createResponseUrlMessenger(
  messenger: SlackMessenger,
  deps: {
    /** The address to answer a video's command at; it is a secret. */
    readonly responseUrls: { take(videoId: string): Promise<string | undefined> };
    readonly fetch: FetchFunction;
    /** The app's handle, with its @. */
    readonly handle: () => string;
    readonly logEvent: LogEvent;
  },
): SlackMessenger {
  const { responseUrls, fetch, logEvent } = deps;
  return {
    ...messenger,
    async post(video, slot) {
      const outcome = await messenger.post(video, slot);
      if (slot !== 'direct') return outcome;
      try {
        // Taken before it is used: whatever happens from here on, nobody answers again.
        const url = await responseUrls.take(video.id);
        if (url === undefined) return outcome;
        const { status } = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            response_type: 'ephemeral',
            ...commandResponse(video, deps.handle()),
          }),
        });
        logEvent('command_answered', { video: video.id, status });
      } catch (error) {
        logEvent('command_unanswered', { video: video.id, ...errorFields(error) });
      }
      return outcome;
    },
  };
}
