import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { candidateOffer } from '../../slack/messages/unconfirmed-actions.ts';
import type { ResolveOutcome, ResolveUnconfirmed } from '../../videos/resolve-unconfirmed.ts';
import { isOnCard, onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface ResolveDeps extends VideoButtonDeps {
  readonly resolveUnconfirmed: ResolveUnconfirmed;
}

type Choice = 'ask_again' | 'give_up' | 'look_again' | 'take_likely';

/** The reply to a choice if no card shows the outcome. */
const NOTED_REPLIES: Readonly<Record<Choice, string>> = {
  ask_again: ANSWERS.sentAgain,
  give_up: ANSWERS.givenUp,
  look_again: ANSWERS.checking,
  take_likely: ANSWERS.candidateTaken,
};
const REJECTED_REPLIES: Readonly<Record<Exclude<ResolveOutcome, 'noted'>, string>> = {
  'already resolved': ANSWERS.alreadyDecided,
  'taken by another': ANSWERS.takenByAnother,
};

/**
 * The choices on a video that Jogg may or may not have accepted. The card shows the outcome. A
 * candidate is shown to the requester alone, because it may be another person's video.
 */
export function resolvePressed(deps: ResolveDeps, choice: Choice) {
  const required =
    choice === 'ask_again'
      ? ({ action: 'ask_again', about: 'money' } as const)
      : ({ action: 'resolve' } as const);
  return onVideoButton(deps, required, async (press) => {
    const { args, video, value } = press;
    const pressedAt = Math.round(Number(args.action.action_ts) * 1_000);
    const { confirmation, project } = value;
    const outcome = await deps.resolveUnconfirmed(video, {
      choice,
      confirmation: confirmation ?? 0,
      project,
      ...(Number.isFinite(pressedAt) ? { at: pressedAt } : {}),
    });
    const isChecking = choice === 'look_again' && outcome === 'noted';
    const offer = isChecking ? candidateOffer(video) : null;
    if (offer === null && isOnCard(press)) return { outcome };
    const text = outcome === 'noted' ? NOTED_REPLIES[choice] : REJECTED_REPLIES[outcome];
    // The message that offers a candidate is replaced once the candidate is taken.
    return { outcome, reply: { replaces: choice === 'take_likely', ...(offer ?? { text }) } };
  });
}
