import { expect, it } from 'vitest';
import { readWebhookEvent } from '../../src/jogg/webhook/webhook-event.ts';

const read = (body: unknown) => readWebhookEvent(new TextEncoder().encode(JSON.stringify(body)));
const SUCCESS = 'generated_video_success';
const FAILED = 'generated_video_failed';
const V2_SUCCESS = 'generated_avatar_video_success';
const V2_FAILED = 'generated_avatar_video_failed';
const done = { video_url: 'x', duration: 30 };

/** How a webhook is called, its event, its data, and the project, `ok` and the reason it tells. */
it.each<[string, string, object, string, boolean | null, string | null]>([
  ['v1, as documented', SUCCESS, { project_id: 'p', ...done }, 'p', true, null],
  ['v1, failed', FAILED, { project_id: 'p', error: { message: 'x' } }, 'p', false, 'x'],
  ['v2, as documented', V2_SUCCESS, { video_id: 'v_1', status: 'completed' }, 'v_1', true, null],
  ['v2, as delivered', V2_SUCCESS, { project_id: 'p', ...done }, 'p', true, null],
  ['v2, failed in other words', V2_FAILED, { video_id: 'v', err_msg: 'no' }, 'v', false, 'no'],
  ['a failure without a reason', FAILED, { project_id: 'p' }, 'p', false, null],
  ['a success with an error', SUCCESS, { project_id: 'p', error: 'no' }, 'p', true, null],
  ['two ids, one a number', SUCCESS, { project_id: 12, video_id: 'other' }, '12', true, null],
  ['an id beside one that is none', SUCCESS, { project_id: '', video_id: 'v' }, 'v', true, null],
  ['an unknown event', 'video.processing', { project_id: 'p', error: 'no' }, 'p', null, null],
])('a webhook of %s names its project', (_, event, data, projectId, ok, reason) => {
  const told = { projectId, event, ok, reason };
  expect(read({ event_id: 'evt_1', event, timestamp: 1, data })).toEqual({
    ...told,
    eventId: 'evt_1',
  });
  expect(read({ event_id: 7, event, data })).toEqual({ ...told, eventId: null });
});

it.each([
  ['an avatar', { event: 'create_avatar_success', data: { avatar_id: 3 } }],
  ['no data', { event: SUCCESS }],
  ['a list', []],
  ['no event', { data: { project_id: 'p' } }],
  ['an id of 10 kB', { event: 'e', data: { project_id: 'x'.repeat(10_000) } }],
  ['an id that is an object', { event: 'e', data: { project_id: { $ne: 1 } } }],
])('a webhook of %s names none', (_, body) => {
  expect(read(body)).toBeNull();
});

it('a webhook of bytes that are no JSON names none', () => {
  const odd = ['', 'no JSON', '{"event":', '\u0000', '\xff\xfe\xc3'];
  const read = odd.map((bytes) => readWebhookEvent(Buffer.from(bytes, 'latin1')));
  expect(read).toEqual(odd.map(() => null));
});
