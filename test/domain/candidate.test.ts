import { expect, it } from 'vitest';
import { canConcern, matchCandidate } from '../../src/domain/video/candidate.ts';
import { MINUTE, NOW, video } from './video.ts';

/** A video whose request was sent now and whose answer was lost. */
function lost(name = '') {
  const unconfirmed = video('unconfirmed', { askedAt: NOW });
  return { ...unconfirmed, order: { ...unconfirmed.order, name } };
}

it.each([
  ['made when the request was sent', '', null, 0, { by: 'time', apartMs: 0 }],
  ['made 2 min later', '', 'Other', 2 * MINUTE, { by: 'time', apartMs: 2 * MINUTE }],
  ['made 2 min sooner', '', null, -2 * MINUTE, { by: 'time', apartMs: 2 * MINUTE }],
  ['made later than that', '', null, 2 * MINUTE + 1, null],
  ['made sooner than that', '', null, -2 * MINUTE - 1, null],
  ['of its name, made much later', 'Launch', 'Launch', 60 * MINUTE, { by: 'title' }],
  ['of its name, made nobody says when', 'Launch', 'Launch', null, { by: 'title' }],
  ['of its name, made before it was asked for', 'Launch', 'Launch', -10 * MINUTE, null],
  ['of another name, made much later', 'Launch', 'launch', 60 * MINUTE, null],
  ['without a name, as it has none', '', '', 60 * MINUTE, null],
  ['of which nothing is known', '', null, null, null],
] as const)('a project %s may be an unconfirmed video: %j, %j', (_, name, title, later, match) => {
  const createdAt = later === null ? null : NOW + later;
  expect(matchCandidate(lost(name), { title, createdAt })).toEqual(match);
});

it('a project is of no video that is not unconfirmed, or never asked for one', () => {
  const facts = { title: 'Launch', createdAt: NOW };
  expect([
    matchCandidate({ ...lost('Launch'), state: 'rendering' }, facts),
    matchCandidate({ ...lost('Launch'), askedAt: null }, facts),
  ]).toEqual([null, null]);
});

it('a webhook that came before the request was sent is about another one', () => {
  const concerns = [-2 * MINUTE - 1, -2 * MINUTE, MINUTE].map((ms) => canConcern(lost(), NOW + ms));
  expect([...concerns, canConcern(video('announced'), NOW)]).toEqual([false, true, true, false]);
});
