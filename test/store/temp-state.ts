import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openState } from '../../src/store/open-state.ts';

/** A folder that is gone after the test. */
export function someFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A path for a state, in a folder of its own. */
export const newPath = () => join(someFolder(), 'state.sqlite');

/** A state in memory, what it noted, and a way to damage it; closed after the test. */
export function someStore() {
  const notes: string[] = [];
  const file = openState('memory:', () => undefined);
  onTestFinished(() => file.close());
  const logEvent = (event: string, fields: Record<string, unknown> = {}) => {
    notes.push([event, ...Object.values(fields)].join(' '));
  };
  return {
    file,
    notes,
    deps: { ...file, logEvent },
    /** Changes one character of a stored value, as a bad disk would. */
    flip: (namespace: string, from: string, to: string) =>
      file.db
        .prepare('UPDATE keyv SET value = replace(value, ?, ?) WHERE namespace = ?')
        .run(from, to, namespace),
  };
}
