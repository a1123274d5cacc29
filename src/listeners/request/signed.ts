import { z } from 'zod';
import { conversationKindOf } from '../../domain/conversation.ts';
import type { SignedRequest } from '../../videos/access-resolver.ts';

/** Org-wide payloads omit ids, as null or undefined; none is ever empty here. */
const id = z.string().min(1).nullish().catch(null);
const named = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullish().catch(null);
const truth = z.union([z.boolean(), z.literal('true').transform(() => true)]).catch(false);

const interactionSchema = z.object({
  team: named({ id, enterprise_id: id }),
  enterprise: named({ id }),
  is_enterprise_install: truth,
  user: z.object({ id: z.string(), team_id: id }),
  view: named({ app_installed_team_id: id }),
  channel: named({ id: z.string(), name: id }),
});

/**
 * The person who used a button, a form or a shortcut, and where. The person's workspace is
 * `user.team_id`; `team` is only where they were.
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
    place: channel ? conversationKindOf(channel.id, channel.name ?? null) : 'direct',
  };
}

const commandSchema = z.object({
  team_id: id,
  enterprise_id: id,
  is_enterprise_install: truth,
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: id,
});

/**
 * The person who typed a command. Slack names one workspace, and only its members can type it.
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
    place: conversationKindOf(channel_id, rest.channel_name ?? null),
  };
}

const eventSchema = z.object({
  team_id: id,
  enterprise_id: id,
  is_ext_shared_channel: truth,
  authorizations: z
    .array(z.object({ team_id: id, enterprise_id: id, is_enterprise_install: truth }))
    .catch([]),
  event: z.object({ user: z.string(), user_team: id, team: id, channel: id }),
});

/**
 * The person an event is about. The outer `team_id` may belong to the other side of a shared
 * channel; the person's is `user_team`, which names the organization for people of Enterprise Grid,
 * else `team`. https://docs.slack.dev/apis/events-api,
 * https://github.com/slackapi/bolt-js/issues/935
 */
export function signedEvent(body: unknown): SignedRequest {
  const { event, team_id, enterprise_id, authorizations, ...rest } = eventSchema.parse(body);
  const home = event.user_team ?? event.team ?? null;
  const outer = { team: team_id ?? null, enterprise: enterprise_id ?? null };
  const [installed] = authorizations;
  const isOuter = home !== null && home === outer.team;
  // A workspace in the place of an organization belongs to none.
  const plain = rest.is_ext_shared_channel && event.user_team != null && !isOuter;
  return {
    user: event.user,
    team: home,
    enterprise: isOuter ? outer.enterprise : null,
    via: plain ? { ...outer, enterprise: null } : outer,
    orgWide: installed?.is_enterprise_install ?? false,
    installed: installed
      ? { team: installed.team_id ?? null, enterprise: installed.enterprise_id ?? null }
      : null,
    channel: event.channel ?? null,
    place: event.channel ? conversationKindOf(event.channel, null) : 'direct',
  };
}
