import { openState } from '../../src/store/open-state.ts';

/** A process that writes as fast as it can and says what was acknowledged: to be killed. */
const state = openState(`sqlite://${process.argv[2]}`, () => undefined);
const keyv = state.keyvFor('video');
for (let n = 0; ; n += 1) {
  await keyv.set(`video ${n}`, { n, text: 'x'.repeat(n % 3_000) });
  process.stdout.write(`${n}\n`);
  await new Promise(setImmediate);
}
