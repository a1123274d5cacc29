import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import * as started from './started.ts';

const { CREATE_V1, CREATE_V2, ORDER_V1, ORDER_V2, startJogg, startReceiver } = started;
const V1_EVENTS = ['generated_video_success', 'generated_video_failed'];
const V2_EVENTS = ['generated_avatar_video_success', 'generated_avatar_video_failed'];
const LINK = expect.stringMatching(/-video\.mp4$/);

/** A sandbox, and a receiver registered for these events. */
async function told(events: readonly string[], options = {}, ...statuses: number[]) {
  const jogg = await startJogg(options);
  const receiver = await startReceiver(...statuses);
  const endpoint = await register(jogg, receiver.url, events);
  return { ...jogg, receiver, received: receiver.received, endpoint };
}
type Started = started.Started;
const register = ({ data }: Started, url: string, events: readonly string[]) =>
  data('POST', '/v2/endpoint', { url, events, status: 'enabled' });

async function render({ data, jogg }: Started, change: object = {}): Promise<string> {
  const v2 = 'avatar' in change;
  const made = await data('POST', v2 ? CREATE_V2 : CREATE_V1, {
    ...(v2 ? {} : ORDER_V1),
    ...change,
  });
  const id = String(made.project_id ?? made.video_id);
  await jogg.finish(id);
  return id;
}
const saying = (script: string) => ({ ...ORDER_V2, voice: { ...ORDER_V2.voice, script } });

test('a success is delivered signed, in the words of v1', async () => {
  const stand = await startJogg({ now: () => 1_751_909_260_999 });
  const { received, url } = await startReceiver();
  const { secret } = await stand.data('POST', '/v1/endpoint', { url, events: V1_EVENTS });
  const id = await render(stand);
  const [mail] = received;
  const file = `${stand.jogg.projects.get(id)?.fileName}-video.mp4`;
  const video_url = `${stand.jogg.url}/media/project/${id}/${file}`;
  expect(received.map(({ json }) => json)).toEqual([
    {
      event_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      ...{ event: 'generated_video_success', timestamp: 1_751_909_260 },
      data: { project_id: id, video_url, duration: 2 },
    },
  ]);
  const signature = createHmac('sha256', secret).update(mail?.body ?? '');
  expect(mail?.headers).toMatchObject({
    ...{ 'content-type': 'application/json', 'user-agent': 'Jogg-Webhook/1.0' },
    'x-webhook-event': 'generated_video_success',
    'x-webhook-signature': signature.digest('hex'),
  });
});

test('a failure says why, and GET of v1 does not', async () => {
  const stand = await told(V1_EVENTS);
  stand.jogg.outcome({ match: 'odd', error: 'plain text' });
  const scripts = ['[fail: No voice] x', '[fail] y', '[fail] odd'];
  const ids = [];
  for (const script of scripts) ids.push(await render(stand, { script }));
  const errors = [
    { message: 'No voice' },
    ...[{ message: 'The voice could not be synthesised' }, 'plain text'],
  ];
  expect(stand.received.map(({ json }) => [json.event, json.data])).toEqual(
    ids.map((project_id, at) => ['generated_video_failed', { project_id, error: errors[at] }]),
  );
  const polled = await stand.data('GET', `/v1/project?project_id=${ids[0]}`);
  expect(JSON.stringify(polled)).not.toContain('No voice');
});

test('v2 delivers project_id alone in the field and the whole video by the book', async () => {
  const seen = [];
  const ids = [];
  for (const behaviour of ['field', 'documented'] as const) {
    const stand = await told([...V2_EVENTS, ...V1_EVENTS], { behaviour });
    ids.push(await render(stand, ORDER_V2), await render(stand, saying('[fail: Why]')));
    seen.push(...stand.received.map(({ json }) => [json.event, json.data]));
    expect(stand.received[0]?.headers['user-agent']).toBe('JoggAI-Webhook/2.0');
  }
  const [one, two, three, four] = ids;
  const cover_url = expect.stringMatching(/-cover\.png$/);
  const done = { video_url: LINK, duration: 2 };
  expect(seen).toEqual([
    [V2_EVENTS[0], { project_id: one, ...done }],
    [V2_EVENTS[1], { project_id: two, error: { message: 'Why' } }],
    [V2_EVENTS[0], { video_id: three, status: 'completed', cover_url, ...done }],
    [V2_EVENTS[1], { video_id: four, status: 'failed', error: { code: 50000, message: 'Why' } }],
  ]);
});

