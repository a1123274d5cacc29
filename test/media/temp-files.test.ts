import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTempFiles } from '../../src/media/temp-files.ts';
import { tempFolder } from '../store/temp-state.ts';

it('a private file has no name, or one that no other user can open', async () => {
  const folder = tempFolder();
  const seen = await createTempFiles({ folder }).run(async (file) => ({
    names: readdirSync(folder),
    mode: (await file.stat()).mode & 0o777,
  }));
  expect(seen).toEqual({ names: [], mode: 0o600 });
});

it('a sweep removes files that any process left an hour ago, in both folders', async () => {
  const fallbackFolder = tempFolder();
  const id = '123e4567-e89b-42d3-a456-426614174000';
  const nameOf = (n: number, pid = '') => `jogg-slack-${pid}${id.replace('1', `${n}`)}.part`;
  const before = performance.timeOrigin / 1_000;
  // Names with a PID come from an earlier version of the app.
  const abandoned = [nameOf(2), nameOf(3, '999999999-'), nameOf(4, `${process.pid}-`)];
  const others = { [nameOf(5)]: 59, [nameOf(6, '999999999-')]: 59, [nameOf(7)]: -5, 'my.part': 61 };
  const ages = [...abandoned.map((name) => [name, 61] as const), ...Object.entries(others)];
  for (const [name, minutes] of ages) {
    writeFileSync(join(fallbackFolder, name), 'x');
    utimesSync(join(fallbackFolder, name), before - minutes * 60, before - minutes * 60);
  }
  await createTempFiles({ folder: '/nowhere', fallbackFolder }).sweep();
  expect(readdirSync(fallbackFolder).sort()).toEqual(Object.keys(others).toSorted());
});
