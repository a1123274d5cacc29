import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Note } from '../lib/log.ts';
import { likelyOffer } from '../slack/choice-buttons.ts';
import type { AllowedVideo } from '../videos/allowed-video.ts';
import type { MakeAgain, MakeAgainOutcome } from '../videos/make-again.ts';
import type { SettleOutcome, SettleUnconfirmed } from '../videos/settle-unconfirmed.ts';
import { askingOf } from './asking.ts';

export interface ButtonDeps {
  readonly allowed: AllowedVideo;
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
    const allowed = await deps.allowed('retry', action.value ?? '', askingOf(body));
    if (allowed.kind === 'no') {
      deps.note('button_pressed', { action: action.action_id, outcome: allowed.reason });
      await respond({ response_type: 'ephemeral', replace_original: false, text: allowed.why });
      return;
    }
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

const LOOKING =
  'Looking: if a video at Jogg looks like this one, the card says so in a moment. If nothing changes, there is none yet.';

const SETTLED: Readonly<Record<SettleOutcome, string>> = {
  noted: 'Done: the card shows it in a moment.',
  'not yours': 'Only the one who asked for this video can decide that.',
  gone: 'This video is not known here any more.',
  'settled already': 'This is settled already: the card shows how it stands.',
  'taken by another': 'That video belongs to another request by now; the card is being looked at.',
};

/**
 * The choices on a video of which nobody knows whether Jogg took it. The value:
 * `id:confirmation`, or `id:confirmation:project` where a project is taken.
 */
export function settleButton(
  deps: ButtonDeps,
  choice: 'ask_again' | 'give_up' | 'look_again' | 'take_likely',
) {
  return async ({ ack, action, body, respond }: Args): Promise<void> => {
    await ack();
    const [, videoId = '', confirmation = '', project] =
      /^([^:]+):(\d+)(?::(.+))?$/.exec(action.value ?? '') ?? [];
    const allowed = await deps.allowed('settle', videoId, askingOf(body));
    if (allowed.kind === 'no') {
      deps.note('button_pressed', { action: action.action_id, outcome: allowed.reason });
      await respond({ response_type: 'ephemeral', replace_original: false, text: allowed.why });
      return;
    }
    const outcome = await deps.settle({
      videoId,
      workspace: body.team?.id ?? '',
      user: body.user.id,
      wish: { choice, confirmation: Number(confirmation), project },
    });
    deps.note('button_pressed', { action: action.action_id, outcome });
    const looking = choice === 'look_again' && outcome === 'noted';
    const offer = looking ? likelyOffer(allowed.video) : null;
    await respond({
      response_type: 'ephemeral',
      // The offer itself is gone once it is taken.
      replace_original: choice === 'take_likely',
      ...(offer ?? { text: looking ? LOOKING : SETTLED[outcome] }),
    });
  };
}
