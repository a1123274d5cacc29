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

export function videoValue({ id }: Video): string {
  return id;
}

export function confirmationValue({ id, confirmations }: Video, project?: string): string {
  return [id, confirmations, ...(project === undefined ? [] : [project])].join(':');
}

/** Never throws: a malformed value has an empty video id. */
export function decodeVideoValue(value: string): VideoValue {
  const [, videoId = '', confirmation, project] =
    /^([^:]+)(?::(\d+)(?::(.+))?)?$/.exec(value) ?? [];
  return { videoId, confirmation: confirmation ? Number(confirmation) : null, project };
}
