import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { hasEnded, thisProcess } from '../../src/lib/process/process-identity.ts';
import { until } from '../support/until.ts';

const HAS_PROC = existsSync('/proc/self/ns/pid');

// A killed process has ended: F77.
it('on Linux, a zombie and an earlier process with the same PID have ended', async () => {
  const self = thisProcess();
  const endedAs = (pid: unknown, startTime: string | null = null) =>
    hasEnded(self, { ...self, pid: Number(pid), startTime });
  // A shell that never waits for its child.
  const shell = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 60']);
  onTestFinished(() => void shell.kill('SIGKILL'));
  const [zombie] = await once(shell.stdout, 'data');
  if (HAS_PROC) await until(() => endedAs(zombie));
  const seen = [endedAs(self.pid, self.startTime), endedAs(self.pid, '1'), endedAs(shell.pid)];
  expect(seen).toEqual([false, HAS_PROC, false]);
});
