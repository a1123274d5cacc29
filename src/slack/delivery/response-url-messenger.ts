import type { FetchFunction } from '@slack/web-api';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { commandResponse } from '../messages/command-response.ts';
import type { SlackMessenger } from './messenger.ts';

/**
 * Wraps `messenger`. When a video's message goes to a direct message, it also answers the command
 * through its response URL, which works in channels that the app has not joined. Answers at most
 * once per video and never retries: the direct message is the one that counts.
 * https://docs.slack.dev/interactivity/handling-user-interaction
 */
export function createResponseUrlMessenger(
  messenger: SlackMessenger,
  deps: {
    /** The response URL of a video's command. It is a secret. */
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
        // Taken before the call, so that no other attempt uses it.
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
