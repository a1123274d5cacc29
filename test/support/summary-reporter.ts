import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends a run with one line, `N passed, N failed`, for people and for CI. The line before it gives
 * the number that passed on PostgreSQL, by the names of the suites.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const of = (state: string) => tests.filter((test) => test.result().state === state);
    const [passed, failedTests] = [of('passed'), of('failed').length];
    const brokenModules = modules.filter((module) => module.errors().length > 0).length;
    const failed = failedTests + brokenModules + unhandled.length;
    const onPostgres = passed.filter(({ fullName }) => fullName.includes('PostgreSQL')).length;
    const skipped = tests.length - passed.length - failedTests;
    const skipLine = skipped > 0 ? `${skipped} skipped\n` : '';
    const postgresLine = onPostgres > 0 ? `${onPostgres} of them on PostgreSQL\n` : '';
    process.stdout.write(`\n${skipLine}${postgresLine}${passed.length} passed, ${failed} failed\n`);
  }
}
