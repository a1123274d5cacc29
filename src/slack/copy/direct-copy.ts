import type { Video } from '../../domain/video/video.ts';
import type { Line } from '../blocks/message.ts';
import type { AiLabel } from './ai-label.ts';
import { candidateLines } from './card-copy.ts';
import {
  costLine,
  expiredSentence,
  failureDetail,
  failureOf,
  failureSentence,
  unconfirmedSentence,
} from './failure-copy.ts';
import { postErrorSentence } from './post-error-copy.ts';
import { lengthAndLabel, yourVideo } from './reply-copy.ts';
import { channelMention, watchLine } from './video-format.ts';

/** A video whose card could not be posted: the reason, the remedy and the cost. */
export function directNotStartedLines(video: Video, handle: string): Line[] {
  const channel = requestedChannel(video);
  const error = video.posts.card?.refusal ?? video.failure?.detail ?? null;
  const { what, remedy } =
    video.state === 'expired'
      ? expiredSentence(video)
      : postErrorSentence(error, { channel, handle });
  return [
    [...yourVideo(video), ' couldn’t be started in ', channelMention(channel), '.'],
    [`${what} ${remedy}`],
    [costLine(video)],
  ];
}

/** A finished video, and the reason for this direct message. */
export function directReadyLines(video: Video, label: AiLabel): Line[] {
  return [
    [...yourVideo(video), ' is ready', ...lengthAndLabel(video, label)],
    watchLine(video),
    ...whyDirectLines(video),
  ];
}

/** A video that failed, expired or was cancelled. */
export function directEndedLines(video: Video): Line[] {
  const { what, remedy } = video.state === 'expired' ? expiredSentence(video) : failureOf(video);
  const detail = video.state === 'expired' ? null : failureDetail(video);
  const why = [`${what} ${remedy}`, costLine(video), ...(detail === null ? [] : [detail])];
  return [
    [...yourVideo(video), ' couldn’t be made.'],
    ...why.map((line) => [line]),
    ...whyDirectLines(video),
  ];
}

/** The app failed. Only its operator can find out what happened to the video. */
export function directQuarantinedLines(video: Video): Line[] {
  const { what, remedy } = failureSentence('internal');
  return [[...yourVideo(video), `: ${what} ${remedy}`]];
}

/** An unconfirmed video, if its thread cannot be used. */
export function directUnconfirmedLines(video: Video): Line[] {
  const { what, remedy } = unconfirmedSentence(video);
  return [
    [...yourVideo(video), `: ${what}`],
    ...(video.candidate ? candidateLines(video) : [[remedy]]),
    ...whyDirectLines(video),
  ];
}

function whyDirectLines(video: Video): Line[] {
  const { card, unconfirmed, result } = video.posts;
  // The video belongs here; only its card is missing.
  if (card?.status !== 'sent') return [];
  const error = (video.state === 'unconfirmed' ? unconfirmed : result)?.refusal ?? null;
  // The remedy is omitted, because the video is already here.
  const { what } = postErrorSentence(error, { channel: requestedChannel(video), handle: '' });
  const where = channelMention(requestedChannel(video));
  return [['We couldn’t show it in ', where, `, so it’s here instead. ${what}`]];
}

function requestedChannel(video: Video): string {
  return video.movedFrom ?? video.origin.channel;
}
