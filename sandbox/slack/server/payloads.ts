import { defined } from '../defined.ts';
import { newId } from '../ids.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { Channel, User } from '../seed.ts';
import { toldView, type View } from '../views.ts';
import { type Message, told, type World } from '../world.ts';

const VERIFICATION = 'sandbox-verification-token';
const person = ({ id, name, team_id }: User): Dict => ({ id, username: name, name, team_id });
const isOrgWide = (world: World): boolean => world.installed()?.orgWide ?? false;

/**
 * What every interaction payload carries; installed for a whole organisation, no `team`.
 * https://docs.slack.dev/reference/interaction-payloads
 */
function common(world: World, type: string, user: User): Dict {
  const { team, enterprise, app } = world;
  const { id, domain } = team;
  const of = enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name };
  const orgWide = isOrgWide(world);
  return {
    ...{ type, token: VERIFICATION, api_app_id: app.id, user: person(user) },
    ...{ team: orgWide ? null : { id, domain, ...of }, enterprise },
    is_enterprise_install: orgWide,
  };
}

/** How Slack names a conversation in payloads. */
export function nameOf(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}
const place = (channel: Channel): Dict => ({ id: channel.id, name: nameOf(channel) });

/** A slash command's form. https://docs.slack.dev/interactivity/implementing-slash-commands */
export function commandPayload(
  world: World,
  facts: {
    user: User;
    channel: Channel;
    command: string;
    text: string;
    triggerId: string;
    responseUrl: string;
  },
): Dict {
  const { user, channel } = facts;
  const { team, enterprise, app } = world;
  return {
    ...{ token: VERIFICATION, team_id: team.id, team_domain: team.domain, api_app_id: app.id },
    ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    ...{ channel_id: channel.id, channel_name: nameOf(channel) },
    is_enterprise_install: String(isOrgWide(world)),
    ...{ user_id: user.id, user_name: user.name, command: facts.command, text: facts.text },
    ...{ response_url: facts.responseUrl, trigger_id: facts.triggerId },
  };
}

/** Where an interaction happened: in a view or in a message. */
export type Scene =
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'message'; readonly channel: Channel; readonly message: Message };

function scenery(world: World, scene: Scene): Dict {
  if (scene.kind === 'view') {
    const view = toldView(world, scene.view);
    return { container: { type: 'view', view_id: scene.view.id }, view };
  }
  const { channel, message } = scene;
  const { ts: message_ts, thread_ts, ephemeral = false } = message;
  const ids = { type: 'message', message_ts, channel_id: channel.id, is_ephemeral: ephemeral };
  const container = { ...ids, ...defined({ thread_ts }) };
  return { container, channel: place(channel), message: told(message) };
}

/** The options of an `external_select` are asked for. */
export const suggestionPayload = (
  world: World,
  user: User,
  scene: Scene,
  facts: { blockId: string; actionId: string; query: string },
): Dict => ({
  ...common(world, 'block_suggestion', user),
  ...scenery(world, scene),
  action_id: facts.actionId,
  block_id: facts.blockId,
  value: facts.query,
});

/** A modal was submitted. */
export const submissionPayload = (
  world: World,
  user: User,
  view: View,
  triggerId: string,
): Dict => ({
  ...common(world, 'view_submission', user),
  trigger_id: triggerId,
  view: toldView(world, view),
  response_urls: [],
});

/**
 * A modal was closed without sending it. Slack tells none of its values.
 * https://github.com/slackapi/bolt-python/blob/main/tests/slack_bolt/request/test_request.py
 */
export const closedPayload = (world: World, user: User, view: View): Dict => ({
  ...common(world, 'view_closed', user),
  view: { ...toldView(world, view), state: { values: {} } },
  is_cleared: false,
});

/** An element was used. */
export function actionPayload(
  world: World,
  user: User,
  scene: Scene,
  facts: { action: Dict; triggerId: string; responseUrl: string | undefined; now: number },
): Dict {
  const state = scene.kind === 'message' ? { state: { values: {} } } : {};
  return {
    ...common(world, 'block_actions', user),
    ...scenery(world, scene),
    ...state,
    trigger_id: facts.triggerId,
    ...(facts.responseUrl === undefined ? {} : { response_url: facts.responseUrl }),
    actions: [{ ...facts.action, action_ts: seconds(facts.now) }],
  };
}

/** A shortcut was chosen; `on`: the message of a message shortcut. */
export function shortcutPayload(
  world: World,
  user: User,
  facts: {
    callbackId: string;
    triggerId: string;
    now: number;
    on?: { channel: Channel; message: Message; responseUrl: string } | undefined;
  },
): Dict {
  const { callbackId: callback_id, triggerId: trigger_id, on } = facts;
  return {
    ...common(world, on === undefined ? 'shortcut' : 'message_action', user),
    ...{ action_ts: seconds(facts.now), callback_id, trigger_id },
    ...(on && {
      ...{ channel: place(on.channel), message_ts: on.message.ts, message: told(on.message) },
      response_url: on.responseUrl,
    }),
  };
}

/**
 * Something happened; `orgWide`: to an app installed for a whole organisation, whose authorisation
 * names no workspace. https://docs.slack.dev/apis/events-api
 */
export function eventPayload(
  { team, enterprise, app }: World,
  event: Dict,
  now: number,
  orgWide: boolean,
): Dict {
  const organisation = enterprise?.id ?? null;
  const by = { enterprise_id: organisation, team_id: orgWide ? null : team.id };
  return {
    ...{ token: VERIFICATION, type: 'event_callback', event, api_app_id: app.id },
    ...(organisation === null ? {} : { enterprise_id: organisation }),
    ...{ team_id: team.id, context_team_id: team.id, context_enterprise_id: organisation },
    ...{ event_id: newId('Ev'), event_time: Math.floor(now / 1000), event_context: newId('4-') },
    authorizations: [{ ...by, user_id: app.botUser, is_bot: true, is_enterprise_install: orgWide }],
    is_ext_shared_channel: false,
  };
}

const seconds = (ms: number): string => (ms / 1000).toFixed(6);
