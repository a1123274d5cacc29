// The entry of the app. An older Node cannot load a .ts file, but it can load this one, which names
// the Node that the app needs.
import * as module from 'node:module';
import './lib/check-node-version.js';

// Caches compiled code between starts, if the system allows it. This halves the time to start. It
// comes before the first .ts file, because the code that strips types is the largest part to load.
module.enableCompileCache();

// The first import of zod decides what it loads: everything except its messages in 60 languages.
const { importWithout } = await import('./lib/load-without.ts');
await importWithout('zod', ['../locales/index.js']);
await import('./main.ts');
