import type { Button, KnownBlock } from '@slack/types';
import { titleOf } from '../../domain/video/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { safeLink } from '../blocks/link.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { type AiLabel, labelEnd } from '../copy/ai-label.ts';
import { channelMention, watchLine } from '../copy/video-format.ts';
import { ago, type Standing, standingWords } from '../copy/video-summary.ts';

/** One of a person's videos, with facts of the moment. */
export interface Listed {
  readonly video: Video;
  readonly place: number | null;
  /** The address of its card; null if it is not known. */
  readonly permalink: string | null;
}

type Moment = Omit<Standing, 'place'> & { readonly label: AiLabel };

/** The videos in progress and those that failed lately, for the asker alone. */
export function statusMessage(listed: readonly Listed[], more: number, moment: Moment): Message {
  if (listed.length === 0)
    return message([['Nothing is in progress, and nothing has failed since yesterday.']], []);
  const rest = more === 0 ? [] : [[`… and ${more} more: type /jogg list.`]];
  return message(
    [
      [{ bold: 'In progress, and failed since yesterday' }],
      ...listed.flatMap((each) => lines(each, moment)),
      ...rest,
    ],
    [],
  );
}

/** One page of a person's videos, newest first. */
export function listMessage(
  listed: readonly Listed[],
  page: { readonly offset: number; readonly size: number; readonly total: number },
  moment: Moment,
): Message {
  const { offset, size, total } = page;
  if (total === 0) return message([['You haven’t made a video yet. Type /jogg to make one.']], []);
  const head = `Your videos ${offset + 1}–${offset + listed.length} of ${total}, newest first`;
  const buttons = [
    ...(offset > 0 ? [button(ACTION_IDS.list.newer, 'Newer', Math.max(0, offset - size))] : []),
    ...(offset + size < total ? [button(ACTION_IDS.list.older, 'Older', offset + size)] : []),
  ];
  return message([[{ bold: head }], ...listed.flatMap((each) => lines(each, moment))], buttons);
}

function lines({ video, place, permalink }: Listed, moment: Moment): Line[] {
  const link = safeLink(permalink);
  const { channel } = video.posts.card ?? { channel: null };
  return [
    [''],
    [{ bold: titleOf(video) }, ` · ${ago(moment.now - video.createdAt)}`],
    [
      standingWords(video, { ...moment, place }),
      ' · ',
      ...(link
        ? [{ link, label: 'Open thread' }]
        : ['in ', channelMention(channel ?? video.origin.channel)]),
    ],
    // Slack accepted no message about it: the video is available here.
    ...(video.state === 'failed' && video.result
      ? [[...watchLine(video), labelEnd(moment.label)]]
      : []),
  ];
}

function message(all: readonly Line[], buttons: readonly Button[]): Message {
  const blocks: KnownBlock[] = [richText('my_videos', all)];
  if (buttons.length > 0) blocks.push({ type: 'actions', elements: [...buttons] });
  return { text: topLevelText(all), blocks };
}

function button(action_id: string, label: string, offset: number): Button {
  return {
    type: 'button',
    action_id,
    text: { type: 'plain_text', text: label },
    value: String(offset),
  };
}
