import { setTimeout as sleep } from 'node:timers/promises';
import { createJoggSandbox } from '../sandbox/jogg/jogg-sandbox.ts';
import { showProgress, withBench } from './environment.ts';
import { nowMs } from './instant.ts';
import { startApp } from './program.ts';
import { type Row, table } from './rows.ts';
import { seedVideos } from './seed-videos.ts';
import { interaction } from './signed-requests.ts';

const LATENCY_MS = 150;
const OBSERVED_MS = 10_000;
const V2 = { JOGG_API_VERSION: 'v2' };

/** A new installation far from Jogg, and a start with ten thousand waiting videos. */
export async function measureBeginnings(): Promise<Row[]> {
  return [await firstLists(), ...(await tenThousand())];
}

/** The time from ready to a picker that offers avatars: 600 of them, over v2's pages. */
function firstLists(): Promise<Row> {
  showProgress('the first lists of a new installation');
  return withJogg(async (environment, jogg) => {
    jogg.fault({ kind: 'slow', ms: LATENCY_MS, match: { method: 'GET' }, times: Infinity });
    const app = await startApp(environment, 'first-lists', V2);
    try {
      const began = nowMs();
      while (!(await offers(app.url, 'public:'))) await sleep(10);
      return {
        what: 'ready to filled pickers, 600 avatars, 150 ms a GET',
        unit: 'ms',
        ours: nowMs() - began,
        baseline: null,
        against: null,
        wanted: { of: 'ours', atMost: 3_000 },
        samples: 1,
      };
    } finally {
      await app.stop();
    }
  });
}

function tenThousand(): Promise<Row[]> {
  showProgress('a start that finds 10,000 videos waiting for Jogg');
  return withJogg(async (environment, jogg) => {
    const ids = Array.from({ length: 10_000 }, (_, n) => `p${n}`);
    await seedVideos(`${environment.folder}/waiting.sqlite`, ids);
    const app = await startApp(environment, 'waiting', V2);
    try {
      await sleep(OBSERVED_MS);
      const gets = jogg.log.filter(({ method }) => method === 'GET').map(({ at }) => at);
      const peak = Math.max(
        ...gets.map((from) => gets.filter((at) => at >= from && at < from + 1_000).length),
      );
      const row = { baseline: null, against: null, samples: 1 } as const;
      const what = 'with 10,000 videos that wait';
      return [
        {
          ...row,
          what: `start to ready ${what}`,
          unit: 'ms',
          ours: app.startMs,
          wanted: { of: 'ours', atMost: 5_000 },
        },
        {
          ...row,
          what: `memory ${what}`,
          unit: 'MiB',
          ours: app.memory(),
          wanted: { of: 'ours', atMost: 300 },
        },
        {
          ...row,
          what: `most GETs in any second ${what}, the lists among them`,
          unit: 'calls',
          ours: peak,
          wanted: { of: 'ours', atMost: 25 },
        },
      ];
    } finally {
      await app.stop();
    }
  });
}

/** An environment with a strict Jogg. */
function withJogg<T>(
  measure: (
    environment: Parameters<typeof startApp>[0],
    jogg: ReturnType<typeof createJoggSandbox>,
  ) => Promise<T>,
): Promise<T> {
  return withBench(async ({ environment }) => {
    const jogg = createJoggSandbox({ apiKeys: ['bench-key'], publicAvatars: 600 });
    const { url } = await jogg.start();
    try {
      return await measure({ ...environment, joggUrl: url }, jogg);
    } finally {
      await jogg.stop();
    }
  });
}

/** Whether the avatar picker offers an option of this kind. */
async function offers(url: string, kind: string): Promise<boolean> {
  const { path, headers, body } = interaction({
    type: 'block_suggestion',
    action_id: 'avatar',
    block_id: 'avatar',
    value: '',
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', type: 'modal', callback_id: 'create_video', state: { values: {} } },
  });
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body });
  return (await answer.text()).includes(`"value":"${kind}`);
}

if (import.meta.main) process.stdout.write(`${table(await measureBeginnings())}\n`);
