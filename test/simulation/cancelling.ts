import type { Video } from '../../src/domain/video/video.ts';
import type { CancelVideo } from '../../src/videos/cancel-video.ts';
import type { Dice } from './dice.ts';
import type { Process, World } from './machine.ts';

/**
 * Most requesters change their mind, soon or late, some twice. What is returned is told of every
 * stored video: some press right while a run goes on with it.
 */
export function beginCancelling(
  { machine, timeline: { after } }: World,
  dice: Dice,
  deps: {
    readonly videos: readonly string[];
    readonly load: (id: string) => Promise<Video | undefined>;
    readonly cancel: (process: Process) => CancelVideo;
    /** A person was told that the video is being cancelled. */
    readonly onPromised: (id: string, confirmation: number) => void;
  },
): (video: Video) => void {
  const press = (id: string, tries: number): void | Promise<void> => {
    const process = machine.awake();
    const again = (): void => {
      if (tries > 0) after(dice.between(3_000, 60_000), () => press(id, tries - 1));
    };
    if (!process) return again();
    return machine.start(process, `button cancel of ${id}`, null, async () => {
      try {
        const video = await deps.load(id);
        if (!video) return again();
        const { confirmations } = video;
        const outcome = await deps.cancel(process)(video, confirmations);
        if (outcome !== 'over') deps.onPromised(id, confirmations);
      } catch {
        again();
      }
    });
  };
  for (const id of deps.videos) {
    if (dice.happens(0.2)) continue;
    const at = dice.happens(0.5) ? dice.between(0, 10_000) : dice.between(0, 10 * 60_000);
    after(at, () => press(id, 4));
    if (dice.happens(0.3)) after(at + dice.between(0, 5_000), () => press(id, 0));
  }
  return ({ id, state, poll }) => {
    const busy = state === 'announced' || (state === 'rendering' && poll.asked);
    if (busy && dice.happens(0.2)) after(dice.between(0, 300), () => press(id, 0));
  };
}
