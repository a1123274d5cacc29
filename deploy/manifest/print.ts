import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { runOrExit } from '../../src/lib/process/read-options.ts';
import { readFlavour, USAGE } from './command-line.ts';
import { manifestFor } from './flavour.ts';

const { flavour } = runOrExit(readFlavour(process.argv.slice(2)), USAGE);
const source = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
process.stdout.write(stringify(manifestFor(source, flavour), { lineWidth: 0 }));
