import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { backup } from '../../src/backup/index.ts';
import { openState } from '../../src/store/open-state.ts';
import { tempFolder } from '../store/temp-state.ts';

const ROOT = resolve(import.meta.dirname, '../..');

function runBackup(stateUrl: string, ...args: string[]) {
  const lines: string[] = [];
  const status = backup({ args, stateUrl, print: (line) => lines.push(line) });
  return { status, output: lines.join('\n') };
}

/** A process that increments two counters in one transaction as fast as it can. */
const WRITER = `
  import { openSqlite } from '${ROOT}/src/store/sqlite/sqlite-file.ts';
  const { db, atomically } = openSqlite(process.argv[1]);
  const add = db.prepare("UPDATE keyv SET value = value + 1 WHERE namespace = 'count' AND key = ?");
  for (let round = 0; ; round += 1) {
    atomically(() => { for (const key of ['a', 'b']) add.run(key); });
    if (round === 50) console.log('counting');
    if (round % 10 === 0) await new Promise(setImmediate);
  }`;

it('a copy made while the app writes is a consistent snapshot, private and never replaced', async () => {
  const folder = tempFolder();
  const [path, copy] = [join(folder, 'state.sqlite'), join(folder, 'copy.sqlite')];
  const url = `sqlite://${path}` as const;
  const state = openState(url, () => undefined);
  await state.tasks.add('v_1', '{}');
  for (const key of ['a', 'b']) await state.keyvFor('count').set(key, 0);
  state.db.exec("UPDATE keyv SET value = 0 WHERE namespace = 'count'");
  await state.close();
  const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, path]);
  onTestFinished(() => void writer.kill('SIGKILL'));
  await once(writer.stdout, 'data');

  const env = { PATH: process.env['PATH'], STATE_URL: url };
  const command = ['src/start.js', 'backup', copy];
  const { status, stdout } = spawnSync(process.execPath, command, { cwd: ROOT, env });
  expect({ status, output: String(stdout) }).toEqual({
    status: 0,
    output: expect.stringMatching(
      /^Wrote .*copy\.sqlite: 0\.\d MiB, 2 records; its integrity was checked\.\n1 video was in prog/,
    ),
  });
  using db = new DatabaseSync(copy, { readOnly: true });
  const [a, b] = db.prepare("SELECT value FROM keyv WHERE namespace = 'count'").all();
  expect([a, Number(a?.['value']) > 50, statSync(copy).mode & 0o777]).toEqual([b, true, 0o600]);
  const stays = `${copy}: a file is there already, and it stays. Name another one.`;
  expect(runBackup(url, copy)).toEqual({ status: 1, output: stays });
  expect([writer.exitCode, existsSync(`${copy}-wal`)]).toEqual([null, false]);
});

it.each<[string, RegExp, string[]?]>([
  ['postgres://ada:canary@host/db', /^STATE_URL names postgres:\/\/host:5432\/db: .*pg_dump/],
  ['memory:', /^STATE_URL is memory: there is no file/],
  ['sqlite:///nowhere/state.sqlite', /^\/nowhere\/state\.sqlite: there is no such file/],
  ['sqlite://package.json', /^package\.json: .*damaged or not one of ours/],
  ['memory:', /^Name one file .* npm run backup -- \/backups/, ['--force']],
  ['memory:', /^Name one file .* npm run backup -- \/backups/, ['one', 'two']],
])('%s cannot be copied to one file, and the command says what to do', (url, says, args) => {
  const to = join(tempFolder(), 'copy');
  const { status, output } = runBackup(url, ...(args ?? [to]));
  expect([status, output, existsSync(to)]).toEqual([1, expect.stringMatching(says), false]);
  expect(output).not.toContain('canary');
});
