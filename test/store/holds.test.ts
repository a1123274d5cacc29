import { describe, expect, it } from 'vitest';
import { createHolds } from '../../src/store/holds.ts';
import { postgres, sqlite } from './engines.ts';

const logEvent = () => undefined;

describe.each([sqlite, postgres()])('holds on $name', ({ share }) => {
  it('hold a key for the longest time that was asked for, over all processes', async () => {
    const state = await share();
    const [one, other] = [state.open(), state.open()].map(({ change }) =>
      createHolds({ change, logEvent }),
    );
    const told: (number | undefined)[] = [await other?.waitMs('jogg/GET')];
    await one?.hold('jogg/GET', 30_000);
    await other?.hold('jogg/GET', 1_000);
    told.push(await other?.waitMs('jogg/GET'), await other?.waitMs('jogg/POST'));
    await state.pass(29_000);
    told.push(await createHolds({ ...state.open(), logEvent }).waitMs('jogg/GET'));
    await state.pass(1_000);
    told.push(await one?.waitMs('jogg/GET'));
    await state.close();
    expect(told).toEqual([0, 30_000, 0, 1_000, 0]);
  });

  it('never last longer than was asked for, where the clock is set back', async () => {
    const state = await share();
    const { waitMs, hold } = createHolds({ ...state.open(), logEvent });
    await hold('slack/T1/chat.update', 5_000);
    await state.pass(-3_600_000);
    const told = await waitMs('slack/T1/chat.update');
    await state.close();
    expect(told).toBe(5_000);
  });
});

it('a hold that cannot be read or stored is waited for briefly, and said', async () => {
  const logged: string[] = [];
  const change = () => Promise.reject(new Error('gone'));
  const holds = createHolds({ change, logEvent: (event) => void logged.push(event) });
  await holds.hold('jogg/GET', 5_000);
  const told = await holds.waitMs('jogg/GET');
  expect([told, logged]).toEqual([2_000, ['holds_store_failed', 'holds_store_failed']]);
});
