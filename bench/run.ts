import { writeFileSync } from 'node:fs';
import { measureAck } from './ack.ts';
import { measureBeginnings } from './beginnings.ts';
import { examineMachine } from './machine.ts';
import { judged, type Row, table } from './rows.ts';
import { measureStart } from './start.ts';
import { measureSuggest } from './suggest.ts';
import { measureWebhook } from './webhook.ts';

/** Every benchmark, one after the other: as a table and as `bench/results.json`. */
const machine = await examineMachine();
const rows: Row[] = [];
const all = [measureStart, measureBeginnings, measureAck, measureSuggest, measureWebhook];
for (const measure of all) rows.push(...(await measure()));

const results = { at: new Date().toISOString(), machine, rows: rows.map(judged) };
const file = new URL('results.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);

const { load, latenessP99, fsyncP50, fsyncP99 } = machine;
process.stdout.write(`
${table(rows)}

${machine.cpus}, ${machine.platform}, Node ${machine.node}
Before the run: load ${load.toFixed(1)}; an idle process wakes up to ${latenessP99.toFixed(1)} ms late (p99);
the disk takes ${fsyncP50.toFixed(1)} ms (p50) and ${fsyncP99.toFixed(1)} ms (p99) to keep 4 KiB for good.
`);