test('a delivery is tried again three times, and no more, until it is taken', async () => {
  const stand = await told(V1_EVENTS, {}, 500, 404, 302, 503, 500);
  const late = await startReceiver(500, 204);
  await register(stand, late.url, V1_EVENTS);
  await render(stand);
  const attempts = (address: string) =>
    stand.jogg.deliveries
      .filter(({ url }) => url === address)
      .map(({ attempt, status }) => `${attempt}: ${status}`);
  expect(attempts(stand.receiver.url)).toEqual(['1: 500', '2: 404', '3: 302', '4: 503']);
  expect(attempts(late.url)).toEqual(['1: 500', '2: 204']);
  expect(new Set(stand.received.map(({ json }) => json.event_id)).size).toBe(1);
});

test('a receiver that says nothing in time, or is not there, has not taken it', async () => {
  const stand = await startJogg({ webhookTimeoutMs: 150 });
  const silent = await startReceiver('silence');
  await register(stand, silent.url, V1_EVENTS);
  await register(stand, 'http://127.0.0.1:1/hook', V1_EVENTS);
  await render(stand);
  const statuses = (here: boolean) =>
    stand.jogg.deliveries.filter(({ url }) => (url === silent.url) === here).map((e) => e.status);
  expect([statuses(true)[0], statuses(true).at(-1)]).toEqual([null, 200]);
  expect(statuses(false)).toEqual([null, null, null, null]);
});

test('only endpoints that are enabled and subscribed are told', async () => {
  const stand = await told(V1_EVENTS);
  const [two, three] = [await startReceiver(), await startReceiver()];
  await register(stand, two.url, V2_EVENTS);
  const { endpoint_id } = await register(stand, three.url, V1_EVENTS);
  await stand.call('PUT', `/v1/endpoint/${endpoint_id}`, { status: 'disabled' });
  await render(stand);
  expect([stand, two, three].map(({ received }) => received.length)).toEqual([1, 0, 0]);
});

test('a webhook can overtake the answer to the request that caused it', async () => {
  const { jogg, data, receiver, received } = await told(V1_EVENTS);
  const answers: unknown[] = [];
  receiver.onArrival = () => answers.push(jogg.log.at(-1)?.status);
  jogg.outcome({ webhook: 'before_answer' });
  const { project_id } = await data('POST', CREATE_V1, ORDER_V1);
  expect(answers).toEqual([null]);
  expect(received[0]?.json.data).toMatchObject({ project_id });
});

test('webhooks can be doubled, silenced, switched off, or sent under two names', async () => {
  const stand = await told([...V1_EVENTS, ...V2_EVENTS]);
  const off = await startJogg({ webhooks: false });
  await register(off, stand.receiver.url, V1_EVENTS);
  stand.jogg.habits.v2.legacyEventsToo = true;
  await render(stand, { script: '[twice] hello' });
  await render(stand, { script: '[silent] hello' });
  await render(off);
  await render(stand, ORDER_V2);
  const [first, copy, ...named] = stand.received;
  expect(copy?.body).toBe(first?.body);
  const events = named.map(({ json }) => json.event).toSorted();
  expect(events).toEqual(['generated_avatar_video_success', 'generated_video_success']);
});

test('held webhooks leave in the order they are let go', async () => {
  const stand = await told(V1_EVENTS);
  stand.jogg.holdWebhooks();
  const [one, two] = [await render(stand), await render(stand, { script: '[fail] two' })];
  const before = stand.received.length;
  const sent = await stand.jogg.releaseWebhooks((held) => held.toReversed());
  const three = await render(stand);
  expect([before, sent.map(({ projectId }) => projectId)]).toEqual([0, [two, one]]);
  const arrived = [two, one, three].map((project_id) => ({ project_id }));
  expect(stand.received.map(({ json }) => json.data)).toMatchObject(arrived);
});

test('a webhook can be sent by hand: again, forged, or of another event', async () => {
  const { jogg, data, received, endpoint } = await told(V1_EVENTS, {}, 200, 200, 200, 401);
  const id = String((await data('POST', CREATE_V1, ORDER_V1)).project_id);
  await jogg.deliver(id, { times: 3 });
  const [refused] = await jogg.deliver(id, { signature: (right) => `sha256=${right}` });
  await jogg.deliver(id, { signature: null, body: '{"a":1}' });
  await jogg.deliver(id, { event: 'generated_video_failed', signature: 'f00' });
  const nowhere = jogg.deliver(id, { event: 'create_avatar_success' });
  await expect(nowhere).rejects.toThrow('no endpoint for create_avatar_success');
  expect([refused?.status, jogg.projects.get(id)?.state]).toEqual([401, 'rendering']);
  expect(new Set(received.slice(0, 3).map(({ body }) => body)).size).toBe(1);
  const right = createHmac('sha256', endpoint.secret)
    .update(received[3]?.body ?? '')
    .digest('hex');
  const marks = received
    .slice(3)
    .map(({ headers }) => [...[headers['x-webhook-event'], headers['x-webhook-signature']]]);
  expect(marks).toEqual([
    ['generated_video_success', `sha256=${right}`],
    ['generated_video_success', undefined],
    ['generated_video_failed', 'f00'],
  ]);
});
