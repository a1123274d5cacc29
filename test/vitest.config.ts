import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { measureSlowness, SLOWNESS_VARIABLE } from '../sandbox/time-limit.ts';

const EVERYTHING = ['{test,sandbox}/**/*.test.ts'];
/** Tests that depend on the version of Jogg's API. All others run only over v1. */
const ALSO_WITH_V2 = [
  'test/journeys/{main-job,form-audio,remix}.test.ts',
  'test/faults/webhook.test.ts',
];

/** Measured once for the whole run; every test and every program of a test gets it. */
const slowness = measureSlowness();
process.env[SLOWNESS_VARIABLE] = String(slowness);
// All programs that tests start share one compile cache.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'jogg-slack-compiled');
/** Longer than all waits of one test, so they only end a test that hangs. */
const TEST_TIMEOUT_MS = 600_000 * slowness;

const LONGEST_FILES =
  /(isolation|process-lifecycle|simulation|troubles|demo|postgres-state|migrate)\.test/;

/** Starts the longest files first, so that the run does not end with a long one. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (LONGEST_FILES.test(moduleId) ? 0 : 1);
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    teardownTimeout: TEST_TIMEOUT_MS,
    expect: { poll: { timeout: TEST_TIMEOUT_MS } },
    // Most tests mostly wait for sockets and timers.
    // No file changes state that another one sees, so modules are loaded once.
    isolate: false,
    maxWorkers: availableParallelism() + 1,
    // On a slow machine, concurrent tests wait for each other's work.
    maxConcurrency: slowness > 2 ? 2 : 6,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'v1',
          include: EVERYTHING,
          env: { JOGG_API_VERSION: 'v1' },
          globalSetup: './test/support/postgres-server.ts',
        },
      },
      {
        extends: true,
        test: { name: 'v2', include: ALSO_WITH_V2, env: { JOGG_API_VERSION: 'v2' } },
      },
    ],
  },
});
