import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openState } from '../../src/store/open-state.ts';

/** Creates a folder that is removed after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const tempStatePath = () => join(tempFolder(), 'state.sqlite');

const CORRUPT = 'UPDATE keyv SET value = replace(value, ?, ?) WHERE namespace = ?';

/** A state in memory with its log events and a way to corrupt values; closed after the test. */
export function memoryStore() {
  const events: string[] = [];
  const state = openState('memory:', () => undefined);
  onTestFinished(() => state.close());
  const logEvent = (event: string, fields: Record<string, unknown> = {}) => {
    events.push([event, ...Object.values(fields)].join(' '));
  };
  return {
    state,
    events,
    deps: { ...state, logEvent },
    /** Changes one character of a stored value, as a bad disk would. */
    corrupt: (namespace: string, from: string, to: string) =>
      state.db.prepare(CORRUPT).run(from, to, namespace),
  };
}
