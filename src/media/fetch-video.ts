import type { FileHandle } from 'node:fs/promises';
import type { FetchVideo } from '../domain/ports.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { asLocalFault, type LocalFault, LocalFaultError } from './local-fault.ts';
import type { DownloadRejection, OpenUrl } from './safe-download.ts';
import type { TempFiles } from './temp-files.ts';
import { KIND_BYTES, videoKind } from './video-kind.ts';

/**
 * Downloads a video into a private file, which is always removed after `use`. Only an MP4 of at
 * most `maxBytes` is passed to `use`. A machine that cannot store the file is as final as a video
 * that is too large, because another attempt would not help.
 */
export function createFetchVideo(deps: {
  readonly open: OpenUrl;
  readonly files: TempFiles;
  readonly maxBytes: number;
  readonly logEvent: LogEvent;
}): FetchVideo {
  const { files, maxBytes, logEvent } = deps;
  return async (url, signal, use) => {
    const opened = await deps.open(url, signal);
    if (opened.kind === 'later' || opened.kind === 'expired') return opened;
    if (opened.kind === 'refused') return impossible(opened.why);
    try {
      return await files.run(async (file) => {
        const bytes = await copyToFile(opened.stream, file, maxBytes);
        if (bytes === null) return impossible('too_large');
        // A broken connection throws; an empty body does not.
        if (bytes === 0) return LATER;
        const head = new Uint8Array(KIND_BYTES);
        const { bytesRead } = await asLocalFault(file.read(head, 0, KIND_BYTES, 0));
        if (videoKind(head.subarray(0, bytesRead)) !== 'mp4') return impossible('kind');
        return { kind: 'fetched' as const, used: await use({ bytes, read: () => streamOf(file) }) };
      });
    } catch (error) {
      logEvent('video_not_fetched', errorFields(error));
      return error instanceof LocalFaultError ? impossible(error.code) : LATER;
    } finally {
      await opened.close();
    }
  };
}

const LATER = { kind: 'later' } as const;

function impossible(why: DownloadRejection | LocalFault) {
  return { kind: 'impossible', why } as const;
}

/** Returns the number of bytes written. Stops and returns null above `maxBytes`. */
async function copyToFile(
  stream: AsyncIterable<unknown>,
  file: FileHandle,
  maxBytes: number,
): Promise<number | null> {
  let bytes = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body must come as bytes');
    if (bytes + chunk.byteLength > maxBytes) return null;
    await asLocalFault(file.write(chunk, 0, chunk.byteLength, bytes));
    bytes += chunk.byteLength;
  }
  return bytes;
}

function streamOf(file: FileHandle) {
  return file.createReadStream({ start: 0, autoClose: false });
}
