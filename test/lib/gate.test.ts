import { expect, it } from 'vitest';
import { createGates } from '../../src/lib/gate.ts';
import { createFakeTime, playScript } from './play-script.ts';

it.each([
  ['that was never closed admits every call', 5, 'waits 0, waits 0, closed 0'],
  ['that is closed returns the remaining time', 0, 'close 7, waits 7, pass 6, waits 1, closed 1'],
  ['without probes opens after its time', 0, 'close 7, pass 7, waits 0, closed 0, waits 0'],
  ['does not open earlier after a shorter closure', 0, 'close 7, close 1, waits 7'],
  ['stays closed longer after a longer closure', 0, 'close 1, close 7, waits 7'],
  ['admits one probe after its time', 5, 'close 7, pass 7, waits 0, waits 5, closed 1'],
  ['admits another probe later', 5, 'close 7, pass 7, waits 0, pass 5, waits 0, waits 5'],
  ['that is opened admits every call', 5, 'close 7, open 0, waits 0, waits 0, closed 0'],
  ['that its probe closes stays closed', 5, 'close 5, pass 5, waits 0, pass 2, close 5, waits 5'],
])('a gate %s', (_, probeMs, script) => {
  const { clock, advance } = createFakeTime();
  const gates = createGates({ clock, probeMs });
  const play = (verb: string, ms: number) => {
    if (verb === 'waits') return gates.enter('a');
    if (verb === 'closed') return Number(gates.isClosed('a'));
    if (verb === 'close') gates.close('a', ms);
    else if (verb === 'open') gates.open('a');
    else advance(ms);
    return undefined;
  };
  expect([playScript(script, play), gates.enter('b')]).toEqual([script, 0]);
});
