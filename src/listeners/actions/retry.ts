import type { MakeAgain, MakeAgainOutcome } from '../../videos/make-again.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface MakeAgainDeps extends VideoButtonDeps {
  readonly makeAgain: MakeAgain;
}

const REPLIES: Readonly<Record<MakeAgainOutcome, string>> = {
  recorded: 'On it: a new card says how it goes.',
  duplicate: 'This is under way already: its own card says how it goes.',
  'not failed': 'This video did not fail, so there is nothing to try again.',
};

/** "Try again there" and "Make it here" on a video whose channel refused it. */
export function makeAgainButton(deps: MakeAgainDeps, where: 'there' | 'direct') {
  return onVideoButton(deps, { action: 'retry', about: 'money' }, async ({ video, access }) => {
    const outcome = await deps.makeAgain(video, access, where);
    return { outcome, reply: REPLIES[outcome] };
  });
}
