import { onTestFinished } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { describeBackend } from './backend-suite.ts';
import { describeRaces } from './race-suite.ts';
import { someFolder } from './some-files.ts';

/** SQLite goes by the clock of its process, so that time may be made up. */
function sqlite() {
  const clock = createVirtualClock();
  const url = `sqlite://${someFolder()}/state.sqlite`;
  return {
    pass: clock.advance,
    open: async (count: number) =>
      Array.from({ length: count }, () => {
        const state = openState(url, () => undefined, { clock, random: Math.random });
        onTestFinished(() => state.close());
        return state;
      }),
  };
}

describeBackend('SQLite', sqlite);
describeRaces('SQLite', sqlite);
