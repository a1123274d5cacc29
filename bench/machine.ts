import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { arch, cpus, loadavg, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nowMs } from './instant.ts';
import { percentile } from './rows.ts';

/** The machine, and how quiet it is: what it adds to every figure before anything of ours runs. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly cpus: string;
  /** Work waiting for a processor before the run, averaged over a minute. */
  readonly load: number;
  /** How late an idle process wakes, in ms. */
  readonly latenessP99: number;
  /** How long the disk under the state takes to keep 4 KiB for good, in ms. */
  readonly fsyncP50: number;
  readonly fsyncP99: number;
}

/** Takes about two seconds. */
export async function examineMachine(): Promise<Machine> {
  const load = loadavg()[0] ?? 0;
  const late: number[] = [];
  for (let nap = 0; nap < 500; nap += 1) {
    const began = nowMs();
    await sleep(2);
    late.push(Math.max(0, nowMs() - began - 2));
  }
  const kept = fsyncs();
  return {
    node: process.version,
    platform: `${platform()} ${arch()}`,
    cpus: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    load,
    latenessP99: percentile(late, 0.99),
    fsyncP50: percentile(kept, 0.5),
    fsyncP99: percentile(kept, 0.99),
  };
}

function fsyncs(): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-bench-'));
  const file = openSync(join(folder, 'kept'), 'w');
  const took: number[] = [];
  for (let write = 0; write < 100; write += 1) {
    writeSync(file, Buffer.alloc(4_096));
    const began = nowMs();
    fsyncSync(file);
    took.push(nowMs() - began);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return took;
}
