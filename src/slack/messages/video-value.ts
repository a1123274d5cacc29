import type { Video } from '../../domain/video/video.ts';

/**
 * The value of a video's button: `id`, `id:confirmation` if it is valid for one confirmation only,
 * `id:confirmation:project` if it takes a project. An id grants no access.
 */
export interface VideoValue {
  readonly videoId: string;
  readonly confirmation: number | null;
  readonly project: string | undefined;
}

/** The value of a button that is valid as long as the video exists. */
export function videoValue({ id }: Video): string {
  return id;
}

/** The value of a button that is valid for the video's current confirmation only. */
export function confirmationValue({ id, confirmations }: Video, project?: string): string {
  return [id, confirmations, ...(project === undefined ? [] : [project])].join(':');
}

/** Never throws: a malformed value has an empty video id. */
export function decodeVideoValue(value: string): VideoValue {
  const [, videoId = '', confirmation, project] =
    /^([^:]+)(?::(\d+)(?::(.+))?)?$/.exec(value) ?? [];
  return { videoId, confirmation: confirmation ? Number(confirmation) : null, project };
}
