import { z } from 'zod';
import type { VideoStore } from '../domain/ports.ts';
import { receiptSchema, userCommandSchema, videoSchema } from '../domain/video/video.ts';
import type { LogEvent } from '../lib/log.ts';
import type { KeyvFor } from './keyv-for.ts';
import { createRecords, readable } from './records.ts';
import { upgradedVideo } from './upgraded-video.ts';

/** Far longer than any video waits. */
const COMMAND_TTL_MS = 7 * 24 * 3_600_000;
const RECEIPT_TTL_MS = 90 * 24 * 3_600_000;
const LONGEST_REASON = 500;
const HINT_TTL_MS = 24 * 3_600_000;

/** A video's record cannot be read. It stays where it is, with a copy in quarantine. */
export class DamagedVideoError extends Error {
  override readonly name = 'DamagedVideoError';
  readonly code = 'damaged_video';

  constructor(id: string) {
    super(`The record of video ${id} cannot be read; a copy was put into quarantine.`);
  }
}

const commandKey = (id: string, confirmation: number): string => `${id}:${confirmation}`;

/**
 * Videos, the projects they wait for, receipts, hints and user commands, each in a namespace of its
 * own. Whoever saves a video must hold its task: the last one to save wins.
 * @throws {DamagedVideoError} from `load`, where a record is not a video.
 */
export function createVideoStore(deps: { keyvFor: KeyvFor; logEvent: LogEvent }): VideoStore {
  const { keyvFor, logEvent } = deps;
  const videos = createRecords(keyvFor('video'), z.preprocess(upgradedVideo, videoSchema));
  const projects = createRecords(keyvFor('project'), z.string());
  // The namespace keeps its name: version 0.1 wrote to it.
  const commands = createRecords(keyvFor('wish'), userCommandSchema);
  const receipts = createRecords(keyvFor('receipt'), receiptSchema);
  const quarantine = createRecords(keyvFor('quarantine'), z.unknown());
  const hints = keyvFor('hint');
  const reasons = createRecords(keyvFor('reason'), z.string());
  const hintRecords = createRecords(hints, z.boolean());

  return {
    async load(id) {
      const found = await videos.read(id);
      if (found.kind === 'damaged') {
        await quarantine.write(id, found.rest);
        logEvent('record_damaged', { record: 'video', video: id });
        throw new DamagedVideoError(id);
      }
      return found.kind === 'found' ? found.value : undefined;
    },
    save: (video) => videos.write(video.id, video),
    async findByProject(projectId) {
      const found = await projects.read(projectId);
      return readable(found, () => logEvent('record_damaged', { record: 'project' }));
    },
    linkProject: (projectId, videoId) => projects.write(projectId, videoId),
    saveReceipt: (id, receipt) => receipts.write(id, receipt, RECEIPT_TTL_MS),
    async readReceipt(id) {
      const found = await receipts.read(id);
      return readable(found, () => logEvent('record_damaged', { record: 'receipt', video: id }));
    },
    rememberHint: (projectId) => hintRecords.write(projectId, true, HINT_TTL_MS),
    rememberReason: (projectId, reason) =>
      reasons.write(projectId, reason.slice(0, LONGEST_REASON), HINT_TTL_MS),
    async readReason(projectId) {
      const found = await reasons.read(projectId);
      return readable(found, () => logEvent('record_damaged', { record: 'reason' }));
    },
    // `delete` alone would also take a hint that has expired.
    takeHint: async (projectId) => (await hints.has(projectId)) && hints.delete(projectId),
    saveCommand: (id, command) =>
      commands.write(commandKey(id, command.confirmation), command, COMMAND_TTL_MS),
    async readCommand(id, confirmation) {
      const found = await commands.read(commandKey(id, confirmation));
      return readable(found, () => logEvent('record_damaged', { record: 'command', video: id }));
    },
  };
}
