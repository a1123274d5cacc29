import { afterAll, beforeAll } from 'vitest';
import type { StateBackend } from '../../src/store/backend.ts';
import { openPostgresState } from '../../src/store/postgres/postgres-state.ts';
import { freshDatabase } from '../support/postgres.ts';
import { describeKeyv } from './keyv-suite.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let state: StateBackend;
let used = 0;

beforeAll(async () => {
  database = await freshDatabase();
  state = openPostgresState({
    url: database.url,
    random: Math.random,
    logEvent: () => undefined,
  });
});
afterAll(async () => {
  await state.close();
  await database.drop();
});

describeKeyv('PostgreSQL', () => {
  used += 1;
  return {
    keyv: state.keyvFor(`a ${used}`),
    neighbour: state.keyvFor(`b ${used}`),
    close: () => undefined,
  };
});
