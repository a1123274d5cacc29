import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { placeOf } from '../domain/may.ts';
import { errorFields, type Note } from '../lib/log.ts';
import { noticeView } from '../slack/small-views.ts';
import type { Asking } from '../videos/allowed-video.ts';

export type ActionArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

/** Who pressed a button and where, as Slack signed it. */
export function askingOf({ team, user, channel }: BlockAction): Asking {
  return {
    workspace: team?.id ?? '',
    user: user.id,
    team: user.team_id ?? null,
    // Slack lets nobody press anything from a deactivated account.
    deactivated: false,
    channel: channel?.id ?? null,
    place: channel ? placeOf(channel.id, channel.name ?? null) : 'direct',
  };
}

/** The value of the button that was pressed; empty for any other element. */
export function pressedValue({ action }: ActionArgs): string {
  return action.type === 'button' ? (action.value ?? '') : '';
}

/** Says one sentence to the one who pressed: under the message, or in a modal where there is none. */
export async function tell(args: ActionArgs, note: Note, text: string): Promise<void> {
  const { body, client, respond } = args;
  if (body.response_url) {
    await respond({ response_type: 'ephemeral', replace_original: false, text });
    return;
  }
  try {
    await client.views.open({ trigger_id: body.trigger_id, view: noticeView('Your video', text) });
  } catch (error) {
    note('notice_not_opened', errorFields(error));
  }
}
