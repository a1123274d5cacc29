import { writeFileSync } from 'node:fs';
import { readOptions, runOrExit } from '../src/lib/process/read-options.ts';
import { measureAcknowledge } from './acknowledge.ts';
import { measureBeginnings } from './beginnings.ts';
import { measureFairness } from './fairness.ts';
import { measureLives } from './lives.ts';
import { examineMachine } from './machine.ts';
import { measureOpenForm } from './open-form.ts';
import { measurePending } from './pending.ts';
import { measurePolling } from './polling.ts';
import { evaluate, type Row, table } from './rows.ts';
import { measureStart } from './start.ts';
import { measureSuggest } from './suggest.ts';
import { measureWebhook } from './webhook.ts';

/** All measurements by name, in the order of the table. */
const MEASUREMENTS: Readonly<Record<string, () => Promise<Row[]>>> = {
  acknowledge: measureAcknowledge,
  'open-form': measureOpenForm,
  suggest: measureSuggest,
  start: measureStart,
  beginnings: measureBeginnings,
  webhook: measureWebhook,
  polling: measurePolling,
  pending: measurePending,
  lives: measureLives,
  fairness: measureFairness,
};

const NAMES = Object.keys(MEASUREMENTS);
const USAGE = `npm run bench -- [name …]

Runs these measurements, or all of them, one after the other, and prints a table. Writes
bench/results.json after a complete run. The names: ${NAMES.join(', ')}.
`;
const { words: requested } = runOrExit(readOptions(process.argv.slice(2), {}, NAMES), USAGE);

const machine = await examineMachine();
const rows: Row[] = [];
for (const [name, measure] of Object.entries(MEASUREMENTS))
  if (requested.length === 0 || requested.includes(name)) rows.push(...(await measure()));

if (requested.length === 0) {
  const results = { at: new Date().toISOString(), machine, rows: rows.map(evaluate) };
  const file = new URL('results.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

const { load, latenessP99, fsyncP50, fsyncP99 } = machine;
process.stdout.write(`
${table(rows)}

${machine.cpus}, ${machine.platform}, Node ${machine.node}
Before the run: load ${load.toFixed(1)}; an idle process wakes up to ${latenessP99.toFixed(1)} ms late (p99);
the disk takes ${fsyncP50.toFixed(1)} ms (p50) and ${fsyncP99.toFixed(1)} ms (p99) to store 4 KiB durably.
`);
