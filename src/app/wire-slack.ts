import type { Config } from '../config/config.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Proxies } from '../lib/proxies.ts';
import type { WatchCall } from '../lib/watched-call.ts';
import type { AiLabel } from '../slack/copy/ai-label.ts';
import { createAnsweringMessenger } from '../slack/delivery/answering-messenger.ts';
import { createMessenger } from '../slack/delivery/messenger.ts';
import { createBotIdentity } from '../slack/web-api/bot-identity.ts';
import { createDirectory } from '../slack/web-api/directory.ts';
import { createSlackFetch } from '../slack/web-api/slack-fetch.ts';
import { createWebClient } from '../slack/web-api/web-client.ts';
import { createEditBudget } from '../store/limits/edit-budget.ts';
import type { Stores } from './open-stores.ts';

export type SlackParts = ReturnType<typeof wireSlack>;

/** Slack's Web API: the app's identity, the directory of people, and the messages. */
export function wireSlack(deps: {
  readonly config: Config['slack'];
  readonly stores: Pick<Stores, 'renderTimes' | 'holds' | 'answers' | 'state'>;
  readonly label: AiLabel;
  readonly proxies: Proxies;
  readonly clock: Clock;
  readonly watch: WatchCall;
  readonly logEvent: LogEvent;
}) {
  const { config, stores, label, clock, logEvent } = deps;
  const fetch = createSlackFetch(deps.proxies, undefined, deps.watch);
  const client = createWebClient({ token: config.botToken, slackApiUrl: config.apiUrl, fetch });
  const identity = createBotIdentity(client);
  return {
    fetch,
    client,
    identity,
    directory: createDirectory({ users: client.users, identity, clock, logEvent }),
    messenger: createAnsweringMessenger(
      createMessenger({
        clientFor: async () => client,
        clock,
        holds: stores.holds,
        edits: createEditBudget({ change: stores.state.change, clock, logEvent }),
        usualMs: () => stores.renderTimes.usual(),
        mayReadHistory: async () => identity.mayReadHistory(),
        mayReadFiles: async () => identity.can('files:read'),
        handle: identity.handle,
        logEvent,
        label,
      }),
      { answers: stores.answers, fetch, handle: identity.handle, logEvent },
    ),
  };
}
