import { personOf, type Stage } from '../person/stage.ts';
import type { Dict } from '../rules/block-kit.ts';
import { APP, type Channel, TEAM, type User } from '../seed.ts';
import { toldView } from '../views.ts';
import { type Message, told } from '../world.ts';

/** All that one person sees; the shape is in `README.md`. */
export function stateFor(stage: Stage, userId: string | undefined): Dict {
  const user = personOf(stage, userId);
  const { world, views, manifest } = stage;
  const channels = world.channels.filter((each) => each.members.has(user.id));
  const home = views.home(user.id);
  return {
    workspace: TEAM,
    app: {
      id: APP.id,
      name: manifest.features.bot_user?.display_name ?? manifest.display_information.name,
      bot_user: APP.botUser,
      bot_id: APP.bot,
      home_tab: manifest.features.app_home.home_tab_enabled,
      commands: manifest.features.slash_commands,
      shortcuts: manifest.features.shortcuts,
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
    views: views.stack(user.id).map(toldView),
    home: home === undefined ? null : toldView(home),
    notices: world.notices.filter((each) => each.user === user.id),
  };
}

/** A message as the page shows it. */
export const shownMessage = (message: Message): Dict => ({
  ...told(message, 'all'),
  ...(message.ephemeral ? { ephemeral: true } : {}),
});

function describe(
  { manifest }: Stage,
  { extShared, members, ...facts }: Channel,
  user: User,
): Dict {
  const other = [...members].find((each) => each !== user.id) ?? null;
  const app_in = members.has(APP.botUser);
  const { messages_tab_read_only_enabled: readOnly } = manifest.features.app_home;
  const read_only = facts.kind === 'im' && app_in && readOnly;
  const talk = facts.kind === 'im' ? other : null;
  return { ...facts, ext_shared: extShared, app_in, read_only, with: talk };
}
