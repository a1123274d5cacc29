import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { onStage, type Stage, type StageOptions, until } from '../support/stage.ts';

type AtEnd = (end: () => Promise<void>) => void;

function someFile(atEnd: AtEnd): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-store-'));
  atEnd(async () => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'state.sqlite');
}

const ready = async (stage: Stage): Promise<number> => {
  const response = await fetch(`${stage.url}/readyz`);
  await response.body?.cancel();
  return response.status;
};
/** Resolves when the app says that it is ready, or that it is not. */
const untilReady = (stage: Stage, status: number) =>
  until(async () => (await ready(stage)) === status);

/** The app with its state in a file, and a hand on that file's connection. */
async function onFile(atEnd: AtEnd, options: StageOptions = {}) {
  const file = someFile(atEnd);
  const opened: ReturnType<typeof openState>[] = [];
  const stage = await onStage({
    ...options,
    atEnd,
    env: { STATE_URL: `sqlite://${file}` },
    open: (...args) => {
      const state = openState(...args);
      opened.push(state);
      return state;
    },
  });
  const db = (): DatabaseSync => {
    const last = opened.at(-1);
    if (!last) throw new Error('nothing was opened');
    return last.db;
  };
  return { ...stage, file, db };
}

/** What a person is told under the form, and what became of it. */
const told = ({ errors }: { errors?: Readonly<Record<string, string>> }) => errors?.['script'];
const NOT_SAVED =
  'This could not be saved just now, and nothing was paid. Please press the button again.';

/** The form is filled in; answers how to press its button. */
async function filledForm(stage: Stage, script = 'Hello '.repeat(450)) {
  const { viewId = '' } = await stage.driver.command({ channel: 'C0MARKETNG', text: '' });
  const values = { script, avatar: { query: '' }, voice: { query: '' } };
  await until(() => stage.lines.some(({ event }) => event === 'catalogue_refreshed'));
  return () => stage.driver.submit({ viewId, values });
}

/** Uses up every free page, and lets the file grow no more. */
function fill(db: DatabaseSync): void {
  db.exec('CREATE TABLE filler (bytes); PRAGMA max_page_count = 1');
  const insert = db.prepare('INSERT INTO filler VALUES (zeroblob(?))');
  for (const size of [3_000, 50]) {
    try {
      for (;;) insert.run(size);
    } catch (error) {
      if (!(error instanceof Error && 'errcode' in error && error.errcode === 13)) throw error;
    }
  }
}
function makeRoom(db: DatabaseSync): void {
  db.exec('PRAGMA max_page_count = 1000000; DROP TABLE filler');
}

