import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line, `N passed, N failed`, for people and for CI. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const [passed, failed] = [count('passed'), count('failed') + broken + unhandled.length];
    const skipped = tests.length - passed - count('failed');
    const before = skipped > 0 ? `${skipped} skipped\n` : '';
    process.stdout.write(`\n${before}${passed} passed, ${failed} failed\n`);
  }
}
