import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { candidateOffer } from '../../slack/messages/unconfirmed-actions.ts';
import type { ResolveOutcome, ResolveUnconfirmed } from '../../videos/resolve-unconfirmed.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface ResolveDeps extends VideoButtonDeps {
  readonly resolveUnconfirmed: ResolveUnconfirmed;
}

const REPLIES: Readonly<Record<ResolveOutcome, string>> = {
  noted: ANSWERS.taken,
  'already resolved': ANSWERS.settled,
  'taken by another': ANSWERS.takenByAnother,
};

/** The choices on a video that Jogg may or may not have accepted. */
export function resolveButton(
  deps: ResolveDeps,
  choice: 'ask_again' | 'give_up' | 'look_again' | 'take_likely',
) {
  const wanted =
    choice === 'ask_again'
      ? ({ action: 'ask_again', about: 'money' } as const)
      : ({ action: 'resolve' } as const);
  return onVideoButton(deps, wanted, async ({ video, value }) => {
    const confirmation = value.confirmation ?? 0;
    const command = { choice, confirmation, project: value.project };
    const outcome = await deps.resolveUnconfirmed(video, command);
    const looking = choice === 'look_again' && outcome === 'noted';
    // The card itself shows what comes of these.
    if (outcome === 'noted' && (choice === 'ask_again' || choice === 'give_up')) return { outcome };
    const offer = looking ? candidateOffer(video) : null;
    return {
      outcome,
      reply: {
        // The offer itself is gone once it is taken.
        replaces: choice === 'take_likely',
        ...(offer ?? { text: looking ? ANSWERS.looking : REPLIES[outcome] }),
      },
    };
  });
}
