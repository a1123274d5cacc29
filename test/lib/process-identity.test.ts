import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { hasEnded, thisProcess } from '../../src/lib/process-identity.ts';
import { until } from '../support/until.ts';

const PROC = existsSync('/proc/self/ns/pid');

// That one that was killed is gone: F77.
it('Linux tells a living process from one not yet reaped, and from another of its number', async () => {
  const mine = thisProcess();
  const at = (pid: unknown, startTime: string | null = null) =>
    hasEnded(mine, { ...mine, pid: Number(pid), startTime });
  // A shell that never asks how its child ended.
  const shell = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 60']);
  onTestFinished(() => void shell.kill('SIGKILL'));
  const [zombie] = await once(shell.stdout, 'data');
  if (PROC) await until(() => at(zombie));
  const seen = [at(mine.pid, mine.startTime), at(mine.pid, '1'), at(shell.pid)];
  expect(seen).toEqual([false, PROC, false]);
});
