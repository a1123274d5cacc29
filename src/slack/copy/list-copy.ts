import { conversationOf } from '../../domain/conversation.ts';
import { titleOf } from '../../domain/title.ts';
import type { Video } from '../../domain/video/video.ts';
import type { SafeLink } from '../blocks/link.ts';
import type { Line } from '../blocks/message.ts';
import { type AiLabel, labelSuffix } from './ai-label.ts';
import { ago, type StatusContext, statusText } from './status-copy.ts';
import { channelMention, watchLine } from './video-format.ts';

/** The answer to `/jogg status`. */
export const STATUS_HEADING = 'In progress, and failed since yesterday';
export const NOTHING_NOW = 'Nothing is in progress, and nothing has failed since yesterday.';

/** The line about the videos that the answer leaves out. */
export const statusMore = (more: number): string => `… and ${more} more: type /jogg list.`;

/** The heading of `/jogg list`: the numbers of the first and the last video, and of all videos. */
export function listHeading(first: number, last: number, total: number): string {
  if (total === 1) return 'Your only video so far';
  return `Your videos ${first}–${last} of ${total}, newest first`;
}
export const NO_VIDEOS = 'You haven’t made a video yet. Type /jogg to make one.';

/** The link from a list to a video's card. */
export const OPEN_THREAD = 'Open thread';

/** One video in a list: its title and age, then its state and location. */
export function videoLines(
  entry: {
    readonly video: Video;
    /** Its place in the app's queue; null if it is not waiting. */
    readonly place: number | null;
    /** The link to its card; null without a card. */
    readonly thread: SafeLink | null;
  },
  context: Omit<StatusContext, 'place'> & { readonly label: AiLabel },
): Line[] {
  const { video, place, thread } = entry;
  return [
    [{ bold: titleOf(video) }, ` · ${ago(context.now - video.createdAt)}`],
    [
      statusText(video, { ...context, place }),
      ' · ',
      ...(thread
        ? [{ link: thread, label: OPEN_THREAD }]
        : ['in ', channelMention(conversationOf(video))]),
    ],
    // Slack accepted no message about this video, so the list links to it.
    ...(video.state === 'failed' && video.result
      ? [[...watchLine(video), labelSuffix(context.label)]]
      : []),
  ];
}
