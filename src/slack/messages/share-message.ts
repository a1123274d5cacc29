import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { givenTitle } from '../../domain/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { type SafeLink, safeImage, safeLink } from '../blocks/link.ts';
import { type Message, richText, topLevelText } from '../blocks/message.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { coverAlt } from '../copy/alt-text.ts';
import { BUTTONS } from '../copy/button-copy.ts';
import { sharedLine } from '../copy/reply-copy.ts';
import { noLinkLines, watchLine } from '../copy/video-format.ts';
import { transcriptButton } from './video-actions.ts';

/**
 * A result in another channel: the person who shares it, title, cover and link. The script is
 * behind a button, for people who may read it.
 */
export function shareMessage(video: Video, by: string, label: AiLabel): Message {
  const line = sharedLine(video, by, label);
  const linkLines = noLinkLines(video);
  return {
    text: topLevelText([line, ...linkLines]),
    blocks: [richText('share', [line, ...linkLines]), ...coverBlocks(video, label), buttons(video)],
    bare: richText('share', [line, watchLine(video)]),
  };
}

/**
 * The same with the playable file instead of the cover. Slack shows, and shares, every file of the
 * app whose address is in the text. The text omits a title that may contain an address, because it
 * could share another file.
 * https://github.com/slackapi/python-slack-sdk/issues/1194
 */
export function shareWithFile(
  video: Video,
  { by, label, file }: { readonly by: string; readonly label: AiLabel; readonly file: SafeLink },
): Message {
  const isNamed = !MAY_BE_ADDRESS.test(givenTitle(video) ?? video.order.avatar.name);
  const line = sharedLine(video, by, label, isNamed);
  return {
    text: topLevelText([line, [{ link: file, label: null }]]),
    blocks: [richText('share', [sharedLine(video, by, label)]), buttons(video)],
  };
}

const MAY_BE_ADDRESS = /\/\/|[\p{L}\p{N}]\.\p{L}/u;

function buttons(video: Video): ActionsBlock {
  return { type: 'actions', elements: [...watchButtons(video), transcriptButton(video)] };
}

/** The button that opens the video; none if its address is unsafe. */
export function watchButtons(video: Video): Button[] {
  const link = safeLink(video.result?.videoUrl ?? null);
  if (link === null) return [];
  return [
    {
      ...button(ACTION_IDS.watch, BUTTONS.watch),
      url: link.href,
      style: 'primary',
    },
  ];
}

/** The cover of a result as a block; none if Slack cannot show it. */
export function coverBlocks(video: Video, label: AiLabel): KnownBlock[] {
  const cover = safeImage(video.result?.coverUrl ?? null);
  return cover === null
    ? []
    : [{ type: 'image', image_url: cover, alt_text: coverAlt(video, label) }];
}
