import { expect, it } from 'vitest';
import { cardVersionOf, placeShown } from '../../src/domain/video/card-version.ts';
import { NOW, someVideo } from './some-video.ts';

it('a place in line is exact up to ten, then by tens', () => {
  expect([1, 9, 10, 11, 20, 21].map(placeShown)).toEqual([1, 9, 10, 20, 20, 30]);
  expect([
    cardVersionOf(someVideo('announced', { place: 14 }), NOW),
    cardVersionOf(someVideo('requested', { place: null }), NOW),
  ]).toEqual(['queued:20', 'queued']);
});

it('a failure without a reason has a face, and an offer has its own', () => {
  const candidate = { id: 'p9', version: 'v1' as const, title: null };
  expect([
    cardVersionOf(someVideo('failed'), NOW),
    cardVersionOf(someVideo('unconfirmed', { candidate }), NOW),
    cardVersionOf(someVideo('unconfirmed', { confirmations: 2 }), NOW),
  ]).toEqual(['failed:unreadable', 'unconfirmed:1:p9', 'unconfirmed:2']);
});
