import { expect, it } from 'vitest';
import { consecutiveFailures, createCircuit, halfFailed } from '../../src/lib/circuit.ts';
import { createFakeTime, playScript } from './play-script.ts';

const FIVE = () => consecutiveFailures(5);
const HALF = (time: ReturnType<typeof createFakeTime>) =>
  halfFailed({ clock: time.clock, minCalls: 10, windowMs: 30_000 });

// One call runs while the circuit opens.
const PENDING = 'begin 1, new-fail 5, pass 30000';

// `begin` starts that many calls; `ok` and `fail` end the oldest running calls, or new ones.
it.each([
  ['stays closed after four failures in a row', FIVE, 'ok 9, fail 4, pauses 0'],
  ['opens after five failures in a row', FIVE, 'ok 9, fail 5, pauses 30000'],
  ['counts failures from zero after a success', FIVE, 'fail 4, ok 1, fail 4, pauses 0'],
  ['stays closed after nine failures of nine calls', HALF, 'fail 9, pauses 0'],
  ['opens after ten failures of ten calls', HALF, 'fail 10, pauses 30000'],
  ['opens if half of ten calls failed', HALF, 'ok 5, fail 5, pauses 30000'],
  ['stays closed if less than half failed', HALF, 'ok 11, fail 9, pauses 0'],
  ['stays closed after a thousand successes', HALF, 'ok 1000, pauses 0'],
  ['forgets the failures of 30 s ago', HALF, 'fail 9, pass 30000, fail 9, pauses 0'],
  ['remembers the failures of 29 s ago', HALF, 'fail 9, pass 29999, fail 1, pauses 30000'],
  ['counts from zero after it has closed', HALF, 'fail 10, pass 30000, ok 1, fail 9, pauses 0'],
  ['admits a probe after 30 s', FIVE, 'fail 5, pass 29999, pauses 1, pass 1, pauses 0'],
  ['tells a call how long to wait', FIVE, 'open 0, fail 5, pass 9000, held 21000, open 1'],
  ['admits only one probe', FIVE, 'fail 5, pass 30000, begin 1, pauses 5000, held 5000'],
  ['closes if its probe succeeds', FIVE, 'fail 5, pass 30000, ok 1, fail 4, pauses 0'],
  ['opens again if its probe fails', FIVE, 'fail 5, pass 30000, fail 1, pauses 30000'],
  ['ignores successes of older calls', FIVE, 'begin 2, new-fail 5, ok 1, pauses 30000'],
  ['ignores failures of older calls', FIVE, 'begin 2, new-fail 5, pass 9000, fail 2, pauses 21000'],
  ['probes with a new call', FIVE, `${PENDING}, begin 1, ok 1, pauses 5000, fail 1, pauses 30000`],
  ['counts new failures', FIVE, `${PENDING}, new-ok 1, new-fail 4, fail 1, pauses 0`],
])('a circuit %s', (_, startCounting, script) => {
  const time = createFakeTime();
  const circuit = createCircuit({ clock: time.clock, startCounting: startCounting(time) });
  const running: ((healthy: boolean) => void)[] = [];
  const begin = () => {
    const entry = circuit.enter();
    if (entry.kind !== 'go') throw new Error(`paused for ${entry.forMs} ms`);
    return entry.report;
  };
  const play = (verb: string, number: number) => {
    if (verb === 'pauses') return circuit.pauseMs();
    if (verb === 'open') return Number(circuit.isOpen());
    if (verb === 'held') {
      const entry = circuit.enter();
      return entry.kind === 'paused' ? entry.forMs : 0;
    }
    if (verb === 'pass') time.advance(number);
    else
      for (let i = 0; i < number; i += 1) {
        const report = (/^(begin|new-)/.test(verb) ? undefined : running.shift()) ?? begin();
        if (verb === 'begin') running.push(report);
        else report(verb.endsWith('ok'));
      }
    return undefined;
  };
  expect(playScript(script, play)).toBe(script);
});
