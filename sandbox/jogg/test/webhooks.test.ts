import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  CREATE_V1,
  CREATE_V2,
  ORDER_V1,
  ORDER_V2,
  type Started,
  startJogg,
  startReceiver,
} from './started.ts';

const V1_EVENTS = ['generated_video_success', 'generated_video_failed'];
const V2_EVENTS = ['generated_avatar_video_success', 'generated_avatar_video_failed'];

async function register({ call }: Started, url: string, events: readonly string[]) {
  return (await call('POST', '/v2/endpoint', { url, events, status: 'enabled' })).json.data;
}

async function render(started: Started, body: object = ORDER_V1): Promise<string> {
  const path = 'avatar' in body ? CREATE_V2 : CREATE_V1;
  const { data } = (await started.call('POST', path, body)).json;
  const id = String(data.project_id ?? data.video_id);
  await started.jogg.finish(id);
  return id;
}

test('a success is delivered signed, in the words of v1', async () => {
  const started = await startJogg({ now: () => 1_751_909_260_999 });
  const { received, url } = await startReceiver();
  const made = await started.call('POST', '/v1/endpoint', { url, events: V1_EVENTS });
  const { secret } = made.json.data;

  const id = await render(started);

  const [mail] = received;
  const video = started.jogg.projects.get(id);
  expect(received.length).toBe(1);
  expect(mail?.json).toEqual({
    event_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    event: 'generated_video_success',
    timestamp: 1_751_909_260,
    data: {
      project_id: id,
      video_url: `${started.jogg.url}/media/project/${id}/${video?.fileName}-video.mp4`,
      duration: 2,
    },
  });
  expect(mail?.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': 'Jogg-Webhook/1.0',
    'x-webhook-event': 'generated_video_success',
    'x-webhook-signature': createHmac('sha256', secret)
      .update(mail?.body ?? '')
      .digest('hex'),
  });
  expect(secret).toMatch(/^[A-Za-z0-9]{16}$/);
});

test('a failure says why, and GET of v1 does not', async () => {
  const started = await startJogg();
  const { received, url } = await startReceiver();
  await register(started, url, V1_EVENTS);
  started.jogg.outcome({ match: 'odd', error: 'plain text' });

  const ids = [];
  for (const script of ['[fail: No voice] x', '[fail] y', '[fail] odd']) {
    ids.push(await render(started, { ...ORDER_V1, script }));
  }
  const { json } = await started.call('GET', `/v1/project?project_id=${ids[0]}`);

  expect(received.map((mail) => [mail.json.event, mail.json.data])).toEqual([
    ['generated_video_failed', { project_id: ids[0], error: { message: 'No voice' } }],
    [
      'generated_video_failed',
      { project_id: ids[1], error: { message: 'The voice could not be synthesised' } },
    ],
    ['generated_video_failed', { project_id: ids[2], error: 'plain text' }],
  ]);
  expect(JSON.stringify(json)).not.toContain('No voice');
});

test('v2 delivers project_id alone in the field and the whole video by the book', async () => {
  const seen = [];
  for (const behaviour of ['field', 'documented'] as const) {
    const started = await startJogg({ behaviour });
    const { received, url } = await startReceiver();
    await register(started, url, [...V2_EVENTS, ...V1_EVENTS]);
    const id = await render(started, ORDER_V2);
    const failed = await render(started, {
      ...ORDER_V2,
      voice: { ...ORDER_V2.voice, script: '[fail: Why]' },
    });
    seen.push([id, failed], ...received.map(({ json }) => [json.event, json.data]));
    expect(received[0]?.headers['user-agent']).toBe('JoggAI-Webhook/2.0');
  }

  const [[one, two] = [], , , [three, four] = []] = seen;
  const link = expect.stringMatching(/-video\.mp4$/);
  expect(seen).toEqual([
    [one, two],
    ['generated_avatar_video_success', { project_id: one, video_url: link, duration: 2 }],
    ['generated_avatar_video_failed', { project_id: two, error: { message: 'Why' } }],
    [three, four],
    [
      'generated_avatar_video_success',
      {
        video_id: three,
        status: 'completed',
        video_url: link,
        cover_url: expect.stringMatching(/-cover\.png$/),
        duration: 2,
      },
    ],
    [
      'generated_avatar_video_failed',
      { video_id: four, status: 'failed', error: { code: 50000, message: 'Why' } },
    ],
  ]);
});

test('a delivery is tried again three times, and no more, until it is taken', async () => {
  const started = await startJogg();
  const stubborn = await startReceiver(500, 404, 302, 503, 500);
  const late = await startReceiver(500, 204);
  await register(started, stubborn.url, V1_EVENTS);
  await register(started, late.url, V1_EVENTS);

  await render(started);

  const attempts = (url: string) =>
    started.jogg.deliveries
      .filter((entry) => entry.url === url)
      .map(({ attempt, status }) => [attempt, status]);
  expect(attempts(stubborn.url)).toEqual([
    [1, 500],
    [2, 404],
    [3, 302],
    [4, 503],
  ]);
  expect(attempts(late.url)).toEqual([
    [1, 500],
    [2, 204],
  ]);
  expect(new Set(stubborn.received.map(({ json }) => json.event_id)).size).toBe(1);
});

