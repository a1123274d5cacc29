import { defineConfig } from 'vitest/config';
import { LongestFirst } from './support/longest-first.ts';

/** What meets Jogg: run over both versions of its API. */
const OVER_BOTH = ['test/{journeys,faults}/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most tests wait for sockets and timers most of the time.
    // No file changes what another one sees, so that modules are loaded once.
    isolate: false,
    maxWorkers: 3,
    maxConcurrency: 6,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/support/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'v1', include: ['test/**/*.test.ts'], env: { JOGG_API_VERSION: 'v1' } },
      },
      {
        extends: true,
        test: { name: 'v2', include: OVER_BOTH, env: { JOGG_API_VERSION: 'v2' } },
      },
    ],
  },
});
