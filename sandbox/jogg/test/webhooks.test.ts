import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import * as started from './start-jogg.ts';

const { CREATE_V1, CREATE_V2, ORDER_V1, ORDER_V2, startJogg, startReceiver } = started;
const V1_EVENTS = ['generated_video_success', 'generated_video_failed'];
const V2_EVENTS = ['generated_avatar_video_success', 'generated_avatar_video_failed'];
const LINK = expect.stringMatching(/-video\.mp4$/);
const signed = (secret: string, body = '') =>
  createHmac('sha256', secret).update(body).digest('hex');

/** A sandbox, and a receiver registered for these events. */
async function startWithReceiver(events: readonly string[], options = {}, ...statuses: number[]) {
  const jogg = await startJogg(options);
  const receiver = await startReceiver(...statuses);
  const endpoint = await register(jogg, receiver.url, events);
  return { ...jogg, receiver, received: receiver.received, endpoint };
}
type StartedJogg = started.StartedJogg;
const register = ({ data }: StartedJogg, url: string, events: readonly string[]) =>
  data('POST', '/v2/endpoint', { url, events, status: 'enabled' });

async function render({ data, jogg }: StartedJogg, script = 'Hello', version = 1): Promise<string> {
  const v2 = { ...ORDER_V2, voice: { ...ORDER_V2.voice, script } };
  const made = await (version === 1
    ? data('POST', CREATE_V1, { ...ORDER_V1, script })
    : data('POST', CREATE_V2, v2));
  const id = String(made.project_id ?? made.video_id);
  await jogg.finish(id);
  return id;
}

test('a success is delivered with a signature, in the form of v1', async () => {
  const setup = await startWithReceiver(V1_EVENTS, { now: () => 1_751_909_260_999 });
  const id = await render(setup);
  const file = `${setup.jogg.projects.get(id)?.fileName}-video.mp4`;
  const video_url = `${setup.jogg.url}/media/project/${id}/${file}`;
  const event = { event: 'generated_video_success', timestamp: 1_751_909_260 };
  const data = { project_id: id, video_url, duration: 1 };
  const event_id = expect.stringMatching(/^[0-9a-f]{32}$/);
  expect(setup.received.map(({ json }) => json)).toEqual([{ event_id, ...event, data }]);
  expect(setup.received[0]?.headers).toMatchObject({
    ...{ 'content-type': 'application/json', 'user-agent': 'Jogg-Webhook/1.0' },
    'x-webhook-event': 'generated_video_success',
    'x-webhook-signature': signed(setup.endpoint.secret, setup.received[0]?.body),
  });
});

test('the webhook of a failure has the reason, and GET of v1 does not', async () => {
  const setup = await startWithReceiver(V1_EVENTS);
  setup.jogg.outcome({ match: 'odd', error: 'plain text' });
  const ids = [];
  for (const script of ['[fail: No voice] x', '[fail] y', '[fail] odd'])
    ids.push(await render(setup, script));
  const usual = { message: 'The voice could not be synthesised' };
  const errors = [{ message: 'No voice' }, usual, 'plain text'];
  expect(setup.received.map(({ json }) => [json.event, json.data])).toEqual(
    ids.map((project_id, at) => ['generated_video_failed', { project_id, error: errors[at] }]),
  );
  const polled = await setup.data('GET', `/v1/project?project_id=${ids[0]}`);
  expect(JSON.stringify(polled)).not.toContain('No voice');
});

test('v2 delivers only project_id with behaviour `field`, and the whole video with `documented`', async () => {
  const seen = [];
  const ids = [];
  for (const behaviour of ['field', 'documented'] as const) {
    const setup = await startWithReceiver([...V2_EVENTS, ...V1_EVENTS], { behaviour });
    ids.push(await render(setup, 'Hello', 2), await render(setup, '[fail: Why]', 2));
    seen.push(...setup.received.map(({ json }) => [json.event, json.data]));
    expect(setup.received[0]?.headers['user-agent']).toBe('JoggAI-Webhook/2.0');
  }
  const [one, two, three, four] = ids;
  const done = { video_url: LINK, duration: 1 };
  const whole = { status: 'completed', cover_url: expect.stringMatching(/-cover\.png$/), ...done };
  expect(seen).toEqual([
    [V2_EVENTS[0], { project_id: one, ...done }],
    [V2_EVENTS[1], { project_id: two, error: { message: 'Why' } }],
    [V2_EVENTS[0], { video_id: three, ...whole }],
    [V2_EVENTS[1], { video_id: four, status: 'failed', error: { code: 50000, message: 'Why' } }],
  ]);
});

/** The outcome of each delivery attempt to a URL. */
const attempts = ({ jogg }: StartedJogg, address: string): string =>
  jogg.deliveries.flatMap(({ url, status }) => (url === address ? [status] : [])).join(' ');

test('a delivery is retried up to three times until it is accepted', async () => {
  const setup = await startWithReceiver(V1_EVENTS, {}, 500, 404, 302, 503, 500);
  const late = await startReceiver(500, 204);
  await register(setup, late.url, V1_EVENTS);
  await render(setup);
  const seen = [attempts(setup, setup.receiver.url), attempts(setup, late.url)];
  expect(seen).toEqual(['500 404 302 503', '500 204']);
  expect(new Set(setup.received.map(({ json }) => json.event_id)).size).toBe(1);
});

test('a receiver that is silent or missing has not accepted the delivery', async () => {
  const setup = await startJogg({ webhookTimeoutMs: 50 });
  const silent = await startReceiver(...Array<'silence'>(4).fill('silence'));
  const nobody = 'http://127.0.0.1:1/hook';
  for (const url of [silent.url, nobody]) await register(setup, url, V1_EVENTS);
  await render(setup);
  // A missing answer joins as an empty string.
  expect([attempts(setup, silent.url), attempts(setup, nobody)]).toEqual(['   ', '   ']);
});

test('only enabled and subscribed endpoints get webhooks', async () => {
  const setup = await startWithReceiver(V1_EVENTS);
  const [two, three] = [await startReceiver(), await startReceiver()];
  await register(setup, two.url, V2_EVENTS);
  const { endpoint_id } = await register(setup, three.url, V1_EVENTS);
  await setup.call('PUT', `/v1/endpoint/${endpoint_id}`, { status: 'disabled' });
  await render(setup);
  expect([setup, two, three].map(({ received }) => received.length)).toEqual([1, 0, 0]);
});

test('webhooks can be doubled, silenced, or switched off', async () => {
  const setup = await startWithReceiver([...V1_EVENTS, ...V2_EVENTS]);
  const off = await startJogg({ webhooks: false });
  await register(off, setup.receiver.url, V1_EVENTS);
  for (const script of ['[twice] hello', '[silent] hello']) await render(setup, script);
  await render(off);
  await render(setup, 'Hello', 2);
  const [first, copy, ...others] = setup.received;
  const events = others.map(({ json }) => json.event);
  expect([copy?.body, events]).toEqual([first?.body, [V2_EVENTS[0]]]);
});
