import { defined } from '../defined.ts';
import { newId } from '../ids.ts';
import type { Dict } from '../rules/block-kit.ts';
import { APP, type Channel, TEAM, type User } from '../seed.ts';
import { toldView, type View } from '../views.ts';
import { type Message, told } from '../world.ts';

const VERIFICATION = 'sandbox-verification-token';
const team = { id: TEAM.id, domain: TEAM.domain };
const person = ({ id, name, team_id }: User): Dict => ({ id, username: name, name, team_id });

/** What every interaction payload carries. https://docs.slack.dev/reference/interaction-payloads */
const common = (type: string, user: User): Dict => ({
  ...{ type, token: VERIFICATION, api_app_id: APP.id, team, enterprise: null },
  ...{ is_enterprise_install: false, user: person(user) },
});

/** How Slack names a conversation in payloads. */
export function nameOf(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}
const place = (channel: Channel): Dict => ({ id: channel.id, name: nameOf(channel) });

/** A slash command's form. https://docs.slack.dev/interactivity/implementing-slash-commands */
export function commandPayload(facts: {
  user: User;
  channel: Channel;
  command: string;
  text: string;
  triggerId: string;
  responseUrl: string;
}): Dict {
  const { user, channel } = facts;
  return {
    ...{ token: VERIFICATION, team_id: TEAM.id, team_domain: TEAM.domain, api_app_id: APP.id },
    ...{ channel_id: channel.id, channel_name: nameOf(channel), is_enterprise_install: 'false' },
    ...{ user_id: user.id, user_name: user.name, command: facts.command, text: facts.text },
    ...{ response_url: facts.responseUrl, trigger_id: facts.triggerId },
  };
}

/** Where an interaction happened: in a view or in a message. */
export type Scene =
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'message'; readonly channel: Channel; readonly message: Message };

function scenery(scene: Scene): Dict {
  if (scene.kind === 'view') {
    const view = toldView(scene.view);
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
  user: User,
  scene: Scene,
  facts: { blockId: string; actionId: string; query: string },
): Dict => ({
  ...common('block_suggestion', user),
  ...scenery(scene),
  action_id: facts.actionId,
  block_id: facts.blockId,
  value: facts.query,
});

/** A modal was submitted. */
export const submissionPayload = (user: User, view: View, triggerId: string): Dict => ({
  ...common('view_submission', user),
  trigger_id: triggerId,
  view: toldView(view),
  response_urls: [],
});

/**
 * A modal was closed without sending it. Slack tells none of its values.
 * https://github.com/slackapi/bolt-python/blob/main/tests/slack_bolt/request/test_request.py
 */
export const closedPayload = (user: User, view: View): Dict => ({
  ...common('view_closed', user),
  view: { ...toldView(view), state: { values: {} } },
  is_cleared: false,
});

/** An element was used. */
export function actionPayload(
  user: User,
  scene: Scene,
  facts: { action: Dict; triggerId: string; responseUrl: string | undefined; now: number },
): Dict {
  const state = scene.kind === 'message' ? { state: { values: {} } } : {};
  return {
    ...common('block_actions', user),
    ...scenery(scene),
    ...state,
    trigger_id: facts.triggerId,
    ...(facts.responseUrl === undefined ? {} : { response_url: facts.responseUrl }),
    actions: [{ ...facts.action, action_ts: seconds(facts.now) }],
  };
}

/** A shortcut was chosen; `on`: the message of a message shortcut. */
export function shortcutPayload(
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
    ...common(on === undefined ? 'shortcut' : 'message_action', user),
    ...{ action_ts: seconds(facts.now), callback_id, trigger_id },
    ...(on && {
      ...{ channel: place(on.channel), message_ts: on.message.ts, message: told(on.message) },
      response_url: on.responseUrl,
    }),
  };
}

const AUTHORIZED = { enterprise_id: null, team_id: TEAM.id, user_id: APP.botUser };
/** Something happened. https://docs.slack.dev/apis/events-api */
export const eventPayload = (event: Dict, now: number): Dict => ({
  ...{ token: VERIFICATION, type: 'event_callback', event, api_app_id: APP.id },
  ...{ team_id: TEAM.id, context_team_id: TEAM.id, context_enterprise_id: null },
  ...{ event_id: newId('Ev'), event_time: Math.floor(now / 1000), event_context: newId('4-') },
  authorizations: [{ ...AUTHORIZED, is_bot: true, is_enterprise_install: false }],
  is_ext_shared_channel: false,
});

const seconds = (ms: number): string => (ms / 1000).toFixed(6);
