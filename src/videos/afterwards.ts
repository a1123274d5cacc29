import { createAllowedVideo } from './allowed-video.ts';
import { createCancelVideo } from './cancel-video.ts';
import { createLineageOf } from './lineage.ts';
import { createMyVideos } from './my-videos.ts';
import { createShareVideo } from './share-video.ts';

type Deps<Create extends (deps: never) => unknown> = Parameters<Create>[0];

/** All that people can do with a video once it is asked for. */
export function createAfterwards(
  deps: Deps<typeof createAllowedVideo> &
    Deps<typeof createCancelVideo> &
    Deps<typeof createMyVideos> &
    Deps<typeof createShareVideo>,
) {
  const allowed = createAllowedVideo(deps);
  return {
    allowed,
    lineageOf: createLineageOf({ allowed }),
    cancel: createCancelVideo(deps),
    mine: createMyVideos(deps),
    share: createShareVideo(deps),
  };
}
