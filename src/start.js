// The door of the app: an older Node cannot load a .ts file, but it can say which Node is needed.
import * as module from 'node:module';
import './lib/check-node-version.js';

// Halves the start: compiled code is cached between starts where the system allows it. Before the
// first .ts file, for what strips their types is the largest thing of all to load.
module.enableCompileCache();

// The first to import zod decides what it loads: here all but its messages in 60 languages.
const { importWithout } = await import('./lib/load-without.ts');
await importWithout('zod', ['../locales/index.js']);
await import('./main.ts');
