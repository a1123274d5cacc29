import type { PrepareOutcome } from '../domain/video/outcome.ts';
import type { Failure } from '../domain/video/video.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { type Media, StorageRejectedError, type Upload } from './api/put-signed.ts';
import { JoggError } from './http/errors.ts';

/** Uploads audio to Jogg: turns errors into outcomes, and logs them. */
export type UploadAudio = (media: Media) => Promise<PrepareOutcome>;

/**
 * An upload costs nothing and may be repeated: what may recover by itself is `later`. What the
 * storage of Jogg refuses is put once more, at a newly signed address, and then counts as refused.
 */
export function createUploadAudio(deps: {
  readonly upload: Upload;
  readonly logEvent: LogEvent;
}): UploadAudio {
  const { upload } = deps;
  const logEvent = (error: JoggError) =>
    deps.logEvent('jogg_upload_failed', { ...errorFields(error), http_status: error.httpStatus });
  return async (media) => {
    try {
      const audioUrl = await upload(media).catch((error: unknown) => {
        if (!(error instanceof StorageRejectedError)) throw error;
        logEvent(error);
        return upload(media);
      });
      return { kind: 'done', audioUrl };
    } catch (error) {
      if (!(error instanceof JoggError)) throw error;
      logEvent(error);
      const detail = error instanceof StorageRejectedError ? 'storage' : error.msg;
      const failure = (reason: Failure['reason']): PrepareOutcome => ({
        kind: 'refused',
        failure: { reason, detail, rid: error.rid },
      });
      switch (error.code) {
        case 'key':
        case 'credit':
        case 'permission':
          return failure(error.code);
        case 'parameter':
        case 'not_found':
          return failure('audio');
        default:
          return { kind: 'later', afterMs: error.retryAfterMs };
      }
    }
  };
}
