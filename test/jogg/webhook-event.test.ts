import { describe, expect, it } from 'vitest';
import { readWebhookEvent } from '../../src/jogg/webhook/webhook-event.ts';

const read = (body: unknown) => readWebhookEvent(new TextEncoder().encode(JSON.stringify(body)));

describe('a webhook', () => {
  it.each([
    [
      'v1, as documented',
      {
        event_id: 'evt_1',
        event: 'generated_video_success',
        timestamp: 1,
        data: { project_id: 'p', video_url: 'x', duration: 30 },
      },
      {
        projectId: 'p',
        event: 'generated_video_success',
        eventId: 'evt_1',
        ok: true,
        reason: null,
      },
    ],
    [
      'v1, failed',
      {
        event_id: 'evt_1',
        event: 'generated_video_failed',
        data: { project_id: 'p', error: { message: 'x' } },
      },
      { projectId: 'p', event: 'generated_video_failed', eventId: 'evt_1', ok: false, reason: 'x' },
    ],
    [
      'v2, as documented',
      {
        event_id: 'evt_1',
        event: 'generated_avatar_video_success',
        data: { video_id: 'video_1', status: 'completed' },
      },
      {
        projectId: 'video_1',
        event: 'generated_avatar_video_success',
        eventId: 'evt_1',
        ok: true,
        reason: null,
      },
    ],
    [
      'v2, as delivered',
      {
        event_id: 'evt_1',
        event: 'generated_avatar_video_success',
        data: { project_id: 'p', video_url: 'x', duration: 9 },
      },
      {
        projectId: 'p',
        event: 'generated_avatar_video_success',
        eventId: 'evt_1',
        ok: true,
        reason: null,
      },
    ],
    [
      'v2, failed',
      { event: 'generated_avatar_video_failed', data: { video_id: 'v', error: 'text' } },
      {
        projectId: 'v',
        event: 'generated_avatar_video_failed',
        eventId: null,
        ok: false,
        reason: 'text',
      },
    ],
    [
      'an id as a number, and both ids',
      {
        event: 'generated_video_success',
        event_id: 7,
        data: { project_id: 12, video_id: 'other' },
      },
      { projectId: '12', event: 'generated_video_success', eventId: null, ok: true, reason: null },
    ],
    [
      'an id that is no id beside one that is',
      { event: 'generated_video_success', data: { project_id: '', video_id: 'v' } },
      { projectId: 'v', event: 'generated_video_success', eventId: null, ok: true, reason: null },
    ],
    [
      'an event nobody knows',
      { event: 'video.processing', data: { project_id: 'p' } },
      { projectId: 'p', event: 'video.processing', eventId: null, ok: null, reason: null },
    ],
  ])('of %s names its project', (_, body, event) => {
    expect(read(body)).toEqual(event);
  });

  it.each([
    ['an avatar', { event: 'create_avatar_success', data: { avatar_id: 3 } }],
    ['no data', { event: 'generated_video_success' }],
    ['null', null],
    ['a list', []],
    ['no event', { data: { project_id: 'p' } }],
    ['an id of 10 kB', { event: 'e', data: { project_id: 'x'.repeat(10_000) } }],
    ['an id that is an object', { event: 'e', data: { project_id: { $ne: 1 } } }],
  ])('of %s names none', (_, body) => {
    expect(read(body)).toBeNull();
  });

  it.each(['', 'no JSON', '{"event":', '\u0000'])('of %j names none', (text) => {
    expect(readWebhookEvent(new TextEncoder().encode(text))).toBeNull();
  });

  it('of bytes that are no text names none', () => {
    expect(readWebhookEvent(Uint8Array.from([0xff, 0xfe, 0xc3]))).toBeNull();
  });
});
