import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTempFiles } from '../../src/media/temp-files.ts';
import { emptyFolder } from './downloading.ts';

it('a private file has no name while it is used, or one that nobody else may open', async () => {
  const folder = emptyFolder();
  const seen = await createTempFiles({ folder }).run(async (file) => ({
    names: readdirSync(folder),
    mode: (await file.stat()).mode & 0o777,
  }));
  expect(seen).toEqual({ names: [], mode: 0o600 });
});

it('only what killed processes left is removed at the next start', async () => {
  const folder = emptyFolder();
  const id = '123e4567-e89b-42d3-a456-426614174000';
  const names = {
    dead: `jogg-slack-999999999-${id}.part`,
    own: `jogg-slack-${process.pid}-${id}.part`,
    before: `jogg-slack-${process.pid}-${id.replace('1', '2')}.part`,
    running: `jogg-slack-1-${id}.part`,
    foreign: 'holiday.part',
  };
  for (const name of Object.values(names)) writeFileSync(join(folder, name), 'x');
  utimesSync(join(folder, names.before), 1, 1);
  await createTempFiles({ folder }).sweep();
  expect(readdirSync(folder).sort()).toEqual([names.own, names.running, names.foreign].sort());
});

it('a folder that is not there stops nobody from starting', async () => {
  await expect(createTempFiles({ folder: '/nowhere' }).sweep()).resolves.toBeUndefined();
});
