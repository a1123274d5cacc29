import { beforeAll, describe, expect, it } from 'vitest';
import type { Bug } from '../bugs.ts';
import { CALL_NAMES } from '../calls.ts';
import { livesOf } from './lives.ts';
import { loseClaims } from './lose-claims.ts';

const LIVES = [...livesOf('v1'), ...livesOf('v2')];
/** `npm run simulate` loses the claim at every point of every life. */
const EVERY = 30;
/** What a run that holds its task never calls: forms, buttons and webhooks do. */
const OF_OTHERS = [
  ...['store.rememberHint', 'store.saveCommand', 'queue.add', 'queue.wake', 'queue.claim'],
  ...['unconfirmed.rememberHint', 'unconfirmed.videoIds', 'videos.remember'],
];

describe('a claim lost at any await of a life, to a replica that takes the task over', () => {
  let lost: Awaited<ReturnType<typeof loseClaims>>;
  beforeAll(async () => {
    lost = await loseClaims(LIVES, EVERY);
  });

  it('breaks no promise, and is taken over wherever it is lost', () => {
    const { points, missed, broken } = lost;
    expect([broken.slice(0, 10), missed, points > 350]).toEqual([[], [], true]);
  });

  it('every port call of a run is met by some life', () => {
    expect(CALL_NAMES.filter((name) => !lost.met.has(name))).toEqual(OF_OTHERS);
  });
});

describe('a fence that is missing is noticed', () => {
  it.each<[string, Bug, rule: string]>([
    ['a store that takes what a lost holder writes', { unfenced: ['save'] }, 'paid once'],
    ['a lease that is never found lost', { unfenced: ['isHeld'] }, 'one holder'],
    ['a queue that lets a lost holder end a run', { unfenced: ['end'] }, 'only forward'],
  ])('%s', async (_, bug, rule) => {
    const { broken } = await loseClaims(livesOf('v1'), 1, bug, rule);
    expect(broken.map((each) => each.rule)).toContain(rule);
  });
});
