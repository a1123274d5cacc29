import { parseArgs } from 'node:util';
import { type ReplicasFigures, runReplicas } from './run-replicas.ts';
import { TROUBLE_NAMES } from './troubles.ts';

/**
 * `replicas [--trouble NAME] [--videos N] [--version V] [--replicas N] [--seed K] [--pause MS]`:
 * each trouble alone where none is named. Exits 1 where anything is lost, or shown or paid twice.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      trouble: { type: 'string' },
      videos: { type: 'string', default: '400' },
      replicas: { type: 'string', default: '3' },
      version: { type: 'string', default: 'v1' },
      seed: { type: 'string', default: '1' },
      pause: { type: 'string', default: '0' },
    },
  });
  const names = TROUBLE_NAMES.filter((name) => name === (values.trouble ?? name));
  if (names.length === 0) throw new Error(`no such trouble; there are ${TROUBLE_NAMES.join(', ')}`);
  let isWell = true;
  for (const name of names) {
    const figures = await runReplicas({
      trouble: name,
      videos: Number(values.videos),
      replicas: Number(values.replicas),
      version: values.version === 'v2' ? 'v2' : 'v1',
      seed: Number(values.seed),
      longMs: 40_000,
      pauseMs: Number(values.pause),
    });
    for (const sentence of figures.wrong.slice(0, 20)) say(`WRONG: ${sentence}`);
    say(`${name}, ${values.version}: ${lineOf(figures)}`);
    isWell &&= figures.wrong.length === 0;
  }
  return isWell ? 0 : 1;
}

const lineOf = ({ wrong, ...counts }: ReplicasFigures): string =>
  [...Object.entries(counts), ['wrong', wrong.length]]
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
