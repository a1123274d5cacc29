import { givenTitle } from '../../domain/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { truncate } from '../../lib/text.ts';
import { plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import type { AiLabel } from './ai-label.ts';
import { duration } from './video-format.ts';

/**
 * Describes a video for people who cannot see or hear it, in at most 1,000 characters. Slack shows
 * the text wherever the file is shared, so it never quotes the script.
 */
export function videoAlt(video: Video, label: AiLabel): string {
  const { audio, captions, voice } = video.order;
  const length = duration(video.result?.seconds ?? null);
  const what = `${label ?? 'Video'}${titleSuffix(video)}${length === null ? '' : `, ${length} long`}`;
  const speaks =
    audio === null
      ? `speaks in the voice ${plainOr(voice.name, 80, 'without a name')}`
      : 'speaks a recording';
  const description = `${what}: ${avatarPhrase(video)} ${speaks}${captions ? ', with captions' : ''}.`;
  const transcript = audio === null ? ' The button “Transcript” shows its words.' : '';
  return truncate(`${description}${transcript}`, LIMITS.fileAltText);
}

/** The alternative text of a result's cover. */
export function coverAlt(video: Video, label: AiLabel): string {
  const what = label ?? 'video';
  return truncate(
    `Cover of the ${what}${titleSuffix(video)}: ${avatarPhrase(video)}`,
    LIMITS.altText,
  );
}

function titleSuffix(video: Video): string {
  const title = givenTitle(video);
  return title === null ? '' : ` “${title}”`;
}

function avatarPhrase({ order }: Video): string {
  return `the avatar ${plainOr(order.avatar.name, 80, 'without a name')}`;
}
