import { appName } from '../manifest.ts';
import { isReadOnly, offered, personOf, type Stage } from '../person/client.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { Channel, User } from '../seed.ts';
import { toldView } from '../views.ts';
import { type Message, told, type World } from '../world.ts';

/** All that one person sees; the shape is in `README.md`. */
export function stateFor(stage: Stage, userId: string | undefined): Dict {
  const user = personOf(stage, userId);
  const { world, views, manifest } = stage;
  const { id, botUser: bot_user, bot: bot_id } = world.app;
  const installed = world.installed();
  // The app's messages with a person are only there once it is.
  const isThere = ({ kind, members }: Channel) =>
    members.has(user.id) && (installed !== null || kind !== 'im' || !members.has(bot_user));
  const channels = world.channels.filter(isThere);
  const home = views.home(user.id);
  const { commands, shortcuts, home: home_tab } = offered(stage);
  return {
    workspace: world.team,
    app: {
      ...{ id, name: appName(manifest), bot_user, bot_id, home_tab, commands, shortcuts },
      installed: installed && { org_wide: installed.orgWide, rotates: installed.refresh !== null },
    },
    me: user.id,
    users: world.users,
    channels: channels.map((channel) => describe(stage, channel, user)),
    messages: Object.fromEntries(
      channels.map((channel) => [
        channel.id,
        world
          .messages(channel.id)
          .filter((each) => each.for === undefined || each.for === user.id)
          .map(shownMessage),
      ]),
    ),
    views: views.stack(user.id).map((each) => ({ ...toldView(world, each), begun: each.begun })),
    home: home === undefined ? null : toldView(world, home),
    notices: world.notices.filter((each) => each.user === user.id),
  };
}

/** A workspace as it stands in the list of all; `person`: who is there where nobody is named. */
export function summary({ team, enterprise, users, installed }: World): Dict {
  const person = users[0]?.id ?? null;
  const { id, name } = team;
  return { id, name, organization: enterprise, person, installed: installed() !== null };
}

/** A message as the page shows it. */
export const shownMessage = (message: Message): Dict => ({
  ...told(message, 'all'),
  ...(message.ephemeral ? { ephemeral: true } : {}),
});

function describe(stage: Stage, channel: Channel, user: User): Dict {
  const { extShared, members, ...facts } = channel;
  const other = [...members].find((each) => each !== user.id) ?? null;
  const app_in = members.has(stage.world.app.botUser);
  const read_only = isReadOnly(stage, channel);
  const talk = facts.kind === 'im' ? other : null;
  return { ...facts, ext_shared: extShared, app_in, read_only, with: talk };
}
