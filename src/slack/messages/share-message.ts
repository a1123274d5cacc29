import type { Button, KnownBlock } from '@slack/types';
import { titleOf } from '../../domain/video/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { clip } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { LIMITS } from '../blocks/limits.ts';
import { safeImage, safeLink } from '../blocks/link.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { duration, watchLines } from '../copy/video-format.ts';

/**
 * A result shown in another channel: the person who shares it, title, cover and link; never the
 * script.
 */
export function shareMessage(video: Video, by: string): Message {
  const length = duration(video.result?.seconds ?? null);
  const lines: Line[] = [
    [
      { user: by },
      ' shared a video: ',
      { bold: titleOf(video) },
      length === null ? '' : ` · ${length} long`,
    ],
    ...watchLines(video),
  ];
  return {
    text: topLevelText(lines),
    blocks: [
      richText('share', lines),
      ...coverBlocks(video),
      ...watchButtons(video).map((button) => ({ type: 'actions' as const, elements: [button] })),
    ],
  };
}

/** The button that opens the video; none if its address cannot be a link. */
export function watchButtons(video: Video): Button[] {
  const link = safeLink(video.result?.videoUrl ?? null);
  if (link === null) return [];
  return [
    {
      type: 'button',
      action_id: ACTION_IDS.watch,
      text: { type: 'plain_text', text: 'Watch video' },
      url: link.href,
      style: 'primary',
    },
  ];
}

/** The cover of a result as a block; none if Slack could not show it. */
export function coverBlocks(video: Video): KnownBlock[] {
  const cover = safeImage(video.result?.coverUrl ?? null);
  return cover === null ? [] : [{ type: 'image', image_url: cover, alt_text: coverAlt(video) }];
}

/** The alternative text of the cover. */
export function coverAlt(video: Video): string {
  return clip(`Cover of the video “${titleOf(video)}”`, LIMITS.altText);
}
