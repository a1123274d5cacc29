import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { openState } from '../../src/store/open-state.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

type AtEnd = (end: () => Promise<void>) => void;
type OnFile = Stage & { readonly file: string; readonly db: () => DatabaseSync };
type Cure = () => unknown;

/** The app with its state in a file, and that file's connection. */
async function onFile(atEnd: AtEnd): Promise<OnFile> {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-store-'));
  atEnd(async () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'state.sqlite');
  const opened: DatabaseSync[] = [];
  const stage = await onStage({
    atEnd,
    webhook: false,
    jogg: { renderMs: 900 },
    env: { STATE_URL: `sqlite://${file}` },
    open: (_url, ...rest) => {
      const state = openState(`sqlite://${file}`, ...rest);
      // Each call waits for a lock so long, and everybody with it.
      state.db.exec('PRAGMA busy_timeout = 50');
      opened.push(state.db);
      return state;
    },
  });
  return { ...stage, file, db: () => opened.at(-1) as DatabaseSync };
}

const untilReady = (stage: Stage, status: number) =>
  until(async () => {
    const response = await fetch(`${stage.url}/readyz`);
    await response.body?.cancel();
    return response.status === status;
  });

/** A form that is filled in: what presses its button, and answers what stands under its script. */
async function filledForm(stage: Stage, script = 'Hello '.repeat(450)) {
  const { viewId = '' } = await stage.driver.command({ channel: MARKETING, text: '' });
  const values = { script, avatar: { query: '' }, voice: { query: '' } };
  return async () => {
    const { errors, delivery } = await stage.driver.submit({ viewId, values });
    return [delivery?.outcome, errors?.['script']];
  };
}
const WARNING = 'warn store_trouble';
const NOT_SAVED = ['ok', 'We couldn’t save this, and nothing was paid. Please try again.'];

function protect({ db }: OnFile): Cure {
  db().exec('PRAGMA query_only = 1');
  return () => db().exec('PRAGMA query_only = 0');
}

function moveAway({ file }: OnFile): Cure {
  renameSync(file, `${file}.away`);
  return () => renameSync(`${file}.away`, file);
}

function lock({ file }: OnFile): Cure {
  const other = new DatabaseSync(file);
  other.exec('BEGIN IMMEDIATE');
  return () => other.close();
}

// No room on the disk: `store/keyv`.
it.concurrent.for<[string, (on: OnFile) => Cure]>([
  ['F66: its file is moved away', moveAway],
  ['F67: the disk became read-only', protect],
  ['F30, F69: another connection keeps a lock for longer than Slack waits', lock],
])(
  '%s: within 3 s a person reads to press again, nothing more is paid, and all is shown once when it is well',
  async ([, fail], { expect, onTestFinished: atEnd }) => {
    const stage = await onFile(atEnd);
    await (await filledForm(stage))();
    const press = await filledForm(stage);
    await stage.moved('rendering');
    const cure = fail(stage);
    const refused = await press();
    await untilReady(stage, 503);
    const warned = stage.lines.some(({ level, event }) => `${level} ${event}` === WARNING);
    const meanwhile = [stage.slots(), stage.paid().length];
    await cure();
    await untilReady(stage, 200);
    const accepted = await press();
    await stage.shown('result', 2);
    expect([refused, meanwhile, warned, accepted]).toEqual([
      NOT_SAVED,
      [['card'], 1],
      true,
      ['ok', undefined],
    ]);
    expect([stage.slots().toSorted(), stage.paid().length]).toEqual([
      ['card', 'card', 'result', 'result'],
      2,
    ]);
  },
);

it('F68: one record with a flipped byte is set aside and said; the other video goes on', async () => {
  const stage = await onFile(onTestFinished);
  // The one that is damaged comes last: it must not be over when the app stops.
  for (const script of ['the other one', 'the one that is damaged'])
    await (await filledForm(stage, script))();
  const moved = () => stage.lines.filter(({ fields }) => fields['to'] === 'rendering');
  await until(() => moved().length === 2);
  await stage.stop();
  const db = new DatabaseSync(stage.file);
  db.exec(`UPDATE keyv SET value = replace(value, 'is damaged', 'is Damaged')
    WHERE namespace = 'video'`);
  await stage.start();
  await stage.shown('result');
  await until(() => stage.lines.some(({ event }) => event === 'record_damaged'));
  const kept = db.prepare(`SELECT count(*) AS count FROM keyv WHERE namespace = 'video'`).get();
  db.close();
  expect([stage.slots().toSorted(), stage.paid().length, kept]).toEqual([
    ['card', 'card', 'result'],
    2,
    { count: 2 },
  ]);
});
