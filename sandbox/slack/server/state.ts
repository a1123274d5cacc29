import { appName } from '../manifest.ts';
import { appFeatures, type Client, isReadOnly, personOf } from '../person/client.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { Channel, User } from '../seed.ts';
import { viewPayload } from '../views.ts';
import { type Message, payloadOf, type World } from '../world.ts';

/** Everything that one person sees; `README.md` has the format. */
export function stateFor(client: Client, userId: string | undefined): Dict {
  const user = personOf(client, userId);
  const { world, views, manifest } = client;
  const { id, botUser: bot_user, bot: bot_id } = world.app;
  const installed = world.installed();
  // Direct messages with the app exist only once it is installed.
  const isVisible = ({ kind, members }: Channel) =>
    members.has(user.id) && (installed !== null || kind !== 'im' || !members.has(bot_user));
  const channels = world.channels.filter(isVisible);
  const home = views.home(user.id);
  const { commands, shortcuts, home: home_tab } = appFeatures(client);
  return {
    workspace: world.team,
    app: {
      ...{ id, name: appName(manifest), bot_user, bot_id, home_tab, commands, shortcuts },
      installed: installed && { org_wide: installed.orgWide, rotates: installed.refresh !== null },
    },
    me: user.id,
    users: world.users,
    channels: channels.map((channel) => describe(client, channel, user)),
    messages: Object.fromEntries(
      channels.map((channel) => [
        channel.id,
        world
          .messages(channel.id)
          .filter((each) => each.for === undefined || each.for === user.id)
          .map(pageMessage),
      ]),
    ),
    views: views.stack(user.id).map((each) => ({ ...viewPayload(world, each), begun: each.begun })),
    home: home === undefined ? null : viewPayload(world, home),
    notices: world.notices.filter((each) => each.user === user.id),
  };
}

/** A workspace in the list of all. `person`: the default person. */
export function workspaceSummary({ team, enterprise, users, installed }: World): Dict {
  const person = users[0]?.id ?? null;
  const { id, name } = team;
  return { id, name, organization: enterprise, person, installed: installed() !== null };
}

/** A message as the page shows it. */
export const pageMessage = (message: Message): Dict => ({
  ...payloadOf(message, 'all'),
  ...(message.ephemeral ? { ephemeral: true } : {}),
});

function describe(client: Client, channel: Channel, user: User): Dict {
  const { extShared, members, ...facts } = channel;
  const other = [...members].find((each) => each !== user.id) ?? null;
  const app_in = members.has(client.world.app.botUser);
  const read_only = isReadOnly(client, channel);
  const partner = facts.kind === 'im' ? other : null;
  return { ...facts, ext_shared: extShared, app_in, read_only, with: partner };
}
