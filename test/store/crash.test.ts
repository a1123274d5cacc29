import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { open, someFolder } from './some-files.ts';

it('every write that was acknowledged survives kill -9', async () => {
  const path = join(someFolder(), 'state.sqlite');
  for (let kills = 0; kills < 2; kills += 1) {
    const script = resolve(import.meta.dirname, 'writing-process.ts');
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.length > 300 + 100 * kills) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const acknowledged = said.split('\n').slice(0, -1).map(Number);
    const file = open(path);
    const found = await file.keyvFor('video').getMany(acknowledged.map((n) => `video ${n}`));
    await file.close();
    expect(acknowledged.length).toBeGreaterThan(50);
    expect(found).toEqual(acknowledged.map((n) => ({ n, text: 'x'.repeat(n % 3_000) })));
  }
});
