import { isProgressOnly } from './card-version.ts';
import { finalize, isOverdue } from './changes.ts';
import type { DecisionContext } from './effect.ts';
import type { EditOutcome } from './outcome.ts';
import { retryDelay } from './schedule.ts';
import type { Video } from './video.ts';

/** Applies the outcome of a card edit. */
export function afterEdit(
  video: Video,
  cardVersion: string,
  outcome: EditOutcome,
  context: DecisionContext,
): Video {
  switch (outcome.kind) {
    case 'done':
      return finalize({ ...video, cardVersion, edit: { tries: 0, notBefore: 0 } }, context);
    case 'gone':
      return finalize({ ...video, cardGone: true }, context);
    // The progress bar is updated at its next step. The end of a render has another version.
    case 'skipped':
      return { ...video, cardVersion };
    case 'later': {
      if (isProgressOnly(video.cardVersion, cardVersion)) return { ...video, cardVersion };
      const tries = video.edit.tries + 1;
      if (isOverdue(video, tries, context)) return giveUpEdit(video, cardVersion, context);
      const notBefore = context.now + retryDelay(tries, outcome.afterMs, context.random);
      return { ...video, edit: { tries, notBefore } };
    }
  }
}

/** The card counts as deleted, unless the requester still has to choose on it. */
function giveUpEdit(video: Video, cardVersion: string, context: DecisionContext): Video {
  return video.state === 'unconfirmed'
    ? { ...video, cardVersion, edit: { tries: 0, notBefore: 0 } }
    : finalize({ ...video, cardGone: true }, context);
}
