import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  isGone,
  type ProcessIdentity,
  readIdentity,
  thisProcess,
  writeIdentity,
} from '../../src/lib/process-identity.ts';

const PROC = existsSync('/proc/self/ns/pid');

describe('who a process is', () => {
  it.each<ProcessIdentity>([
    { host: 'here', pid: 42, boot: 'b-1', space: 'pid:[4026531836]', began: '1234' },
    { host: 'mac.local', pid: 1, boot: null, space: null, began: null },
  ])('is the same after it was written and read: %o', (identity) => {
    expect(readIdentity(`${writeIdentity(identity)} and more`)).toEqual(identity);
  });

  it('without a boot or a namespace nobody is known to be gone', () => {
    const mine = { host: 'mac', pid: 1, boot: null, space: null, began: null };
    const gone = isGone(mine, { ...mine, pid: 7 }, () => 'gone');
    const half = isGone({ ...mine, boot: 'b' }, { ...mine, boot: 'b', pid: 7 }, () => 'gone');
    expect([gone, half]).toEqual([false, false]);
  });

  it('a process that cannot be seen clearly counts as alive', () => {
    const mine = { host: 'here', pid: 1, boot: 'b', space: 's', began: '1' };
    expect(isGone(mine, { ...mine, pid: 7 }, () => ({ began: null }))).toBe(false);
  });

  it('Linux tells it of real processes: of this one, a living one, a dead one and one not yet reaped', async () => {
    const mine = thisProcess();
    const at = (pid: number | undefined, began: string | null = null) =>
      isGone(mine, { ...mine, pid: pid ?? 0, began });
    const living = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
    onTestFinished(() => void living.kill('SIGKILL'));
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    // A shell that never asks how its child ended.
    const shell = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 60']);
    onTestFinished(() => void shell.kill('SIGKILL'));
    const [line] = await once(shell.stdout, 'data');
    const zombie = Number(line);
    while (PROC && !at(zombie)) await new Promise((go) => setTimeout(go, 10));
    const seen = [at(mine.pid, mine.began), at(mine.pid, '1'), at(living.pid), at(dead)];
    expect(seen).toEqual(PROC ? [false, true, false, true] : [false, false, false, false]);
  });
});
