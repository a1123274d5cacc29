import { defineConfig } from 'vitest/config';
import { measureSlowness, SLOWNESS_VARIABLE } from '../../sandbox/time-limit.ts';

/** Measured once for the whole run, and handed on to every program that a journey starts. */
const slowness = measureSlowness();
process.env[SLOWNESS_VARIABLE] = String(slowness);
/** Longer than all that one journey may wait for: this ends what hangs, and judges no speed. */
const TEST_TIMEOUT_MS = 600_000 * slowness;

/** Journeys in a real browser. Apart from the other tests: those need no browser. */
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
