import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeJogg, startFakeJogg } from './fake-jogg.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { createLoad } from './load.ts';
import type { Environment } from './program.ts';

/** The fakes, the load generator and a temporary folder. */
export interface Bench {
  readonly slack: FakeSlack;
  readonly jogg: FakeJogg;
  readonly load: ReturnType<typeof createLoad>;
  readonly environment: Environment;
}

/** Runs a measurement in a new environment with this many public avatars. */
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

/** Prints the current measurement, as progress. */
export function showProgress(words: string): void {
  process.stderr.write(`… ${words}\n`);
}
