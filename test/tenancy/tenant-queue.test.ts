import { expect, it, onTestFinished } from 'vitest';
import { queueOf, type TaskRunner, wireQueue } from '../../src/app/wire-queue.ts';
import { openState } from '../../src/store/open-state.ts';
import { SealError } from '../../src/tenancy/sealing.ts';
import type { Tenants } from '../../src/tenancy/tenants.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

it('a task whose installation cannot be opened waits without a quarantine, while others run', async () => {
  const clock = createVirtualClock();
  const state = openState('memory:', () => {}, { clock, random: () => 0.5 });
  const ran: string[] = [];
  let isSealed = true;
  const byScope: Tenants<TaskRunner>['byScope'] = async (scope, use) => {
    if (scope === 'T1' && isSealed) throw new SealError('key_missing', 'abcd1234');
    const run: TaskRunner['run'] = async (id) => {
      ran.push(`${scope} ${id}`);
      return 'idle';
    };
    return use({ run, quarantineNotice: async () => 'over' });
  };
  const events: string[] = [];
  const logEvent = (event: string) => void events.push(event);
  const shared = { state, clock, random: () => 0.5, isMultiTenant: true, logEvent };
  const queue = wireQueue(shared as never);
  onTestFinished(async () => {
    await queue.stop(0);
    state.close();
  });
  await queue.start({ byScope });
  for (const scope of ['T1', 'T2', '']) await queueOf(queue, scope).add('v_1', '');
  await clock.advance(600_000);
  expect([ran, events]).toEqual([['T2 v_1', ' v_1'], ['queue_started']]);
  isSealed = false;
  await clock.advance(61_000);
  expect(ran[2]).toBe('T1 v_1');
});
