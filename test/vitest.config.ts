import { defineConfig } from 'vitest/config';

/** What meets Jogg: run over both versions of its API. */
const OVER_BOTH = [
  'test/journeys/**/*.test.ts',
  'test/faults/{jogg-*,killed,process,slack-*,store,webhook*}.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // On a shared runner a free port may be taken before the program opens it.
    retry: process.env['CI'] ? 1 : 0,
    // Most tests wait for sockets and timers most of the time.
    maxWorkers: 3,
    maxConcurrency: 6,
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
