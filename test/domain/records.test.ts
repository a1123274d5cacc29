import { expect, it } from 'vitest';
import { orderSchema, videoSchema } from '../../src/domain/video/video.ts';
import { facts } from './facts.ts';
import { video } from './video.ts';

it('what was recorded before a field was there still loads', () => {
  const whole = video('requested');
  const { audio: _a, background: _b, ...order } = facts.order;
  const { place: _p, lineage: _l, cancelledIn: _c, audioUrl: _u, file: _f, ...rest } = whole;
  const { askedAt: _k, answered: _w, candidate: _d, requesterHome: _h, ...before } = rest;
  const { notBefore: _n, ...poll } = whole.poll;
  expect(orderSchema.parse(order)).toEqual(facts.order);
  expect(videoSchema.parse({ ...before, order, poll })).toEqual(whole);
});
