import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { readFlavour, USAGE } from './command-line.ts';
import { manifestFor } from './flavour.ts';

const flavour = readFlavour(process.argv.slice(2));
if (flavour === null) process.stdout.write(USAGE);
else if (typeof flavour === 'string') {
  process.stderr.write(`${flavour}\n\n${USAGE}`);
  process.exitCode = 1;
} else {
  const source = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
  process.stdout.write(stringify(manifestFor(source, flavour), { lineWidth: 0 }));
}
