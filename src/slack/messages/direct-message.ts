import type { ActionsBlock, KnownBlock } from '@slack/types';
import { isMade } from '../../domain/video/state.ts';
import { titleOf } from '../../domain/video/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { type AiLabel, labelEnd } from '../copy/ai-label.ts';
import {
  costLine,
  expiredSentence,
  failureDetail,
  failureOf,
  failureSentence,
  unconfirmedSentence,
} from '../copy/failure-copy.ts';
import { refusalSentence } from '../copy/post-error-copy.ts';
import { scriptBlocks, scriptReminder, shownScript, spokenText } from '../copy/script-blocks.ts';
import { channelMention, duration, watchLine } from '../copy/video-format.ts';
import { supportBlocks } from './support-blocks.ts';
import { candidateLines, choiceButtons } from './unconfirmed-actions.ts';
import { retryButton, transcriptButton } from './video-actions.ts';

/** The direct message to a requester whose thread could not be used. */
export function directMessage(
  video: Video,
  { label, handle }: { readonly label: AiLabel; readonly handle: string },
): Message {
  if (video.failure?.reason === 'internal') return setAside(video);
  if (!isStarted(video)) return notStarted(video, handle);
  if (video.state === 'unconfirmed') return unconfirmed(video);
  return isMade(video.state) ? ready(video, label) : ended(video);
}

/** The card was never shown: nothing was paid, and the person can fix it or have the video here. */
function notStarted(video: Video, handle: string): Message {
  const place = channelMention(askedIn(video));
  const { what, remedy } =
    video.state === 'expired'
      ? expiredSentence(video)
      : refusalSentence(video.posts.card?.refusal ?? video.failure?.detail ?? null, {
          channel: askedIn(video),
          handle,
        });
  return withScript(
    video,
    [wayOutButtons(video)],
    [
      [...named(video), ' could not be started in ', place, '.'],
      [`${what} ${remedy}`],
      [costLine(video)],
    ],
  );
}

function ready(video: Video, label: AiLabel): Message {
  const length = duration(video.result?.seconds ?? null);
  const lines: Line[] = [
    [...named(video), ' is ready', length === null ? '' : ` · ${length} long`, labelEnd(label)],
    watchLine(video),
    ...whyHere(video),
  ];
  return {
    text: topLevelText(lines),
    blocks: [richText('direct', lines), { type: 'actions', elements: [transcriptButton(video)] }],
  };
}

function ended(video: Video): Message {
  const { what, remedy } = video.state === 'expired' ? expiredSentence(video) : failureOf(video);
  const detail = video.state === 'expired' ? null : failureDetail(video);
  const why = [`${what} ${remedy}`, costLine(video), ...(detail === null ? [] : [detail])];
  return withScript(
    video,
    [{ type: 'actions', elements: [retryButton(video)] }],
    [[...named(video), ' could not be made.'], ...why.map((line) => [line]), ...whyHere(video)],
  );
}

/** The app itself failed: only its operator can find out what became of the video. */
function setAside(video: Video): Message {
  const { what, remedy } = failureSentence('internal');
  return withScript(video, [], [[...named(video), `: ${what} ${remedy}`]]);
}

/** Nobody knows whether Jogg accepted it, and the thread cannot say so. */
function unconfirmed(video: Video): Message {
  const { what, remedy } = unconfirmedSentence(video);
  return withScript(
    video,
    [choiceButtons(video)],
    [
      [...named(video), `: ${what}`],
      ...(video.candidate ? candidateLines(video) : [[remedy]]),
      ...whyHere(video),
    ],
  );
}

/** Whether its card was sent, or may be there without being found. */
function isStarted({ posts: { card } }: Video): boolean {
  return card?.status === 'sent' || card?.status === 'unknown';
}

function whyHere(video: Video): Line[] {
  const { card, unconfirmed: asked, result } = video.posts;
  // The video belongs here: only its card was lost.
  if (card?.status !== 'sent') return [];
  const refusal = (video.state === 'unconfirmed' ? asked : result)?.refusal ?? null;
  // What to do about it is not said here: the video is there.
  const { what } = refusalSentence(refusal, { channel: askedIn(video), handle: '' });
  return [
    [
      'You read this here because it could not be shown in ',
      channelMention(askedIn(video)),
      `: ${what}`,
    ],
  ];
}

function wayOutButtons(video: Video): ActionsBlock {
  const button = (action_id: string, text: string) =>
    ({
      type: 'button',
      action_id,
      text: { type: 'plain_text', text },
      value: video.id,
    }) as const;
  return {
    type: 'actions',
    elements: [
      button(ACTION_IDS.retryThere, 'Try again there'),
      button(ACTION_IDS.makeHere, 'Make it here'),
    ],
  };
}

function askedIn(video: Video): string {
  return video.movedFrom ?? video.origin.channel;
}

function named(video: Video): Line {
  return ['Your video ', { bold: titleOf(video) }];
}

function withScript(video: Video, extra: KnownBlock[], lines: readonly Line[]): Message {
  const all = [...lines, [scriptReminder(video.order)]];
  return {
    text: topLevelText([...all, [shownScript(spokenText(video.order))]]),
    blocks: [
      richText('direct', all),
      ...scriptBlocks(spokenText(video.order)),
      ...extra,
      ...supportBlocks(video),
    ],
  };
}
