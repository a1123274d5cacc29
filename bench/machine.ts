import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { arch, cpus, loadavg, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nowMs } from './instant.ts';
import { percentile } from './rows.ts';

/** The machine and its noise, which is part of every figure. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly cpus: string;
  /** The load average of the minute before the run. */
  readonly load: number;
  /** The delay with which an idle process wakes, in ms. */
  readonly latenessP99: number;
  /** How long the state's disk takes to sync 4 KiB, in ms. */
  readonly fsyncP50: number;
  readonly fsyncP99: number;
}

/** Takes about two seconds. */
export async function examineMachine(): Promise<Machine> {
  const load = loadavg()[0] ?? 0;
  const delays: number[] = [];
  for (let round = 0; round < 500; round += 1) {
    const began = nowMs();
    await sleep(2);
    delays.push(Math.max(0, nowMs() - began - 2));
  }
  const syncTimes = fsyncs();
  return {
    node: process.version,
    platform: `${platform()} ${arch()}`,
    cpus: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    load,
    latenessP99: percentile(delays, 0.99),
    fsyncP50: percentile(syncTimes, 0.5),
    fsyncP99: percentile(syncTimes, 0.99),
  };
}

function fsyncs(): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-bench-'));
  const file = openSync(join(folder, 'kept'), 'w');
  const times: number[] = [];
  for (let round = 0; round < 100; round += 1) {
    writeSync(file, Buffer.alloc(4_096));
    const began = nowMs();
    fsyncSync(file);
    times.push(nowMs() - began);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return times;
}
