import type { PrepareOutcome } from '../domain/video/outcome.ts';
import type { Failure } from '../domain/video/video.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { type Media, StorageRejectedError, type Upload } from './api/put-signed.ts';
import { JoggError } from './http/errors.ts';

/** Uploads audio to Jogg. Logs errors and converts them to outcomes. */
export type UploadAudio = (media: Media) => Promise<PrepareOutcome>;

/**
 * An upload costs nothing and can be repeated, so temporary errors are `later`. If Jogg's storage
 * rejects the file, it is uploaded once more to a newly signed URL; a second rejection is final.
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
