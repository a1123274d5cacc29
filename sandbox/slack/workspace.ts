import { appName } from './manifest.ts';
import type { Arguments, Method } from './methods/api-call.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { fileMethods, type Uploads, unfurl } from './methods/files.ts';
import { teamMethods } from './methods/team.ts';
import { viewMethods } from './methods/views.ts';
import { revokeMethods } from './oauth/oauth-methods.ts';
import { createTriggers } from './one-time-ids.ts';
import type { Client, Shared } from './person/client.ts';
import { uninstall } from './person/events.ts';
import { createResponseUrls } from './server/response-urls.ts';
import { createViews } from './views.ts';
import type { World } from './world.ts';

/** One workspace of the sandbox: its state and its Web API methods. */
export type WorkspaceHost = ReturnType<typeof hostWorkspace>;

/** Builds everything that belongs to one workspace alone. */
export function hostWorkspace(
  world: World,
  deps: Shared & { uploads: Uploads; url: () => string; readLagMs: () => number },
) {
  const { manifest, changes, url, now, triggerMs, uploads, readLagMs } = deps;
  const changed = () => changes.changed();
  const views = createViews({ world, changed });
  const triggers = createTriggers(now, triggerMs);
  const responseUrls = createResponseUrls({ world, url, now, changed });
  const client: Client = { ...deps, world, views, triggers, responseUrls };
  const { app_home: tabs } = manifest.features;
  const messagesTab = tabs.messages_tab_enabled;
  const unfurlOwn = unfurl.bind(null, { world, uploads });
  const methods: Record<string, Method> = {
    ...teamMethods({ world, botName: appName(manifest) }),
    ...chatMethods({ world, url, messagesTab, unfurl: unfurlOwn, changed }),
    ...conversationMethods({ world, now, changed, readLagMs }),
    ...viewMethods({ world, views, triggers, homeTab: tabs.home_tab_enabled }),
    ...fileMethods({ world, uploads }),
    ...revokeMethods(() => void uninstall(client)),
  };
  const isOwnId = (id: unknown): boolean =>
    typeof id === 'string' &&
    (id === world.team.id ||
      triggers.has(id) ||
      [world.channel(id), world.user(id), views.find({ view_id: id })].some(Boolean));
  return {
    ...{ world, client, responseUrls, methods: new Map(Object.entries(methods)) },
    /** Whether a call names an id of this workspace. */
    isAbout: (args: Arguments): boolean => Object.values(args).some(isOwnId),
  };
}
