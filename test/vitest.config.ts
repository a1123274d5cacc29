import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { measureSlowness, SLOWNESS_VARIABLE } from '../sandbox/time-limit.ts';

const EVERYTHING = ['{test,sandbox}/**/*.test.ts'];
/** Where the answers of Jogg's two versions differ in form. Everything else runs over v1 alone. */
const ALSO_WITH_V2 = [
  'test/journeys/{main-job,form-audio,remix}.test.ts',
  'test/faults/webhook.test.ts',
];

/** Measured once for the whole run; handed on to every test and every program that one starts. */
const slowness = measureSlowness();
process.env[SLOWNESS_VARIABLE] = String(slowness);
// The programs that tests start are compiled once for all of them.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'jogg-slack-compiled');
/** Longer than all that one test may wait for: these end what hangs, and judge no speed. */
const TEST_TIMEOUT_MS = 600_000 * slowness;

const LONGEST_FILES =
  /(isolation|process-lifecycle|simulation|troubles|demo|postgres-state|migrate)\.test/;

/** Starts the longest files first, so that none begins last and keeps everybody waiting. */
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
    // Most tests wait for sockets and timers most of the time.
    // No file changes what another one sees, so that modules are loaded once.
    isolate: false,
    maxWorkers: availableParallelism() + 1,
    // On a slow machine tests that run beside each other wait for each other's work.
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
