import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toldAnew } from './table.ts';

const FOLDER = join(import.meta.dirname, 'tables');

it.each(readdirSync(FOLDER))('what becomes of each video is as %s says', async (name) => {
  const path = join(FOLDER, name);
  await expect(toldAnew(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
});
