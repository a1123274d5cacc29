import { compact } from '../compact.ts';
import { newId } from '../ids.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { Channel, User } from '../seed.ts';
import { type View, viewPayload } from '../views.ts';
import { type Message, payloadOf, type World } from '../world.ts';

const VERIFICATION = 'sandbox-verification-token';
const isOrgWide = (world: World): boolean => world.installed()?.orgWide ?? false;

/** Where an interaction happened: in a view or in a message. */
export type Source =
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'message'; readonly channel: Channel; readonly message: Message };

/**
 * An interaction payload, without `team` for an org-wide app. `more`: the fields of its type.
 * https://docs.slack.dev/reference/interaction-payloads
 */
export function interaction(world: World, type: string, user: User, more: Dict): Dict {
  const { team, enterprise, app } = world;
  const { id, domain } = team;
  const of = enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name };
  const { id: userId, name, team_id } = user;
  return {
    ...{ type, token: VERIFICATION, api_app_id: app.id },
    user: { id: userId, username: name, name, team_id },
    ...{ team: isOrgWide(world) ? null : { id, domain, ...of }, enterprise },
    ...{ is_enterprise_install: isOrgWide(world), ...more },
  };
}

/** The fields that say where an interaction happened. */
export function sourceFields(world: World, source: Source): Dict {
  if (source.kind === 'view') {
    const container = { type: 'view', view_id: source.view.id };
    return { container, view: viewPayload(world, source.view) };
  }
  const { channel, message } = source;
  const { ts: message_ts, thread_ts, ephemeral = false } = message;
  const ids = { type: 'message', message_ts, channel_id: channel.id, is_ephemeral: ephemeral };
  const container = { ...ids, ...compact({ thread_ts }) };
  return { container, channel: channelField(channel), message: payloadOf(message) };
}

/** A conversation as payloads name it. */
export const channelField = ({ id, kind, name }: Channel) => ({
  ...{ id, name: { im: 'directmessage', private: 'privategroup', public: name }[kind] },
});

/** A slash command's form. https://docs.slack.dev/interactivity/implementing-slash-commands */
export function commandPayload(world: World, user: User, channel: Channel, more: Dict): Dict {
  const { team, enterprise, app } = world;
  return {
    ...{ token: VERIFICATION, team_id: team.id, team_domain: team.domain, api_app_id: app.id },
    ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    ...{ channel_id: channel.id, channel_name: channelField(channel).name },
    ...{ is_enterprise_install: String(isOrgWide(world)), user_id: user.id, user_name: user.name },
    ...more,
  };
}

/**
 * An event payload. `orgWide`: the app is installed for a whole organization, so the authorization
 * names no workspace. https://docs.slack.dev/apis/events-api
 */
export function eventPayload(
  { team, enterprise, app }: World,
  event: Dict,
  now: number,
  orgWide: boolean,
): Dict {
  const organization = enterprise?.id ?? null;
  const by = { enterprise_id: organization, team_id: orgWide ? null : team.id };
  return {
    ...{ token: VERIFICATION, type: 'event_callback', event, api_app_id: app.id },
    ...(organization === null ? {} : { enterprise_id: organization }),
    ...{ team_id: team.id, context_team_id: team.id, context_enterprise_id: organization },
    ...{ event_id: newId('Ev'), event_time: Math.floor(now / 1000), event_context: newId('4-') },
    authorizations: [{ ...by, user_id: app.botUser, is_bot: true, is_enterprise_install: orgWide }],
    is_ext_shared_channel: false,
  };
}

/** A time in the format of payloads. */
export const seconds = (ms: number): string => (ms / 1000).toFixed(6);
