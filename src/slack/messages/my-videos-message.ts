import type { Button, KnownBlock } from '@slack/types';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { safeLink } from '../blocks/link.ts';
import { type Line, linesMessage, type Message } from '../blocks/message.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { BUTTONS } from '../copy/button-copy.ts';
import {
  listHeading,
  NO_VIDEOS,
  NOTHING_NOW,
  STATUS_HEADING,
  statusMore,
  videoLines,
} from '../copy/list-copy.ts';
import type { StatusContext } from '../copy/status-copy.ts';

/** One of a person's videos, with its current place and link. */
export interface ListedVideo {
  readonly video: Video;
  readonly place: number | null;
  /** The link to its card; null if unknown. */
  readonly permalink: string | null;
}

type ListContext = Omit<StatusContext, 'place'> & { readonly label: AiLabel };

/** The videos in progress and the recent failures, for one person. */
export function statusMessage(
  entries: readonly ListedVideo[],
  more: number,
  context: ListContext,
): Message {
  if (entries.length === 0) return message([[NOTHING_NOW]], []);
  const moreLines = more === 0 ? [] : [[statusMore(more)]];
  return message(
    [[{ bold: STATUS_HEADING }], ...entries.flatMap((each) => lines(each, context)), ...moreLines],
    [],
  );
}

/** One page of a person's videos, newest first. */
export function listMessage(
  entries: readonly ListedVideo[],
  page: { readonly offset: number; readonly size: number; readonly total: number },
  context: ListContext,
): Message {
  const { offset, size, total } = page;
  if (total === 0) return message([[NO_VIDEOS]], []);
  const head = listHeading(offset + 1, offset + entries.length, total);
  const buttons = [
    ...(offset > 0
      ? [pageButton(ACTION_IDS.list.newer, BUTTONS.newer, Math.max(0, offset - size))]
      : []),
    ...(offset + size < total
      ? [pageButton(ACTION_IDS.list.older, BUTTONS.older, offset + size)]
      : []),
  ];
  return message([[{ bold: head }], ...entries.flatMap((each) => lines(each, context))], buttons);
}

function lines({ video, place, permalink }: ListedVideo, context: ListContext): Line[] {
  return [[''], ...videoLines({ video, place, thread: safeLink(permalink) }, context)];
}

function message(all: readonly Line[], buttons: readonly Button[]): Message {
  const actions: KnownBlock[] =
    buttons.length === 0 ? [] : [{ type: 'actions', elements: [...buttons] }];
  return linesMessage('my_videos', all, actions);
}

function pageButton(actionId: string, label: string, offset: number): Button {
  return button(actionId, label, String(offset));
}
