import { expect, it } from 'vitest';
import { readWebhookEvent } from '../../src/jogg/webhook/webhook-event.ts';

const read = (body: unknown) => readWebhookEvent(new TextEncoder().encode(JSON.stringify(body)));
const SUCCESS = 'generated_video_success';
const FAILED = 'generated_video_failed';
const V2_FAILED = 'generated_avatar_video_failed';

/** A webhook’s name, event and data, and the project, `ok` and reason read from it. */
it.each<[string, string, object, string, boolean | null, string | null]>([
  ['v1', SUCCESS, { project_id: 'p', video_url: 'x', error: 'no' }, 'p', true, null],
  ['v1, failed', FAILED, { project_id: 'p', error: { message: 'x' } }, 'p', false, 'x'],
  ['v2, failed with other fields', V2_FAILED, { video_id: 'v', err_msg: 'no' }, 'v', false, 'no'],
  ['a failure without a reason', FAILED, { project_id: 'p' }, 'p', false, null],
  ['two ids, one a number', SUCCESS, { project_id: 12, video_id: 'other' }, '12', true, null],
  ['an empty id and a valid one', SUCCESS, { project_id: '', video_id: 'v' }, 'v', true, null],
  ['an unknown event', 'video.processing', { project_id: 'p', error: 'no' }, 'p', null, null],
])('a webhook of %s names its project', (_, event, data, projectId, ok, reason) => {
  const expected = { projectId, event, ok, reason };
  const events = ['evt_1', 7].map((event_id) => read({ event_id, event, timestamp: 1, data }));
  expect(events).toEqual(['evt_1', null].map((eventId) => ({ ...expected, eventId })));
});

it('any other webhook, and bytes that are not JSON, name no project', () => {
  const withProject = (project_id: unknown) => ({ event: 'e', data: { project_id } });
  const others = [
    { event: 'create_avatar_success', data: { avatar_id: 3 } },
    ...[{ event: SUCCESS }, { data: { project_id: 'p' } }, null, []],
    ...[withProject('x'.repeat(10_000)), withProject({ $ne: 1 })],
  ];
  const notJson = ['', 'no JSON', '{"event":', '\u0000', '\xff\xfe\xc3'];
  const invalid = notJson.map((text) => readWebhookEvent(Buffer.from(text, 'latin1')));
  expect([...others.map(read), ...invalid].filter((each) => each !== null)).toEqual([]);
});
