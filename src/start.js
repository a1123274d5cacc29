// The door of the app: an older Node cannot load a .ts file, but it can say which Node is needed.
import * as module from 'node:module';
import './lib/needed-node.js';

// Halves the start: compiled code is cached between starts where the system allows it. Before the
// first .ts file, for what strips their types is the largest thing of all to load.
module.enableCompileCache();

import('./main.ts');
