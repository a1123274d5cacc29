import { z } from 'zod';
import type { LogEvent } from '../../lib/log.ts';
import { errorFields } from '../../lib/log.ts';
import { createRecords, type KeyValuesFor } from './records.ts';

export interface FirstRequest {
  /** Whether a request from Slack has ever arrived. Throws what the store throws. */
  hasArrived(): Promise<boolean>;
  /** Records that a signed request from Slack has arrived. Never throws. */
  record(): void;
}

const KEY = 'slack';

/** Remembers that a request from Slack has arrived over HTTP, which proves the configured URL. */
export function createFirstRequest(deps: {
  readonly keyvFor: KeyValuesFor;
  readonly logEvent: LogEvent;
}): FirstRequest {
  const records = createRecords(deps.keyvFor('first-request'), z.literal(true));
  let isRecorded = false;
  return {
    hasArrived: async () => isRecorded || (await records.read(KEY)).kind !== 'absent',
    record: () => {
      if (isRecorded) return;
      isRecorded = true;
      records.write(KEY, true).catch((error: unknown) => {
        isRecorded = false;
        deps.logEvent('first_request_unsaved', errorFields(error));
      });
    },
  };
}
