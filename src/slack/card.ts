import type { KnownBlock } from '@slack/types';
import { waitShown } from '../domain/face.ts';
import { LATE_AFTER_MS } from '../domain/pace.ts';
import type { Video } from '../domain/video.ts';
import { choiceButtons, likelyLines } from './choice-buttons.ts';
import { clip } from './escape.ts';
import { LIMITS } from './limits.ts';
import { safeImage, safeLink } from './link.ts';
import { type Line, type Message, richText, topLevelText } from './message.ts';
import { costLine, expiredSentence, failureLines, UNCONFIRMED } from './sentences.ts';
import {
  duration,
  excerpt,
  facts,
  placeOf,
  timeSoFar,
  titleOf,
  usualTime,
  watchLines,
} from './shown-video.ts';

/** The action id of the link button: Slack tells of its clicks too. */
export const WATCH_ACTION = 'watch_video';

const SCRIPT_BELOW = 'The whole script is in the thread below.';

/**
 * The message that opens the thread, showing `video` as it is at `now` (ms). `usualMs`: how long
 * renders take lately, or null. Its first block, `card`, says all that matters without the others.
 */
export function cardMessage(
  video: Video,
  moment: { readonly now: number; readonly usualMs: number | null },
): Message {
  const lines = [headline(video), ...movedLines(video), ...stateLines(video, moment)];
  return {
    text: topLevelText([...lines, [facts(video).join(' · ')], [`Script: “${excerpt(video)}”`]]),
    blocks: [
      richText('card', lines),
      ...coverBlocks(video),
      {
        type: 'context',
        elements: facts(video).map((text) => ({ type: 'plain_text', text, emoji: false })),
      },
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: excerpt(video) }] }],
      },
      ...buttonBlocks(video),
    ],
  };
}

function headline(video: Video): Line {
  const title = titleOf(video);
  const asked = title === '' ? [' asked for a video'] : [' asked for a video: ', { bold: title }];
  return [{ user: video.requester }, ...asked];
}

function movedLines(video: Video): Line[] {
  if (video.movedFrom === null) return [];
  const lost = ': the answer of Slack was lost there, so this goes on here.';
  return [['Asked for in ', placeOf(video.movedFrom), lost]];
}

function stateLines(
  video: Video,
  { now, usualMs }: { readonly now: number; readonly usualMs: number | null },
): Line[] {
  switch (video.state) {
    case 'requested':
    case 'announced':
      return [[{ bold: 'Queued' }, ' · waiting for its turn at Jogg; nothing is paid yet']];
    case 'submitting':
      return [[{ bold: 'Asking Jogg' }, ' · handing over the script']];
    case 'rendering': {
      const late = waitShown(video, now) >= LATE_AFTER_MS;
      const times = `${timeSoFar(video, now)}, ${usualTime(usualMs)}`;
      return late
        ? [[{ bold: 'Still rendering' }, ` · longer than usual: ${times}`]]
        : [[{ bold: 'Rendering' }, ` · ${times}`]];
    }
    case 'ready':
    case 'delivered': {
      const length = duration(video.result?.seconds ?? null);
      return [
        [{ bold: 'Ready' }, length === null ? '' : ` · ${length} long`],
        ...watchLines(video),
      ];
    }
    case 'failed': {
      const [why, ...rest] = failureLines(video);
      return [[{ bold: 'Failed' }, ` · ${why}`], ...rest.map((line) => [line]), [SCRIPT_BELOW]];
    }
    case 'unconfirmed':
      return [
        [{ bold: 'Unconfirmed' }, ` · ${UNCONFIRMED.what} ${UNCONFIRMED.remedy}`],
        ...likelyLines(video),
        [SCRIPT_BELOW],
      ];
    case 'expired': {
      const { what, remedy } = expiredSentence(video);
      return [[{ bold: 'Given up' }, ` · ${what} ${remedy}`], [costLine(video)], [SCRIPT_BELOW]];
    }
    case 'cancelled':
      return [[{ bold: 'Cancelled' }, ` · ${costLine(video)}`]];
  }
}

function coverBlocks(video: Video): KnownBlock[] {
  const cover = isReady(video) ? safeImage(video.result?.coverUrl ?? null) : null;
  if (cover === null) return [];
  const title = titleOf(video);
  const alt = title === '' ? 'Cover of the video' : `Cover of the video “${title}”`;
  return [{ type: 'image', image_url: cover, alt_text: clip(alt, LIMITS.altText) }];
}

function buttonBlocks(video: Video): KnownBlock[] {
  if (video.state === 'unconfirmed') return [choiceButtons(video)];
  const link = isReady(video) ? safeLink(video.result?.videoUrl ?? null) : null;
  if (link === null) return [];
  return [
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: WATCH_ACTION,
          text: { type: 'plain_text', text: 'Watch video' },
          url: link.href,
          style: 'primary',
        },
      ],
    },
  ];
}

function isReady(video: Video): boolean {
  return video.state === 'ready' || video.state === 'delivered';
}
