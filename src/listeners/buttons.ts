import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Note } from '../lib/log.ts';
import type { MakeAgain, MakeAgainOutcome } from '../videos/make-again.ts';
import type { SettleOutcome, SettleUnconfirmed } from '../videos/settle-unconfirmed.ts';

export interface ButtonDeps {
  readonly makeAgain: MakeAgain;
  readonly settle: SettleUnconfirmed;
  readonly note: Note;
}

type Args = SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs;

/** A button that only opens a link: Slack wants it acknowledged all the same. */
export async function linkButton({ ack }: Args): Promise<void> {
  await ack();
}

const MADE_AGAIN: Readonly<Record<MakeAgainOutcome, string>> = {
  recorded: 'On it: a new card says how it goes.',
  duplicate: 'This is under way already: its own card says how it goes.',
  'not yours': 'Only the one who asked for this video can do that.',
  gone: 'This video is not known here any more. Please run /jogg again.',
  'not failed': 'This video did not fail, so there is nothing to try again.',
};

/** "Try again there" and "Make it here" on a video whose channel refused it. */
export function makeAgainButton(deps: ButtonDeps, where: 'there' | 'direct') {
  return async ({ ack, action, body, respond }: Args): Promise<void> => {
    await ack();
    const asked = {
      videoId: action.value ?? '',
      workspace: body.team?.id ?? '',
      user: body.user.id,
      where,
    };
    const outcome = await deps.makeAgain(asked);
    deps.note('button_pressed', { action: action.action_id, outcome });
    await respond({
      response_type: 'ephemeral',
      replace_original: false,
      text: MADE_AGAIN[outcome],
    });
  };
}

const SETTLED: Readonly<Record<SettleOutcome, string>> = {
  noted: 'Done: the card shows it in a moment.',
  'not yours': 'Only the one who asked for this video can decide that.',
  gone: 'This video is not known here any more.',
  'settled already': 'This is settled already: the card shows how it stands.',
};

/** The choices on a video of which nobody knows whether Jogg took it. The value: `id:confirmation`. */
export function settleButton(deps: ButtonDeps, choice: 'ask_again' | 'give_up' | 'look_again') {
  return async ({ ack, action, body, respond }: Args): Promise<void> => {
    await ack();
    const [, videoId = '', confirmation = ''] = /^(.+):(\d+)$/.exec(action.value ?? '') ?? [];
    const outcome = await deps.settle({
      videoId,
      workspace: body.team?.id ?? '',
      user: body.user.id,
      wish: { choice, confirmation: Number(confirmation) },
    });
    deps.note('button_pressed', { action: action.action_id, outcome });
    await respond({ response_type: 'ephemeral', replace_original: false, text: SETTLED[outcome] });
  };
}
