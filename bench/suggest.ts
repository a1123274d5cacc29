import { setTimeout as sleep } from 'node:timers/promises';
import { avatarOptions } from '../src/catalogue/options.ts';
import type { Avatar } from '../src/domain/catalogue.ts';
import { PICKER_GROUPS } from '../src/slack/copy/picker-copy.ts';
import { publicAvatars } from './fake-jogg.ts';
import { instant } from './instant.ts';
import { type Program, startApp, startBaseline } from './program.ts';
import { percentile, type Row, table } from './rows.ts';
import { interaction, type Prepared } from './signed.ts';
import { type Bench, say, within } from './surroundings.ts';

const TYPED = ['', 'a', 'am', 'ama', 'amara', 'amara 1', 'female prof', 'elise', 'landscape', 'zz'];
const REQUESTS = 1_500;
const CALLS = 5_000;

/** A suggestion over 1,000 avatars, ours beside a plain `filter` with `includes`. */
export function measureSuggest(): Promise<Row[]> {
  return within(async (bench) => {
    const ours = await startApp(bench.around);
    const bare = await startBaseline('./bare-bolt.ts', bench.around);
    try {
      await sleep(1_500);
      return [...(await overHttp(bench, ours, bare)), ...functions()];
    } finally {
      await ours.stop();
      await bare.stop();
    }
  });
}

async function overHttp({ load }: Bench, ours: Program, bare: Program): Promise<Row[]> {
  const took = new Map<Program, readonly number[]>();
  for (const program of [bare, ours]) {
    say(`suggestions over HTTP, ${program === ours ? 'ours' : 'bare'}`);
    const run = async (count: number) => {
      const requests = Array.from({ length: count }, (_, index) => suggestion(index));
      const measured = await load.run({ url: program.url, requests, connections: 1, forMs: null });
      return measured.took;
    };
    await run(200);
    took.set(program, await run(REQUESTS));
  }
  return rows('a suggestion over 1,000 avatars', {
    ours: took.get(ours) ?? [],
    baseline: took.get(bare) ?? [],
    against: 'bare Bolt, filter + includes',
  });
}

/** The search alone, without Slack, HTTP and Bolt around it. */
function functions(): Row[] {
  say('suggestions, the function alone');
  const listed = publicAvatars(1_000);
  const shapes = ['portrait', 'landscape', 'square'] as const;
  const avatars = listed.map(
    (each): Avatar => ({
      kind: 'public',
      id: String(each.avatar_id),
      name: each.name,
      coverUrl: each.cover_url,
      previewUrl: null,
      shape: shapes[each.aspect_ratio] ?? null,
      style: each.style,
      gender: each.gender,
      age: each.age,
    }),
  );
  const time = (suggest: (typed: string) => unknown): number[] => {
    const took: number[] = [];
    for (let call = 0; call < CALLS; call += 1) {
      const began = instant();
      suggest(TYPED[call % TYPED.length] ?? '');
      if (call >= CALLS / 5) took.push(instant() - began);
    }
    return took;
  };
  return rows('the same, the search alone', {
    ours: time((query) =>
      avatarOptions(avatars, { query, shape: 'portrait', recent: [] }, PICKER_GROUPS),
    ),
    baseline: time((typed) => {
      const found = avatars.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()));
      return found.slice(0, 100).map(({ id, name }) => ({ text: name, value: `public:${id}` }));
    }),
    against: 'filter + includes on names',
  });
}

function rows(
  what: string,
  facts: { ours: readonly number[]; baseline: readonly number[]; against: string },
): Row[] {
  return [0.5, 0.99].map((share) => ({
    what: `${what}, p${share * 100}`,
    unit: 'ms',
    ours: percentile(facts.ours, share),
    baseline: percentile(facts.baseline, share),
    against: facts.against,
    wanted: share === 0.99 ? { of: 'ours', atMost: 10 } : null,
    samples: facts.ours.length,
  }));
}

function suggestion(index: number): Prepared {
  return interaction({
    type: 'block_suggestion',
    action_id: 'avatar',
    block_id: 'avatar',
    value: TYPED[index % TYPED.length],
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', type: 'modal', callback_id: 'create_video', state: { values: {} } },
  });
}

if (import.meta.main) process.stdout.write(`${table(await measureSuggest())}\n`);
