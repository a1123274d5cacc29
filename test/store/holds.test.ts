import { describe, expect, it, onTestFinished } from 'vitest';
import { createHolds } from '../../src/store/limits/holds.ts';
import { postgres, sqlite } from './engines.ts';

const logEvent = () => undefined;

describe.each([sqlite, postgres()])('holds on $name', ({ share }) => {
  it('hold a key for the longest time that was asked for, over all processes', async () => {
    const state = await share();
    onTestFinished(() => state.close());
    const process = () => createHolds({ ...state.open(), logEvent });
    const [one, other] = [process(), process()];
    const waits = [await other.waitMs('jogg/GET')];
    await one.hold('jogg/GET', 30_000);
    await other.hold('jogg/GET', 1_000);
    waits.push(await other.waitMs('jogg/GET'), await other.waitMs('jogg/POST'));
    await state.pass(29_000);
    waits.push(await process().waitMs('jogg/GET'));
    // The clock is set back: the hold lasts no longer than was asked for.
    await state.pass(-3_600_000);
    waits.push(await one.waitMs('jogg/GET'));
    await state.pass(3_601_000);
    expect([...waits, await one.waitMs('jogg/GET')]).toEqual([0, 30_000, 0, 1_000, 30_000, 0]);
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
