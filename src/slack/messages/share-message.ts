import type { Button, KnownBlock } from '@slack/types';
import { titleOf } from '../../domain/video/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { safeImage, safeLink } from '../blocks/link.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { type AiLabel, labelEnd } from '../copy/ai-label.ts';
import { coverAlt } from '../copy/alt-text.ts';
import { duration, noLinkLines, watchLine } from '../copy/video-format.ts';
import { transcriptButton } from './video-actions.ts';

/**
 * A result shown in another channel: the person who shares it, title, cover and link. The script is
 * behind a button, for whoever may read it.
 */
export function shareMessage(video: Video, by: string, label: AiLabel): Message {
  const length = duration(video.result?.seconds ?? null);
  const lines: Line[] = [
    [
      { user: by },
      ' shared a video: ',
      { bold: titleOf(video) },
      length === null ? '' : ` · ${length} long`,
      labelEnd(label),
    ],
  ];
  const rest = noLinkLines(video);
  return {
    text: topLevelText([...lines, ...rest]),
    blocks: [
      richText('share', [...lines, ...rest]),
      ...coverBlocks(video, label),
      { type: 'actions', elements: [...watchButtons(video), transcriptButton(video)] },
    ],
    bare: richText('share', [...lines, watchLine(video)]),
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
      text: { type: 'plain_text', text: 'Watch' },
      url: link.href,
      style: 'primary',
    },
  ];
}

/** The cover of a result as a block; none if Slack could not show it. */
export function coverBlocks(video: Video, label: AiLabel): KnownBlock[] {
  const cover = safeImage(video.result?.coverUrl ?? null);
  return cover === null
    ? []
    : [{ type: 'image', image_url: cover, alt_text: coverAlt(video, label) }];
}
