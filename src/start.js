// The door of the app: an older Node cannot load a .ts file, but it can say which Node is needed.
import './lib/needed-node.js';

import('./main.ts');
