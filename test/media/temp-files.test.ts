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

it('only what killed processes left is removed at the next start, in any folder there is', async () => {
  const spare = emptyFolder();
  const id = '123e4567-e89b-42d3-a456-426614174000';
  const before = `jogg-slack-${process.pid}-${id.replace('1', '2')}.part`;
  const left = [before, `jogg-slack-999999999-${id}.part`];
  const kept = [`jogg-slack-${process.pid}-${id}.part`, `jogg-slack-1-${id}.part`, 'holiday.part'];
  for (const name of [...left, ...kept]) writeFileSync(join(spare, name), 'x');
  utimesSync(join(spare, before), 1, 1);
  await createTempFiles({ folder: '/nowhere', spare }).sweep();
  expect(readdirSync(spare).sort()).toEqual(kept.toSorted());
});

it('whether each folder takes a file is known beforehand', async () => {
  const checks = ['/nowhere', emptyFolder()].map((folder) =>
    createTempFiles({ folder, spare: emptyFolder() }).check(),
  );
  expect(await Promise.all(checks)).toMatchObject([
    { fault: { code: 'no_folder', system: 'ENOENT' }, spared: true },
    { fault: null, spared: false },
  ]);
});
