import { z } from 'zod';
import type { VideoStore } from '../../domain/ports.ts';
import { receiptSchema, userCommandSchema, videoSchema } from '../../domain/video/video.ts';
import type { DocumentDeps } from './documents.ts';
import { createRecords, unwrap } from './records.ts';
import { upgradedVideo } from './upgraded-video.ts';

/** Much longer than any video is in progress. */
const COMMAND_TTL_MS = 7 * 24 * 3_600_000;
const RECEIPT_TTL_MS = 90 * 24 * 3_600_000;

/** A video's record cannot be read. The record stays, and a copy of it is in quarantine. */
export class DamagedVideoError extends Error {
  override readonly name = 'DamagedVideoError';
  readonly code = 'damaged_video';

  constructor(id: string) {
    super(`The record of video ${id} cannot be read; a copy was put into quarantine.`);
  }
}

const commandKey = (id: string, confirmation: number): string => `${id}:${confirmation}`;

/**
 * Stores videos, receipts and user commands, each in its own namespace.
 * @throws {DamagedVideoError} from `load`, if a record is not a video.
 */
export function createVideoStore(deps: DocumentDeps): VideoStore {
  const { keyvFor, logEvent } = deps;
  const videos = createRecords(keyvFor('video'), z.preprocess(upgradedVideo, videoSchema));
  // The namespace keeps its name: version 0.1 wrote to it.
  const commands = createRecords(keyvFor('wish'), userCommandSchema);
  const receipts = createRecords(keyvFor('receipt'), receiptSchema);
  const quarantine = createRecords(keyvFor('quarantine'), z.unknown());

  return {
    async load(id) {
      const found = await videos.read(id);
      if (found.kind === 'damaged') {
        await quarantine.write(id, found.raw);
        logEvent('record_damaged', { record: 'video', video: id });
        throw new DamagedVideoError(id);
      }
      return found.kind === 'found' ? found.value : undefined;
    },
    save: (video, lease, { nextRun, canSkipSync = false } = {}) =>
      lease.write(
        [{ namespace: 'video', key: video.id, value: video, canSkipSync, state: video.state }],
        nextRun,
      ),
    saveReceipt: (id, receipt) => receipts.write(id, receipt, RECEIPT_TTL_MS),
    async readReceipt(id) {
      const found = await receipts.read(id);
      return unwrap(found, () => logEvent('record_damaged', { record: 'receipt', video: id }));
    },
    saveCommand: (id, command) =>
      commands.write(commandKey(id, command.confirmation), command, COMMAND_TTL_MS),
    async readCommand(id, confirmation) {
      const found = await commands.read(commandKey(id, confirmation));
      return unwrap(found, () => logEvent('record_damaged', { record: 'command', video: id }));
    },
  };
}
