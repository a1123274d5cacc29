import { describe, expect, it } from 'vitest';
import { type Breaker, createBreaker } from '../../src/jogg/http/breaker.ts';
import { createFakeClock } from './stand-in.ts';

const setUp = () => {
  const time = createFakeClock();
  return { breaker: createBreaker(time), ...time };
};

/** Enters, which must be allowed; answers how to report. */
function enter(breaker: Breaker) {
  const entry = breaker.enter();
  if (entry.kind !== 'go') throw new Error(`held for ${entry.forMs} ms`);
  return entry.report;
}

function calls(breaker: Breaker, healthy: number, unhealthy: number) {
  for (let i = 0; i < healthy; i += 1) enter(breaker)(true);
  for (let i = 0; i < unhealthy; i += 1) enter(breaker)(false);
}

describe('the breaker', () => {
  it.each([
    ['nine sick calls', 0, 9, 0],
    ['ten sick calls', 0, 10, 30_000],
    ['half of ten sick', 5, 5, 30_000],
    ['less than half of twenty sick', 11, 9, 0],
    ['a thousand healthy calls', 1_000, 0, 0],
  ])('after %s', (_, healthy, unhealthy, heldMs) => {
    const { breaker } = setUp();

    calls(breaker, healthy, unhealthy);

    expect(breaker.pauseMs()).toBe(heldMs);
  });

  it('forgets calls after 30 s', () => {
    const { breaker, pass } = setUp();

    calls(breaker, 0, 9);
    pass(30_000);
    calls(breaker, 0, 9);

    expect(breaker.pauseMs()).toBe(0);
  });

  it('lets one probe through after 30 s, and only one', () => {
    const { breaker, pass } = setUp();
    calls(breaker, 0, 10);

    pass(29_999);
    expect(breaker.enter()).toEqual({ kind: 'paused', forMs: 1 });
    pass(1);
    const report = enter(breaker);
    expect(breaker.enter()).toEqual({ kind: 'paused', forMs: 5_000 });
    report(true);

    calls(breaker, 0, 9);
    expect(breaker.pauseMs()).toBe(0);
  });

  it('closes for another 30 s where the probe is sick', () => {
    const { breaker, pass } = setUp();
    calls(breaker, 0, 10);
    pass(30_000);

    enter(breaker)(false);

    expect(breaker.pauseMs()).toBe(30_000);
  });

  it('does not take a call from before for the probe', () => {
    const { breaker, pass } = setUp();
    const slow = [enter(breaker), enter(breaker)];
    calls(breaker, 0, 10);
    slow[0]?.(true);
    expect(breaker.pauseMs()).toBe(30_000);
    pass(30_000);
    const probe = enter(breaker);

    slow[1]?.(true);

    expect(breaker.pauseMs()).toBe(5_000);
    probe(false);
    expect(breaker.pauseMs()).toBe(30_000);
  });

  it('lets at most one call in 30 s through for an hour of illness', () => {
    const { breaker, pass } = setUp();
    calls(breaker, 0, 10);

    let sent = 0;
    for (let second = 0; second < 3_600; second += 1) {
      pass(1_000);
      const entry = breaker.enter();
      if (entry.kind === 'paused') continue;
      sent += 1;
      entry.report(false);
    }

    expect(sent).toBe(120);
  });

  it('is not held longer for calls that fail late', () => {
    const { breaker, pass } = setUp();
    const reports = Array.from({ length: 25 }, () => enter(breaker));
    for (const report of reports.slice(0, 10)) report(false);

    pass(10_000);
    for (const report of reports.slice(10)) report(false);

    expect(breaker.pauseMs()).toBe(20_000);
  });
});
