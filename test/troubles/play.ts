import { parseArgs } from 'node:util';
import { type RoundOptions, runRound } from './round.ts';
import { TROUBLE_NAMES } from './troubles.ts';

const KILLS = 20;
/** Of one key Jogg takes 18 paid requests a minute: a round on SQLite stays below. */
const MOST_VIDEOS = 11;

/**
 * `kills [--kills N] [--seed K]`: one program on SQLite, killed N times in rounds of twenty, over
 * HTTP and Socket Mode in turn, and both versions of Jogg's API.
 *
 * `replicas [--trouble NAME] [--videos N] [--version V] [--replicas N] [--seed K]`: several on
 * PostgreSQL, and each trouble alone where none is named.
 *
 * Both exit 1 where anything is lost, or shown or paid twice.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: `${KILLS}` },
    trouble: { type: 'string' },
    videos: { type: 'string', default: '400' },
    replicas: { type: 'string', default: '3' },
    version: { type: 'string', default: 'v1' },
    seed: { type: 'string', default: '1' },
  },
});

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
}

const seed = whole(values.seed);
const kills = whole(values.kills);
const rounds: RoundOptions[] =
  positionals[0] === 'kills'
    ? Array.from({ length: Math.ceil(kills / KILLS) }, (_, nth) => {
        const times = Math.min(kills - nth * KILLS, KILLS);
        return {
          ...{ trouble: 'kills', times, state: 'sqlite', replicas: 1, seed: seed + nth },
          ...{ videos: Math.min(times + 2, MOST_VIDEOS), pauseMs: 1_500 },
          version: (seed + Math.floor(nth / 2)) % 2 === 0 ? 'v1' : 'v2',
          socket: nth % 2 === 1,
        };
      })
    : TROUBLE_NAMES.filter((name) => name === (values.trouble ?? name)).map((trouble) => ({
        ...{ trouble, state: 'postgres', seed, longMs: 40_000 },
        ...{ videos: whole(values.videos), replicas: whole(values.replicas) },
        version: values.version === 'v2' ? 'v2' : 'v1',
      }));
if (rounds.length === 0) throw new Error(`the troubles are ${TROUBLE_NAMES.join(', ')}`);

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

let wrongs = 0;
for (const options of rounds) {
  const began = Date.now();
  const { wrong, ...figures } = await runRound(options);
  for (const sentence of wrong) say(`WRONG: ${sentence}`);
  wrongs += wrong.length;
  const told = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`);
  const seconds = Math.round((Date.now() - began) / 1_000);
  say(`${options.trouble}, ${options.version}, ${seconds} s: ${told.join(', ')}`);
}
say(`${positionals[0]}, seed ${seed}: ${rounds.length} rounds, wrong ${wrongs}`);
process.exitCode = wrongs === 0 ? 0 : 1;
