import type { PrepareOutcome } from '../domain/outcome.ts';
import type { Failure } from '../domain/video.ts';
import { errorFields, type Note } from '../lib/log.ts';
import { JoggError } from './errors.ts';
import type { Media, Upload } from './put-signed.ts';

/** Hands a recording to Jogg: errors become outcomes here, and are noted. */
export type HandOver = (media: Media) => Promise<PrepareOutcome>;

/** An upload costs nothing and may be repeated: all that may mend itself is `later`. */
export function createHandOver(deps: { readonly upload: Upload; readonly note: Note }): HandOver {
  return async (media) => {
    try {
      return { kind: 'done', audioUrl: await deps.upload(media) };
    } catch (error) {
      if (!(error instanceof JoggError)) throw error;
      deps.note('jogg_upload_failed', errorFields(error));
      const failure = (reason: Failure['reason']): PrepareOutcome => ({
        kind: 'refused',
        failure: { reason, detail: error.msg, rid: error.rid },
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
