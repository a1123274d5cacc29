import { z } from 'zod';
import { conversationKindOf } from '../../domain/conversation.ts';
import type { SignedRequest } from '../../videos/access-resolver.ts';

/** An id. Payloads of org-wide installations may omit ids; an empty one counts as missing. */
const id = z.string().min(1).nullish().catch(null);
const optionalObject = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(shape).nullish().catch(null);
const flag = z.union([z.boolean(), z.literal('true').transform(() => true)]).catch(false);

const interactionSchema = z.object({
  team: optionalObject({ id, enterprise_id: id }),
  enterprise: optionalObject({ id }),
  is_enterprise_install: flag,
  user: z.object({ id: z.string(), team_id: id }),
  view: optionalObject({ app_installed_team_id: id }),
  channel: optionalObject({ id: z.string(), name: id }),
});

/**
 * The person who used a button, a form or a shortcut, and the place. The person's workspace is
 * `user.team_id`; `team` is the workspace in which they used it.
 * https://docs.slack.dev/reference/interaction-payloads
 */
export function signedInteraction(body: unknown): SignedRequest {
  const { team, enterprise, user, view, channel, ...rest } = interactionSchema.parse(body);
  const home = user.team_id ?? null;
  const installed = view?.app_installed_team_id ?? null;
  return {
    user: user.id,
    team: home,
    enterprise: (home !== null && team?.id === home ? team.enterprise_id : null) ?? null,
    via: { team: team?.id ?? null, enterprise: team?.enterprise_id ?? enterprise?.id ?? null },
    orgWide: rest.is_enterprise_install,
    installed: installed === null ? null : { team: installed, enterprise: null },
    channel: channel?.id ?? null,
    conversation: channel ? conversationKindOf(channel.id, channel.name ?? null) : 'direct',
  };
}

const commandSchema = z.object({
  team_id: id,
  enterprise_id: id,
  is_enterprise_install: flag,
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: id,
});

/**
 * The person who typed a command, and the place. Slack names one workspace: the person's.
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function signedCommand(command: unknown): SignedRequest {
  const { team_id, enterprise_id, user_id, channel_id, ...rest } = commandSchema.parse(command);
  const home = { team: team_id ?? null, enterprise: enterprise_id ?? null };
  return {
    user: user_id,
    ...home,
    via: home,
    orgWide: rest.is_enterprise_install,
    installed: null,
    channel: channel_id,
    conversation: conversationKindOf(channel_id, rest.channel_name ?? null),
  };
}

const eventSchema = z.object({
  team_id: id,
  enterprise_id: id,
  is_ext_shared_channel: flag,
  authorizations: z
    .array(z.object({ team_id: id, enterprise_id: id, is_enterprise_install: flag }))
    .catch([]),
  event: z.object({ user: z.string(), user_team: id, team: id, channel: id }),
});

/**
 * The person who caused an event, and the place. The outer `team_id` may be the other workspace of
 * a shared channel. The person's workspace is `user_team`, which is the organization for people of
 * an Enterprise Grid, else `team`. https://docs.slack.dev/apis/events-api,
 * https://github.com/slackapi/bolt-js/issues/935
 */
export function signedEvent(body: unknown): SignedRequest {
  const { event, team_id, enterprise_id, authorizations, ...rest } = eventSchema.parse(body);
  const home = event.user_team ?? event.team ?? null;
  const outer = { team: team_id ?? null, enterprise: enterprise_id ?? null };
  const [installed] = authorizations;
  const isFromOuterTeam = home !== null && home === outer.team;
  // A `user_team` that is a workspace has no organization, so `enterprise_id` is not the person's.
  const hasNoOrganization =
    rest.is_ext_shared_channel && event.user_team != null && !isFromOuterTeam;
  return {
    user: event.user,
    team: home,
    enterprise: isFromOuterTeam ? outer.enterprise : null,
    via: hasNoOrganization ? { ...outer, enterprise: null } : outer,
    orgWide: installed?.is_enterprise_install ?? false,
    installed: installed
      ? { team: installed.team_id ?? null, enterprise: installed.enterprise_id ?? null }
      : null,
    channel: event.channel ?? null,
    conversation: event.channel ? conversationKindOf(event.channel, null) : 'direct',
  };
}
