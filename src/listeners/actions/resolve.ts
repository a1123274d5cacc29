import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { candidateOffer } from '../../slack/messages/unconfirmed-actions.ts';
import type { ResolveOutcome, ResolveUnconfirmed } from '../../videos/resolve-unconfirmed.ts';
import { isOnCard, onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface ResolveDeps extends VideoButtonDeps {
  readonly resolveUnconfirmed: ResolveUnconfirmed;
}

type Choice = 'ask_again' | 'give_up' | 'look_again' | 'take_likely';

/** What is said of a choice where no card shows what comes of it. */
const NOTED: Readonly<Record<Choice, string>> = {
  ask_again: ANSWERS.sentAgain,
  give_up: ANSWERS.givenUp,
  look_again: ANSWERS.checking,
  take_likely: ANSWERS.candidateTaken,
};
const REFUSED: Readonly<Record<Exclude<ResolveOutcome, 'noted'>, string>> = {
  'already resolved': ANSWERS.alreadyDecided,
  'taken by another': ANSWERS.takenByAnother,
};

/**
 * The choices on a video that Jogg may or may not have accepted. The card shows what comes of them;
 * what may be somebody else's is offered to the requester alone.
 */
export function resolveButton(deps: ResolveDeps, choice: Choice) {
  const wanted =
    choice === 'ask_again'
      ? ({ action: 'ask_again', about: 'money' } as const)
      : ({ action: 'resolve' } as const);
  return onVideoButton(deps, wanted, async (press) => {
    const { args, video, value } = press;
    const at = Math.round(Number(args.action.action_ts) * 1_000);
    const { confirmation, project } = value;
    const outcome = await deps.resolveUnconfirmed(video, {
      ...{ choice, confirmation: confirmation ?? 0, project },
      ...(Number.isFinite(at) ? { at } : {}),
    });
    const isLooking = choice === 'look_again' && outcome === 'noted';
    const offer = isLooking ? candidateOffer(video) : null;
    if (offer === null && isOnCard(press)) return { outcome };
    const text = outcome === 'noted' ? NOTED[choice] : REFUSED[outcome];
    // The offer itself is gone once it is taken.
    return { outcome, reply: { replaces: choice === 'take_likely', ...(offer ?? { text }) } };
  });
}
