import type { Directory } from '../domain/standing.ts';
import { createAuthorizeVideo } from './authorize-video.ts';
import { createCancelVideo } from './cancel-video.ts';
import { createLineageOf } from './lineage.ts';
import { createMakeAgain } from './make-again.ts';
import { createMyVideos } from './my-videos.ts';
import { createRecognise } from './recognise.ts';
import { createResolveUnconfirmed } from './resolve-unconfirmed.ts';
import { createShareVideo } from './share-video.ts';

type Deps<Create extends (deps: never) => unknown> = Parameters<Create>[0];

/** Who people are, and all that they can do with a video once it is asked for. */
export function createAfterwards(
  deps: Deps<typeof createAuthorizeVideo> &
    Deps<typeof createCancelVideo> &
    Deps<typeof createMakeAgain> &
    Deps<typeof createMyVideos> &
    Deps<typeof createResolveUnconfirmed> &
    Deps<typeof createShareVideo> & { readonly directory: Directory },
) {
  const allowed = createAuthorizeVideo(deps);
  return {
    allowed,
    lineageOf: createLineageOf({ allowed }),
    cancel: createCancelVideo(deps),
    makeAgain: createMakeAgain(deps),
    mine: createMyVideos(deps),
    recognise: createRecognise(deps.directory),
    settle: createResolveUnconfirmed(deps),
    share: createShareVideo(deps),
  };
}
