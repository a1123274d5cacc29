import { isMade } from '../../domain/video/state.ts';
import { titleOf } from '../../domain/video/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { refusalSentence } from '../copy/post-error-copy.ts';

/**
 * What the requester reads where they typed the command, and nobody else, when their video could
 * not be shown there: the direct message beside it has the whole story.
 */
export function answerMessage(video: Video, handle: string): Message {
  const { card } = video.posts;
  const title = { bold: titleOf(video) };
  if (card?.status === 'sent' || card?.status === 'unknown') {
    const news = isMade(video.state) ? ' is ready' : ' has news';
    return message([
      ['Your video ', title, `${news}. It’s in your direct messages from this app.`],
    ]);
  }
  const refusal = card?.refusal ?? video.failure?.detail ?? null;
  const { what, remedy } = refusalSentence(refusal, {
    channel: video.movedFrom ?? video.origin.channel,
    handle,
  });
  const { text, blocks } = message([
    ['Your video ', title, ' could not be started here. Nothing was paid.'],
    [`${what} ${remedy}`],
  ]);
  const button = {
    type: 'button' as const,
    action_id: ACTION_IDS.retryThere,
    text: { type: 'plain_text' as const, text: 'Try again' },
    value: video.id,
  };
  return { text, blocks: [...blocks, { type: 'actions', elements: [button] }] };
}

function message(lines: readonly Line[]): Message {
  return { text: topLevelText(lines), blocks: [richText('answer', lines)] };
}
