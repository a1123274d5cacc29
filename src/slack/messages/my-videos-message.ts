import type { Button, KnownBlock } from '@slack/types';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { safeLink } from '../blocks/link.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { BUTTONS } from '../copy/button-copy.ts';
import {
  listHeading,
  NO_VIDEOS,
  NOTHING_NOW,
  ofVideo,
  STATUS_HEADING,
  statusMore,
} from '../copy/list-copy.ts';
import type { Standing } from '../copy/status-copy.ts';

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
  if (listed.length === 0) return message([[NOTHING_NOW]], []);
  const rest = more === 0 ? [] : [[statusMore(more)]];
  return message(
    [[{ bold: STATUS_HEADING }], ...listed.flatMap((each) => lines(each, moment)), ...rest],
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
  if (total === 0) return message([[NO_VIDEOS]], []);
  const head = listHeading(offset + 1, offset + listed.length, total);
  const buttons = [
    ...(offset > 0
      ? [button(ACTION_IDS.list.newer, BUTTONS.newer, Math.max(0, offset - size))]
      : []),
    ...(offset + size < total ? [button(ACTION_IDS.list.older, BUTTONS.older, offset + size)] : []),
  ];
  return message([[{ bold: head }], ...listed.flatMap((each) => lines(each, moment))], buttons);
}

function lines({ video, place, permalink }: Listed, moment: Moment): Line[] {
  return [[''], ...ofVideo({ video, place, thread: safeLink(permalink) }, moment)];
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
