import { isUnpaid } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Message } from '../../slack/blocks/message.ts';
import type { AiLabel } from '../../slack/copy/ai-label.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import {
  type ListedVideo,
  listMessage,
  statusMessage,
} from '../../slack/messages/my-videos-message.ts';
import { groupVideos, type MyVideos, type Person } from '../../videos/my-videos.ts';
import {
  type AccessDeps,
  type ActionArgs,
  type Client,
  pressedOffset,
} from '../request/action-args.ts';
import { onOwnPress } from '../request/on-press.ts';
import type { PermalinkOf } from './permalinks.ts';

export interface MyVideosDeps extends AccessDeps {
  readonly myVideos: MyVideos;
  /** The typical recent render time, in ms; null before the first render. */
  readonly usualMs: () => Promise<number | null>;
  /** A video's place in our own queue; 1 for the first, null if it is not queued. */
  readonly place: (videoId: string) => Promise<number | null>;
  readonly clock: Pick<Clock, 'now'>;
  readonly label: AiLabel;
  readonly permalinkOf: PermalinkOf;
  readonly logEvent: LogEvent;
}

const PER_PAGE = 5;
const MAX_IN_STATUS = 10;
const RECENT_MS = 24 * 3_600_000;

/** `/jogg status`: the person's videos in progress and those that failed in the last 24 hours. */
export async function statusReply(
  deps: MyVideosDeps,
  client: Client,
  person: Person,
): Promise<Message> {
  const now = deps.clock.now();
  const { inProgress, failed } = groupVideos(await deps.myVideos(person));
  const recentFailures = failed.filter(
    ({ since, state }) => state !== 'cancelled' && now - since < RECENT_MS,
  );
  const all = [...inProgress, ...recentFailures];
  const shown = await toListedVideos(deps, client, all.slice(0, MAX_IN_STATUS));
  const context = { now, usualMs: await deps.usualMs(), label: deps.label };
  return statusMessage(shown, all.length - shown.length, context);
}

/** `/jogg list`: a page of the person's videos that starts at `offset`. */
export async function listReply(
  deps: MyVideosDeps,
  client: Client,
  person: Person,
  offset: number,
): Promise<Message> {
  const videos = await deps.myVideos(person);
  const from = offset < videos.length ? offset : 0;
  const shown = await toListedVideos(deps, client, videos.slice(from, from + PER_PAGE));
  const page = { offset: from, size: PER_PAGE, total: videos.length };
  const context = { now: deps.clock.now(), usualMs: await deps.usualMs(), label: deps.label };
  return listMessage(shown, page, context);
}

/** "Newer" and "Older" below the list: replaces the message with another page. */
export function listPagePressed(deps: MyVideosDeps) {
  return onOwnPress(deps, 'list', async (args: ActionArgs, access) => {
    try {
      const { text, blocks } = await listReply(deps, args.client, access, pressedOffset(args));
      return { text, blocks, replaces: true };
    } catch (error) {
      deps.logEvent('list_unread', errorFields(error));
      return ANSWERS.videosNotShown;
    }
  });
}

/** A video's place in our own queue; null if it does not wait there. */
async function queuePlace(
  deps: Pick<MyVideosDeps, 'place'>,
  { id, state }: Video,
): Promise<number | null> {
  return isUnpaid(state) ? deps.place(id) : null;
}

/** Adds to each video its place in our own queue and the permalink of its card. */
export async function toListedVideos(
  deps: Pick<MyVideosDeps, 'place' | 'permalinkOf'>,
  client: Client,
  videos: readonly Video[],
): Promise<readonly ListedVideo[]> {
  return Promise.all(
    videos.map(async (video) => ({
      video,
      place: await queuePlace(deps, video),
      permalink: await deps.permalinkOf(client, video),
    })),
  );
}
