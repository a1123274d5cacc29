import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeJogg, startFakeJogg } from './fake-jogg.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { createLoad } from './load.ts';
import type { Environment } from './program.ts';

/** The stand-ins, the load generator and a folder that is gone afterwards. */
export interface Bench {
  readonly slack: FakeSlack;
  readonly jogg: FakeJogg;
  readonly load: ReturnType<typeof createLoad>;
  readonly environment: Environment;
}

/** Runs a measurement within fresh surroundings; Jogg has so many public avatars. */
export async function withBench<T>(
  measure: (bench: Bench) => Promise<T>,
  avatars = 1_000,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-bench-'));
  const slack = await startFakeSlack();
  const jogg = await startFakeJogg(avatars);
  const load = createLoad();
  try {
    return await measure({
      slack,
      jogg,
      load,
      environment: { slackApiUrl: slack.url, joggUrl: jogg.url, folder },
    });
  } finally {
    await load.close();
    slack.close();
    jogg.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints what is being measured, for those who wait. */
export function showProgress(words: string): void {
  process.stderr.write(`… ${words}\n`);
}
