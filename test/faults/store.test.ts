import { renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { it } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { tempStatePath } from '../store/temp-state.ts';
import { onStage, until } from '../support/stage.ts';

/** Breaks the state in this file, which the app has open; returns the repair. */
type BreakState = (file: string, db: DatabaseSync | undefined) => () => unknown;

const protect: BreakState = (_, db) => {
  db?.exec('PRAGMA query_only = 1');
  return () => db?.exec('PRAGMA query_only = 0');
};
const moveAway: BreakState = (file) => {
  renameSync(file, `${file}.away`);
  return () => renameSync(`${file}.away`, file);
};
const lock: BreakState = (file) => {
  const other = new DatabaseSync(file);
  other.exec('BEGIN IMMEDIATE');
  return () => other.close();
};
const NOT_SAVED = 'We couldn’t save this, and nothing was paid. Please try again.';

// A full disk: `store/keyv`. A damaged record: `store/video-store`.
it.concurrent.for([
  ['F66: its file is moved away', moveAway],
  ['F67: the disk is read-only', protect],
  ['F30, F69: another connection locks it for longer than Slack waits', lock],
] as const)(
  '%s: within 3 s the form asks to press again, nothing more is paid, and all is shown once after the repair',
  async ([, breakState], { expect, onTestFinished: atEnd }) => {
    const file = tempStatePath(atEnd);
    let db: DatabaseSync | undefined;
    const stage = await onStage({
      ...{ atEnd, webhook: false, jogg: { renderMs: 3_600_000 } },
      env: { STATE_URL: `sqlite://${file}` },
      open: (_, ...rest) => {
        const state = openState(`sqlite://${file}`, ...rest);
        // Each call waits this long for a lock and blocks all others.
        state.db.exec('PRAGMA busy_timeout = 50');
        ({ db } = state);
        return state;
      },
    });
    const status = async () => (await fetch(`${stage.url}/readyz`)).status;
    await stage.make();
    const form = await stage.open('Hello from Slack');
    const press = async () => {
      const { errors, delivery } = await form.submit();
      return [delivery?.outcome, errors?.['script']];
    };
    await stage.moved('rendering');
    const repair = breakState(file, db);
    const rejected = await press();
    await until(async () => (await status()) === 503);
    const events = stage.lines.map(({ event }) => event);
    const warned = events.includes('store_trouble') && !events.includes('preferences_unsaved');
    const meanwhile = [stage.slots(), stage.paid().length];
    await repair();
    await until(async () => (await status()) === 200);
    const accepted = await press();
    await until(() => stage.jogg.projects.size === 2);
    for (const project of stage.jogg.projects.keys()) await stage.jogg.finish(project);
    await stage.shown('result', 2);
    expect([...rejected, warned, ...meanwhile, ...accepted]).toEqual([
      ...['ok', NOT_SAVED, true, ['card'], 1, 'ok', undefined],
    ]);
    const slots = ['card', 'card', 'result', 'result'];
    expect([stage.slots().toSorted(), stage.paid().length]).toEqual([slots, 2]);
  },
);
