import type { Button, KnownBlock, SectionBlock, StaticSelect } from '@slack/types';
import { conversationOf, isChannel } from '../../domain/conversation.ts';
import { titleOf } from '../../domain/title.ts';
import { hasResult } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import { escapeMrkdwn } from '../blocks/escape.ts';
import { safeImage, safeLink } from '../blocks/link.ts';
import { literalText } from '../blocks/plain-text.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { coverAlt } from '../copy/alt-text.ts';
import { dateMark, IN_DIRECT_MESSAGE } from '../copy/home-copy.ts';
import { OPEN_THREAD } from '../copy/list-copy.ts';
import { type StatusContext, statusText } from '../copy/status-copy.ts';
import type { ListedVideo } from '../messages/my-videos-message.ts';
import { watchButtons } from '../messages/share-message.ts';
import {
  cancelButton,
  remixMenu,
  retryButton,
  shareButton,
  transcriptButton,
} from '../messages/video-actions.ts';

/** What a video in the Home tab needs besides the video. */
export type HomeContext = Omit<StatusContext, 'place'> & { readonly label: AiLabel };

/** One video in the Home tab: title, state, cover, location and buttons. */
export function homeVideoBlocks(entry: ListedVideo, context: HomeContext): KnownBlock[] {
  const { video, place, permalink } = entry;
  const cover = hasResult(video.state) ? safeImage(video.result?.coverUrl ?? null) : null;
  const section: SectionBlock = {
    type: 'section',
    text: literalText(`${titleOf(video)}\n${statusText(video, { ...context, place })}`),
    ...(cover === null
      ? {}
      : {
          accessory: { type: 'image', image_url: cover, alt_text: coverAlt(video, context.label) },
        }),
  };
  const buttons = buttonsOf(video);
  const isWatchable = hasResult(video.state) || (video.state === 'failed' && video.result !== null);
  return [
    section,
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: whereAndWhen(video, permalink) },
        ...(isWatchable && context.label ? [literalText(context.label)] : []),
      ],
    },
    ...(buttons.length === 0 ? [] : [{ type: 'actions' as const, elements: buttons }]),
  ];
}

function buttonsOf(video: Video): (Button | StaticSelect)[] {
  if (hasResult(video.state))
    return [...watchButtons(video), remixMenu(video), shareButton(video), transcriptButton(video)];
  switch (video.state) {
    case 'failed':
      return [...(video.result ? watchButtons(video) : []), retryButton(video)];
    case 'expired':
    case 'cancelled':
      return [retryButton(video)];
    case 'unconfirmed':
      return [];
    default:
      return [cancelButton(video)];
  }
}

/** This mrkdwn contains only ids, numbers and Slack's own link, no user text. */
function whereAndWhen(video: Video, permalink: string | null): string {
  const channel = conversationOf(video);
  const where = isChannel(channel) ? `<#${escapeMrkdwn(channel)}>` : IN_DIRECT_MESSAGE;
  const seconds = Math.floor(video.createdAt / 1_000);
  const day = new Date(video.createdAt).toISOString().slice(0, 10);
  const link = safeLink(permalink);
  const thread = link === null ? '' : ` · <${escapeMrkdwn(link.href)}|${OPEN_THREAD}>`;
  return `${where} · ${dateMark(seconds, day)}${thread}`;
}
