import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { likelyOffer } from '../../slack/messages/unconfirmed-actions.ts';
import type { AuthorizeVideo } from '../../videos/authorize-video.ts';
import type { MakeAgain, MakeAgainOutcome } from '../../videos/make-again.ts';
import type { ResolveOutcome, ResolveUnconfirmed } from '../../videos/resolve-unconfirmed.ts';
import type { AccessDeps } from '../request/action-args.ts';
import { replyToClick } from '../request/reply-to-click.ts';
import { signedInteraction } from '../request/signed.ts';

export interface ButtonDeps extends AccessDeps {
  readonly allowed: AuthorizeVideo;
  readonly makeAgain: MakeAgain;
  readonly resolveUnconfirmed: ResolveUnconfirmed;
  readonly logEvent: LogEvent;
}

type Args = SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs;

const NOT_SAVED = 'This could not be saved just now. Please press the button again.';

/** A button that only opens a link: Slack wants it acknowledged all the same. */
export async function linkButton({ ack }: Args): Promise<void> {
  await ack();
}

const MADE_AGAIN: Readonly<Record<MakeAgainOutcome, string>> = {
  recorded: 'On it: a new card says how it goes.',
  duplicate: 'This is under way already: its own card says how it goes.',
  'not failed': 'This video did not fail, so there is nothing to try again.',
};

/** "Try again there" and "Make it here" on a video whose channel refused it. */
export function makeAgainButton(deps: ButtonDeps, where: 'there' | 'direct') {
  return async (args: Args): Promise<void> => {
    const { ack, action, body } = args;
    await ack();
    const told = (outcome: string) =>
      deps.logEvent('button_pressed', { action: action.action_id, outcome });
    const access = await deps.recognise.access(signedInteraction(body), 'money');
    const allowed = await deps.allowed('retry', action.value ?? '', access);
    if (allowed.kind === 'no') {
      told(allowed.reason);
      return replyToClick(args, deps.logEvent, allowed.why);
    }
    try {
      const outcome = await deps.makeAgain(allowed.video, access, where);
      told(outcome);
      await replyToClick(args, deps.logEvent, MADE_AGAIN[outcome]);
    } catch (error) {
      deps.logEvent('video_not_recorded', errorFields(error));
      await replyToClick(args, deps.logEvent, NOT_SAVED);
    }
  };
}

const LOOKING =
  'Looking: if a video at Jogg looks like this one, the card says so in a moment. If nothing changes, there is none yet.';

const RESOLVED: Readonly<Record<ResolveOutcome, string>> = {
  noted: 'Done: the card shows it in a moment.',
  'not yours': 'Only the one who asked for this video can decide that.',
  gone: 'This video is not known here any more.',
  'already resolved': 'This is settled already: the card shows how it stands.',
  'taken by another': 'That video belongs to another request by now; the card is being looked at.',
};

/**
 * The choices on a video that Jogg may or may not have accepted. The value:
 * `id:confirmation`, or `id:confirmation:project` where a project is taken.
 */
export function resolveButton(
  deps: ButtonDeps,
  choice: 'ask_again' | 'give_up' | 'look_again' | 'take_likely',
) {
  return async (args: Args): Promise<void> => {
    const { ack, action, body } = args;
    await ack();
    const [, videoId = '', confirmation = '', project] =
      /^([^:]+):(\d+)(?::(.+))?$/.exec(action.value ?? '') ?? [];
    const told = (outcome: string) =>
      deps.logEvent('button_pressed', { action: action.action_id, outcome });
    const paid = choice === 'ask_again';
    const request = signedInteraction(body);
    const access = await deps.recognise.access(request, paid ? 'money' : undefined);
    const allowed = await deps.allowed(paid ? 'ask_again' : 'resolve', videoId, access);
    if (allowed.kind === 'no') {
      told(allowed.reason);
      return replyToClick(args, deps.logEvent, allowed.why);
    }
    try {
      const outcome = await deps.resolveUnconfirmed({
        videoId,
        workspace: allowed.video.workspace,
        user: access.user,
        command: { choice, confirmation: Number(confirmation), project },
      });
      told(outcome);
      const looking = choice === 'look_again' && outcome === 'noted';
      const offer = looking ? likelyOffer(allowed.video) : null;
      await replyToClick(args, deps.logEvent, {
        // The offer itself is gone once it is taken.
        replaces: choice === 'take_likely',
        ...(offer ?? { text: looking ? LOOKING : RESOLVED[outcome] }),
      });
    } catch (error) {
      deps.logEvent('wish_not_left', errorFields(error));
      await replyToClick(args, deps.logEvent, NOT_SAVED);
    }
  };
}
