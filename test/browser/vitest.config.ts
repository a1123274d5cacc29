import { defineConfig } from 'vitest/config';
import { measureSlowness, SLOWNESS_VARIABLE } from '../../sandbox/time-limit.ts';

/** Measured once for the whole run; every program of a journey gets it. */
const slowness = measureSlowness();
process.env[SLOWNESS_VARIABLE] = String(slowness);
/** Longer than all waits of one journey, so it only ends a journey that hangs. */
const TEST_TIMEOUT_MS = 600_000 * slowness;

/** Journeys in a real browser, apart from the other tests, which need none. */
export default defineConfig({
  test: {
    include: ['test/browser/*.journey.ts'],
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    teardownTimeout: TEST_TIMEOUT_MS,
    isolate: false,
    maxWorkers: 2,
    reporters: ['default', './test/support/summary-reporter.ts'],
  },
});
