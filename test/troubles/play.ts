import { parseArgs } from 'node:util';
import { type RoundOptions, runRound } from './round.ts';
import { TROUBLE_NAMES } from './troubles.ts';

const KILLS = 20;
/** Jogg accepts 18 paid requests a minute per key; a round on SQLite stays below that. */
const MAX_VIDEOS = 11;

/**
 * `kills [--kills N] [--seed K]`: one program on SQLite, killed N times in rounds of twenty, over
 * HTTP and Socket Mode in turn, and both versions of Jogg's API.
 *
 * `replicas [--trouble NAME] [--videos N] [--version V] [--replicas N] [--seed K]`: several
 * programs on PostgreSQL; without a name, each trouble in a round of its own.
 *
 * Both exit 1 if anything is lost, or shown or paid twice.
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

function parseWhole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
}

const seed = parseWhole(values.seed);
const kills = parseWhole(values.kills);
const rounds: RoundOptions[] =
  positionals[0] === 'kills'
    ? Array.from({ length: Math.ceil(kills / KILLS) }, (_, nth) => {
        const times = Math.min(kills - nth * KILLS, KILLS);
        return {
          ...{ trouble: 'kills', times, state: 'sqlite', replicas: 1, seed: seed + nth },
          ...{ videos: Math.min(times + 2, MAX_VIDEOS), pauseMs: 1_500 },
          version: (seed + Math.floor(nth / 2)) % 2 === 0 ? 'v1' : 'v2',
          socket: nth % 2 === 1,
        };
      })
    : TROUBLE_NAMES.filter((name) => name === (values.trouble ?? name)).map((trouble) => ({
        ...{ trouble, state: 'postgres', seed, longMs: 40_000 },
        ...{ videos: parseWhole(values.videos), replicas: parseWhole(values.replicas) },
        version: values.version === 'v2' ? 'v2' : 'v1',
      }));
if (rounds.length === 0) throw new Error(`the troubles are ${TROUBLE_NAMES.join(', ')}`);

const printLine = (line: string): boolean => process.stdout.write(`${line}\n`);

let violationCount = 0;
for (const options of rounds) {
  const began = Date.now();
  const { wrong, ...figures } = await runRound(options);
  for (const sentence of wrong) printLine(`WRONG: ${sentence}`);
  violationCount += wrong.length;
  const printed = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`);
  const seconds = Math.round((Date.now() - began) / 1_000);
  printLine(`${options.trouble}, ${options.version}, ${seconds} s: ${printed.join(', ')}`);
}
printLine(`${positionals[0]}, seed ${seed}: ${rounds.length} rounds, wrong ${violationCount}`);
process.exitCode = violationCount === 0 ? 0 : 1;
