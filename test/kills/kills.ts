import { parseArgs } from 'node:util';

import type { Figures } from './round.ts';
import { runKills } from './run-kills.ts';

/** `kills --kills N [--seed K]`: exits 1 where anything is shown twice, lost or paid twice. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});

function lineOf({ wrong: _, ...counts }: Figures): string {
  const told = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return told.join(', ');
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const began = performance.now();
const figures = await runKills(whole(values.kills), whole(values.seed), (round) =>
  say(lineOf(round)),
);
const seconds = ((performance.now() - began) / 1_000).toFixed(1);
for (const sentence of figures.wrong) say(`WRONG: ${sentence}`);
say(`kills, seed ${values.seed}, ${seconds} s: ${lineOf(figures)}`);
process.exitCode = figures.wrong.length === 0 ? 0 : 1;
