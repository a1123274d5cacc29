import { expect, it } from 'vitest';
import type { Claim } from '../../src/domain/ports.ts';
import { createGate, type MakeHarness, started } from './harness.ts';

/** How long a run holds its claim, and what a stop does to it. */
export function itHoldsUntilTheEnd(make: MakeHarness): void {
  it('a claim is held while its run lasts, and no longer', async () => {
    const held: boolean[] = [];
    let kept: Claim | undefined;
    const gate = createGate();
    const { queue, pass } = await started(make, async (_id, _payload, claim) => {
      kept = claim;
      held.push(await claim.held());
      await gate.opened;
      held.push(await claim.held());
      return 'until woken';
    });
    await queue.add('a', '');
    await pass(300_000);
    gate.open();
    await pass(0);
    held.push((await kept?.held()) ?? true);
    expect(held).toEqual([true, true, false]);
  });

  it('stopping waits for what runs and begins nothing new', async () => {
    const runs: string[] = [];
    const gate = createGate();
    const { queue, pass } = await started(make, async (id) => {
      await gate.opened;
      runs.push(id);
      return 'until woken';
    });
    await queue.add('a', '');
    await pass(0);
    const stopping = queue.stop(20_000);
    await queue.add('b', '');
    await pass(10_000);
    gate.open();
    await pass(0);
    await stopping;
    await pass(60_000);
    expect(runs).toEqual(['a']);
  });

  it('stopping does not wait for ever, and what still runs holds its claim no more', async () => {
    const held: boolean[] = [];
    const gate = createGate();
    const { queue, pass } = await started(make, async (_id, _payload, claim) => {
      await gate.opened;
      held.push(await claim.held());
      return 'until woken';
    });
    await queue.add('a', '');
    await pass(0);
    let stopped = false;
    const stopping = queue.stop(20_000).then(() => {
      stopped = true;
    });
    await pass(19_000);
    const early = stopped;
    await pass(1_000);
    await stopping;
    gate.open();
    await pass(0);
    expect([early, stopped, held]).toEqual([false, true, [false]]);
  });
}
