import { givenTitle, titleOf } from '../../domain/title.ts';
import { displayedElapsedMs } from '../../domain/video/card-version.ts';
import { fileOfResult } from '../../domain/video/result-file.ts';
import { hasResult } from '../../domain/video/state.ts';
import type { Order, Video } from '../../domain/video/video.ts';
import { plain } from '../blocks/escape.ts';
import type { Line } from '../blocks/message.ts';
import { type AiLabel, labelSuffix } from './ai-label.ts';
import { expiredSentence, failureDetail, failureOf } from './failure-copy.ts';
import { fileSentence } from './media-copy.ts';
import { type PostLocation, postErrorSentence } from './post-error-copy.ts';
import { duration, watchLine } from './video-format.ts';

/** The line above the script of a failed or cancelled video. */
export function scriptReminder({ audio }: Order): string {
  return audio === null ? 'Your script:' : 'Your audio:';
}

/** For a render that takes longer than `LATE_AFTER_MS`. `now` in ms since the epoch. */
export function lateSentence(video: Video, now: number): string {
  const minutes = Math.floor(displayedElapsedMs(video, now) / 60_000);
  return `This video is taking longer than usual: ${minutes} min so far. We’ll tell you here when it’s done.`;
}

/** Asks the requester of an unconfirmed video to decide. */
export function decisionLines({ requester }: Video): Line[] {
  return [
    [{ user: requester }, ', we don’t know if Jogg started this video. Please decide:'],
    ['• “Check again” looks for it at Jogg. It costs nothing.'],
    ['• “Send again” asks Jogg once more. It may cost a second time.'],
    ['• “Give up” stops here.'],
  ];
}

/** Tells the requester that the video is ready. Has a link only without a playable file. */
export function readyLines(video: Video, label: AiLabel): Line[] {
  const ready: Line = [
    { user: video.requester },
    ', your video is ready: ',
    { bold: titleOf(video) },
    ...lengthAndLabel(video, label),
  ];
  if (fileOfResult(video) !== null) return [ready];
  const why = fileSentence(video);
  return [ready, watchLine(video), ...(why === null ? [] : [[why]])];
}

/** Tells the requester that the video failed or expired. */
export function endedLines(video: Video): Line[] {
  const { what, remedy } = video.state === 'expired' ? expiredSentence(video) : failureOf(video);
  const detail = video.state === 'expired' ? null : failureDetail(video);
  return [
    [{ user: video.requester }, `: ${what} ${remedy}`],
    ...(detail === null ? [] : [[detail]]),
  ];
}

/**
 * Announces a shared result: by its given title or, without one, by its avatar; by neither unless
 * `isNamed`. Never quotes the script.
 */
export function sharedLine(video: Video, by: string, label: AiLabel, isNamed = true): Line {
  const what = isNamed ? sharedTitle(video) : [' shared a video'];
  return [{ user: by }, ...what, ...lengthAndLabel(video, label)];
}

function sharedTitle(video: Video): Line {
  const title = givenTitle(video);
  if (title !== null) return [' shared a video: ', { bold: title }];
  const avatar = plain(video.order.avatar.name, 80);
  return avatar === '' ? [' shared a video'] : [' shared a video of ', { bold: avatar }];
}

/** The length of a result and its label. */
export function lengthAndLabel(video: Video, label: AiLabel): Line {
  const length = duration(video.result?.seconds ?? null);
  return [length === null ? '' : ` · ${length} long`, labelSuffix(label)];
}

/** The answer to a command whose video went to a direct message. */
export function seeDirectMessageLines(video: Video): Line[] {
  const status = hasResult(video.state) ? ' is ready' : ' has news';
  return [[...yourVideo(video), `${status}. It’s in your direct messages from this app.`]];
}

/** The answer to a command whose video could not be announced in its channel. */
export function notStartedLines(
  video: Video,
  { error, location }: { readonly error: string | null; readonly location: PostLocation },
): Line[] {
  const { what, remedy } = postErrorSentence(error, location);
  return [
    [...yourVideo(video), ' couldn’t be started here. Nothing was paid.'],
    [`${what} ${remedy}`],
  ];
}

/** Names a video in a message to one person. */
export function yourVideo(video: Video): Line {
  return ['Your video ', { bold: titleOf(video) }];
}
