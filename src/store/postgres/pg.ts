import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The driver, loaded on first use: most installations keep their state in SQLite. */
export const pg = (): typeof import('pg') => require('pg');
