import { expect, it } from 'vitest';
import { createCatalogue, LOOK_MS } from '../../src/catalogue/catalogue-cache.ts';
import { createCatalogueStore } from '../../src/store/catalogue-store.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { avatar, voice } from './some.ts';

/** Two replicas over one state, before a Jogg that answers when `answer` is called. */
async function replicas() {
  const clock = createVirtualClock(Date.UTC(2026, 0, 5, 9));
  const logEvent = () => undefined;
  const state = openState('memory:', logEvent, { clock, random: () => 0.5 });
  const asked: string[] = [];
  let names = ['Amara'];
  let gate = Promise.withResolvers<void>();
  const kept = createCatalogueStore({ ...state, isShared: true, logEvent });
  const replica = (name: string) =>
    createCatalogue({
      library: {
        async avatars() {
          asked.push(name);
          await gate.promise;
          return names.map((each) => avatar({ name: each }));
        },
        voices: async () => [voice()],
      },
      kept,
      clock,
      logEvent,
    });
  const both = [replica('one'), replica('other')] as const;
  for (const each of both) await each.start();
  await clock.runPending();
  return {
    clock,
    kept,
    both,
    asked,
    shown: () => both.map((each) => each.current()?.avatars.map(({ name }) => name)),
    async answer(...now: string[]) {
      names = now;
      gate.resolve();
      await clock.advance(1_000);
      gate = Promise.withResolvers();
    },
  };
}

it('one replica asks Jogg, and all show what it answered; one refreshed, at their next look', async () => {
  const { both, clock, asked, answer, shown } = await replicas();
  await answer('Amara');
  expect([asked, shown()]).toEqual([['one'], [['Amara'], ['Amara']]]);
  const refreshed = both[1].refresh();
  await answer('Amara', 'Bruno');
  await clock.advance(LOOK_MS);
  both[0].touch();
  await clock.runPending();
  const names = ['Amara', 'Bruno'];
  expect([asked, (await refreshed).kind]).toEqual([['one', 'other'], 'done']);
  expect(shown()).toEqual([names, names]);
});

it('a replica asks Jogg itself once the turn of the one that asked is over', async () => {
  const { asked, clock, kept } = await replicas();
  await clock.advance(30_000);
  const early = [...asked];
  // As after a while, where that one was killed.
  await kept.endTurn();
  await clock.advance(1_000);
  expect([early, asked]).toEqual([['one'], ['one', 'other']]);
});
