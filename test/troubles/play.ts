import { oneOf, readOptions, runOrExit, wholeNumber } from '../../src/lib/process/read-options.ts';
import { type RoundOptions, runRound } from './round.ts';
import { TROUBLE_NAMES } from './troubles.ts';

const KILLS = 20;
/** Jogg accepts 18 paid requests a minute per key; a round on SQLite stays below that. */
const MAX_VIDEOS = 11;

const USAGE = `npm run kills -- [--kills N] [--seed K]

One program on SQLite is killed N times (default: ${KILLS}) in rounds of twenty, over HTTP and Socket
Mode in turn, with both versions of Jogg's API.

npm run replicas -- [--trouble NAME] [--videos N] [--version v1|v2] [--replicas N] [--seed K]

Several programs on PostgreSQL; without a name, each trouble in a round of its own.

Both exit with 1 if anything is lost, or shown or paid twice.
`;
const SEED = wholeNumber(0, 1);
const REPLICAS_OPTIONS = {
  ...{ trouble: oneOf(TROUBLE_NAMES), version: oneOf(['v1', 'v2']), seed: SEED },
  ...{ videos: wholeNumber(1, 400), replicas: wholeNumber(1, 3) },
};
const [script, ...args] = process.argv.slice(2);

function killRounds(): RoundOptions[] {
  const options = { kills: wholeNumber(1, KILLS), seed: SEED };
  const { values } = runOrExit(readOptions(args, options), USAGE);
  const [kills, seed] = [Number(values.kills), Number(values.seed)];
  return Array.from({ length: Math.ceil(kills / KILLS) }, (_, nth) => {
    const times = Math.min(kills - nth * KILLS, KILLS);
    return {
      ...{ trouble: 'kills', times, state: 'sqlite', replicas: 1, seed: seed + nth },
      ...{ videos: Math.min(times + 2, MAX_VIDEOS), pauseMs: 1_500 },
      version: (seed + Math.floor(nth / 2)) % 2 === 0 ? 'v1' : 'v2',
      socket: nth % 2 === 1,
    };
  });
}

function replicaRounds(): RoundOptions[] {
  const { values } = runOrExit(readOptions(args, REPLICAS_OPTIONS), USAGE);
  const [seed, videos] = [Number(values.seed), Number(values.videos)];
  return TROUBLE_NAMES.filter((name) => name === (values.trouble ?? name)).map((trouble) => ({
    ...{ trouble, state: 'postgres', seed, longMs: 40_000 },
    ...{ videos, replicas: Number(values.replicas) },
    version: values.version === 'v2' ? 'v2' : 'v1',
  }));
}

const rounds = script === 'kills' ? killRounds() : replicaRounds();

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
printLine(`${script}, seed ${rounds[0]?.seed}: ${rounds.length} rounds, wrong ${violationCount}`);
process.exitCode = violationCount === 0 ? 0 : 1;
