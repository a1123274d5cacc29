import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { isGone, thisProcess } from '../../src/lib/process-identity.ts';
import { until } from '../support/until.ts';

const PROC = existsSync('/proc/self/ns/pid');

it('Linux tells of this process, a living one, a dead one and one not yet reaped who is gone', async () => {
  const mine = thisProcess();
  const at = (pid: number | undefined, began: string | null = null) =>
    isGone(mine, { ...mine, pid: pid ?? 0, began });
  const living = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
  onTestFinished(() => void living.kill('SIGKILL'));
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  // A shell that never asks how its child ended.
  const shell = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 60']);
  onTestFinished(() => void shell.kill('SIGKILL'));
  const [zombie] = await once(shell.stdout, 'data');
  if (PROC) await until(() => at(Number(zombie)));
  const seen = [at(mine.pid, mine.began), at(mine.pid, '1'), at(living.pid), at(dead)];
  expect(seen).toEqual(PROC ? [false, true, false, true] : [false, false, false, false]);
});