/** Another program that has a lock on the file, until it is told to let go. */
async function holder(file: string) {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(process.argv[1], { timeout: 5000 });
    db.exec('BEGIN IMMEDIATE');
    process.stdout.write('held');
    process.stdin.on('data', () => process.exit());
  `;
  const child = spawn(process.execPath, ['-e', script, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return async () => {
    const gone = once(child, 'exit');
    child.stdin.write('.');
    await gone;
  };
}

describe.concurrent('while the app runs', () => {
  it('F66: a file that is moved away makes it unready at once; nothing is paid or accepted until it is back', async ({
    expect,
    onTestFinished,
  }) => {
    const stage = await onFile(onTestFinished);
    const press = await filledForm(stage);
    const well = await ready(stage);
    renameSync(stage.file, `${stage.file}.away`);
    await untilReady(stage, 503);
    const refused = told(await press());
    const paidWithout = stage.paid().length;
    renameSync(`${stage.file}.away`, stage.file);
    await untilReady(stage, 200);
    const accepted = told(await press());
    await stage.reply('result');
    expect({ well, refused, paidWithout, accepted, slots: stage.slots() }).toEqual({
      well: 200,
      refused: NOT_SAVED,
      paidWithout: 0,
      accepted: undefined,
      slots: ['card', 'result'],
    });
    expect(stage.paid()).toHaveLength(1);
    expect(
      stage.lines.some(({ level, event }) => level === 'warn' && event === 'store_trouble'),
    ).toBe(true);
  });

  it.for<[string, (db: DatabaseSync) => void, (db: DatabaseSync) => void, boolean]>([
    ['no room left on the disk', fill, makeRoom, false],
    [
      'a disk that became read-only',
      (db) => db.exec('PRAGMA query_only = 1'),
      (db) => db.exec('PRAGMA query_only = 0'),
      true,
    ],
  ])(
    'F67: %s: nothing is accepted or paid, and what was there goes on when it is well again',
    async ([, ill, well, stops], { expect, onTestFinished }) => {
      const stage = await onFile(onTestFinished, { webhook: false, jogg: { renderMs: 500 } });
      await (await filledForm(stage))();
      const press = await filledForm(stage);
      await until(() => stage.lines.some(({ fields }) => fields['to'] === 'rendering'));
      ill(stage.db());
      const refused = told(await press());
      // What needs no room may go on: it is stored, so it is true.
      if (stops) await untilReady(stage, 503);
      const meanwhile = [stage.slots().slice(0, stops ? 2 : 1), stage.paid().length];
      well(stage.db());
      await untilReady(stage, 200);
      const accepted = told(await press());
      await until(() => stage.slots().filter((slot) => slot === 'result').length === 2);
      expect({ refused, meanwhile, accepted, paid: stage.paid().length }).toEqual({
        refused: NOT_SAVED,
        meanwhile: [['card'], 1],
        accepted: undefined,
        paid: 2,
      });
      expect(stage.slots().toSorted()).toEqual(['card', 'card', 'result', 'result']);
    },
  );

  it('F69: a lock that another program keeps: the person is told within 3 s, and pressing again makes one video', async ({
    expect,
    onTestFinished,
  }) => {
    const stage = await onFile(onTestFinished);
    const press = await filledForm(stage);
    const release = await holder(stage.file);
    const refused = await press();
    const unready = await ready(stage);
    const paidWithout = stage.paid().length;
    await release();
    await untilReady(stage, 200);
    const accepted = await press();
    await stage.reply('result');
    expect({
      refused: told(refused),
      inTime: refused.delivery?.outcome,
      unready,
      paidWithout,
      accepted: told(accepted),
      slots: stage.slots(),
      paid: stage.paid().length,
    }).toEqual({
      refused: NOT_SAVED,
      inTime: 'ok',
      unready: 503,
      paidWithout: 0,
      accepted: undefined,
      slots: ['card', 'result'],
      paid: 1,
    });
  });
});

describe.concurrent('what is damaged on the disk', () => {
  it('F68: one record with a flipped byte is set aside and said; the other video goes on', async ({
    expect,
    onTestFinished,
  }) => {
    const stage = await onFile(onTestFinished, { webhook: false, jogg: { renderMs: 900 } });
    await (await filledForm(stage, 'the one that is damaged'))();
    await (await filledForm(stage, 'the other one'))();
    await until(
      () => stage.lines.filter(({ fields }) => fields['to'] === 'rendering').length === 2,
    );
    await stage.stop();
    const db = new DatabaseSync(stage.file);
    db.prepare(`UPDATE keyv SET value = replace(value, 'is damaged', 'is Damaged')
      WHERE namespace = 'video'`).run();
    const kept = () =>
      db.prepare(`SELECT count(*) AS count FROM keyv WHERE namespace = 'video'`).get();
    await stage.start();
    await until(() => stage.slots().includes('result'));
    await until(() => stage.lines.some(({ event }) => event === 'record_damaged'));
    const count = kept();
    db.close();
    expect([stage.slots(), stage.paid().length, count]).toEqual([
      ['card', 'card', 'result'],
      2,
      { count: 2 },
    ]);
  });

  it('F68: a log whose last record is torn loses that record alone', async ({
    expect,
    onTestFinished,
  }) => {
    const file = someFile(onTestFinished);
    const state = openState(`sqlite://${file}`, () => undefined);
    const keyv = state.keyvFor('video');
    for (const n of [1, 2, 3]) await keyv.set(`video ${n}`, { n });
    // What a crash of the machine leaves: the files as they are, the log cut within its last
    // record.
    const crashed = `${file}.crashed`;
    cpSync(file, crashed);
    cpSync(`${file}-wal`, `${crashed}-wal`);
    state.close();
    truncateSync(`${crashed}-wal`, statSync(`${crashed}-wal`).size - 10);
    const after = openState(`sqlite://${crashed}`, () => undefined);
    const found = await after.keyvFor('video').getMany(['video 1', 'video 2', 'video 3']);
    after.close();
    expect(found).toEqual([{ n: 1 }, { n: 2 }, undefined]);
  });
});
