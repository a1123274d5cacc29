import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import type { MakeAgain, MakeAgainOutcome } from '../../videos/make-again.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface MakeAgainDeps extends VideoButtonDeps {
  readonly makeAgain: MakeAgain;
}

const REPLIES: Readonly<Record<MakeAgainOutcome, string>> = {
  recorded: ANSWERS.madeAgain,
  duplicate: ANSWERS.madeAlready,
  'not failed': ANSWERS.notFailed,
};

/** "Try again there" and "Make it here" on a video whose channel refused it. */
export function makeAgainButton(deps: MakeAgainDeps, where: 'there' | 'direct') {
  return onVideoButton(deps, { action: 'retry', about: 'money' }, async ({ video, access }) => {
    const outcome = await deps.makeAgain(video, access, where);
    return { outcome, reply: REPLIES[outcome] };
  });
}
