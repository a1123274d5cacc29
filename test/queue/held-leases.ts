import { expect, it } from 'vitest';
import type { Lease } from '../../src/domain/ports.ts';
import { createGate, type MakeHarness, started } from './harness.ts';

/** How long a run holds its claim, and what a stop does to it. */
export function itHoldsUntilTheEnd(make: MakeHarness): void {
  it('a claim is held while its run lasts, and no longer', async () => {
    const isHeld: boolean[] = [];
    let kept: Lease | undefined;
    const gate = createGate();
    const { queue, pass } = await started(make, async (_id, _payload, claim) => {
      kept = claim;
      isHeld.push(await claim.isHeld());
      await gate.opened;
      isHeld.push(await claim.isHeld());
      return 'idle';
    });
    await queue.add('a', '');
    await pass(300_000);
    gate.open();
    await pass(0);
    isHeld.push((await kept?.isHeld()) ?? true);
    expect(isHeld).toEqual([true, true, false]);
  });

  it('stopping waits for what runs and begins nothing new', async () => {
    const runs: string[] = [];
    const gate = createGate();
    const { queue, pass } = await started(make, async (id) => {
      await gate.opened;
      runs.push(id);
      return 'idle';
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
    const isHeld: boolean[] = [];
    const gate = createGate();
    const { queue, pass } = await started(make, async (_id, _payload, claim) => {
      await gate.opened;
      isHeld.push(await claim.isHeld());
      return 'idle';
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
    expect([early, stopped, isHeld]).toEqual([false, true, [false]]);
  });
}
