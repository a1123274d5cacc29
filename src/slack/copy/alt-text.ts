import { titleOf } from '../../domain/video/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { clip } from '../../lib/text.ts';
import { plain, plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import type { AiLabel } from './ai-label.ts';

/** What one sees and hears in a video, for people who do not; at most 1,000 characters. */
export function videoAlt(video: Video, label: AiLabel): string {
  const { script, audio, captions, voice } = video.order;
  const speech =
    audio === null
      ? `says “${plain(script, 400)}” in the voice ${plainOr(voice.name, 80, 'without a name')}`
      : 'speaks a recording';
  const name = plain(video.order.name, 100);
  const what = `${label ?? 'Video'}${name === '' ? '' : ` “${name}”`}`;
  const words = `${what}: ${avatarOf(video)} ${speech}`;
  return clip(`${words}${captions ? ', with captions' : ''}.`, LIMITS.fileAltText);
}

/** The alternative text of a result's cover. */
export function coverAlt(video: Video, label: AiLabel): string {
  const what = label ?? 'video';
  return clip(`Cover of the ${what} “${titleOf(video)}”: ${avatarOf(video)}`, LIMITS.altText);
}

function avatarOf({ order }: Video): string {
  return `the avatar ${plainOr(order.avatar.name, 80, 'without a name')}`;
}