test('a receiver that says nothing in time, or is not there, has not taken it', async () => {
  const started = await startJogg({ webhookTimeoutMs: 150 });
  const silent = await startReceiver('silence');
  await register(started, silent.url, V1_EVENTS);
  await register(started, 'http://127.0.0.1:1/hook', V1_EVENTS);

  await render(started);

  const statuses = (here: boolean) =>
    started.jogg.deliveries
      .filter(({ url }) => (url === silent.url) === here)
      .map(({ status }) => status);
  expect([statuses(true)[0], statuses(true).at(-1), statuses(false)]).toEqual([
    null,
    200,
    [null, null, null, null],
  ]);
});

test('only endpoints that are enabled and subscribed are told', async () => {
  const started = await startJogg();
  const [one, two, three] = [await startReceiver(), await startReceiver(), await startReceiver()];
  await register(started, one.url, V1_EVENTS);
  await register(started, two.url, V2_EVENTS);
  const { endpoint_id } = await register(started, three.url, V1_EVENTS);
  await started.call('PUT', `/v1/endpoint/${endpoint_id}`, { status: 'disabled' });

  await render(started);

  expect([one, two, three].map(({ received }) => received.length)).toEqual([1, 0, 0]);
});

test('a webhook can overtake the answer to the request that caused it', async () => {
  const started = await startJogg();
  const receiver = await startReceiver();
  await register(started, receiver.url, V1_EVENTS);
  const answers: unknown[] = [];
  receiver.onArrival = () => answers.push(started.jogg.log.at(-1)?.status);

  started.jogg.outcome({ webhook: 'before_answer' });
  const { json } = await started.call('POST', CREATE_V1, ORDER_V1);

  expect(answers).toEqual([null]);
  expect(receiver.received[0]?.json.data).toMatchObject({ project_id: json.data.project_id });
});

test('webhooks can be doubled, silenced, switched off, or sent under two names', async () => {
  const started = await startJogg();
  const off = await startJogg({ webhooks: false });
  const { received, url } = await startReceiver();
  await register(started, url, [...V1_EVENTS, ...V2_EVENTS]);
  await register(off, url, V1_EVENTS);
  started.jogg.habits.v2.legacyEventsToo = true;

  await render(started, { ...ORDER_V1, script: '[twice] hello' });
  await render(started, { ...ORDER_V1, script: '[silent] hello' });
  await render(off);
  await render(started, ORDER_V2);

  const [first, copy, ...named] = received.map(({ body }) => body);
  expect([copy === first, named.length]).toEqual([true, 2]);
  expect(
    received
      .slice(2)
      .map(({ json }) => json.event)
      .sort(),
  ).toEqual(['generated_avatar_video_success', 'generated_video_success']);
});

test('held webhooks leave in the order they are let go', async () => {
  const started = await startJogg();
  const { received, url } = await startReceiver();
  await register(started, url, V1_EVENTS);
  started.jogg.holdWebhooks();
  const one = await render(started);
  const two = await render(started, { ...ORDER_V1, script: '[fail] two' });
  const before = received.length;

  const sent = await started.jogg.releaseWebhooks((held) => held.toReversed());
  const three = await render(started);

  expect([before, sent.map(({ projectId }) => projectId)]).toEqual([0, [two, one]]);
  expect(received.map(({ json }) => json.data)).toMatchObject([
    { project_id: two },
    { project_id: one },
    { project_id: three },
  ]);
});

test('a webhook can be sent by hand: again, forged, or of another event', async () => {
  const started = await startJogg();
  const { received, url } = await startReceiver(200, 200, 200, 401);
  const { secret } = await register(started, url, V1_EVENTS);
  const id = String((await started.call('POST', CREATE_V1, ORDER_V1)).json.data.project_id);

  await started.jogg.deliver(id, { times: 3 });
  const [refused] = await started.jogg.deliver(id, { signature: (right) => `sha256=${right}` });
  await started.jogg.deliver(id, { signature: null, body: '{"a":1}' });
  await started.jogg.deliver(id, { event: 'generated_video_failed', signature: 'f00' });
  const nowhere = started.jogg.deliver(id, { event: 'create_avatar_success' });

  await expect(nowhere).rejects.toThrow('no endpoint for create_avatar_success');
  expect(refused?.status).toBe(401);
  expect(started.jogg.projects.get(id)?.state).toBe('rendering');
  expect(new Set(received.slice(0, 3).map(({ body }) => body)).size).toBe(1);
  expect(
    received.slice(3).map(({ headers, body }) => {
      const right = createHmac('sha256', secret).update(body).digest('hex');
      return [headers['x-webhook-event'], headers['x-webhook-signature']?.at(-1) === right.at(-1)];
    }),
  ).toEqual([
    ['generated_video_success', true],
    ['generated_video_success', false],
    ['generated_video_failed', expect.any(Boolean)],
  ]);
  expect(received[3]?.headers['x-webhook-signature']).toMatch(/^sha256=[0-9a-f]{64}$/);
});

test('webhook_url of a v2 request is honoured by the book, unsigned, and ignored in the field', async () => {
  const seen = [];
  for (const behaviour of ['field', 'documented'] as const) {
    const started = await startJogg({ behaviour });
    const { received, url } = await startReceiver();
    await render(started, { ...ORDER_V2, webhook_url: url });
    seen.push(received.map(({ headers }) => headers['x-webhook-signature'] ?? 'unsigned'));
  }

  expect(seen).toEqual([[], ['unsigned']]);
});
