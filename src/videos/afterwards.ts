import type { Directory } from '../domain/standing.ts';
import { createAllowedVideo } from './allowed-video.ts';
import { createCancelVideo } from './cancel-video.ts';
import { createLineageOf } from './lineage.ts';
import { createMakeAgain } from './make-again.ts';
import { createMyVideos } from './my-videos.ts';
import { createRecognise } from './recognise.ts';
import { createSettleUnconfirmed } from './settle-unconfirmed.ts';
import { createShareVideo } from './share-video.ts';

type Deps<Create extends (deps: never) => unknown> = Parameters<Create>[0];

/** Who people are, and all that they can do with a video once it is asked for. */
export function createAfterwards(
  deps: Deps<typeof createAllowedVideo> &
    Deps<typeof createCancelVideo> &
    Deps<typeof createMakeAgain> &
    Deps<typeof createMyVideos> &
    Deps<typeof createSettleUnconfirmed> &
    Deps<typeof createShareVideo> & { readonly directory: Directory },
) {
  const allowed = createAllowedVideo(deps);
  return {
    allowed,
    lineageOf: createLineageOf({ allowed }),
    cancel: createCancelVideo(deps),
    makeAgain: createMakeAgain(deps),
    mine: createMyVideos(deps),
    recognise: createRecognise(deps.directory),
    settle: createSettleUnconfirmed(deps),
    share: createShareVideo(deps),
  };
}
