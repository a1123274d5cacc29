import { timeLimit } from '../../sandbox/time-limit.ts';

/** The longest wait of a test on a quiet machine. */
const WAIT_MS = 30_000;

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const began = Date.now();
  while (!(await holds())) {
    if (Date.now() - began > timeLimit(WAIT_MS)) throw new Error(`never came true: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
