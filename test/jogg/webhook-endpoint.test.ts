import { expect, it } from 'vitest';
import { createEndpoints } from '../../src/jogg/webhook/endpoints.ts';
import { ensureEndpoint } from '../../src/jogg/webhook/webhook-endpoint.ts';
import { createRegistration } from '../../src/jogg/webhook/webhook-registration.ts';
import { failWith, json, ok, type Reply } from './fake-server.ts';
import { createFakeClock, portsWithReply } from './ports.ts';

const url = 'https://slack.example.com/jogg/webhook';
const events = ['generated_video_success', 'generated_video_failed'];
const V2_EVENT = 'generated_avatar_video_success';
const first = { endpoint_id: 'e1', username: 'a@example.com', created_at: 1703894400 };
const enabled = { ...first, url, secret: 's1', status: 'enabled', events };
const endpoint = (changes: object = {}) => ({ ...enabled, ...changes });
const elsewhere = (at: number) => ({ endpoint_id: `o${at}`, url: `https://o${at}.example.com/` });
const NEW = { endpoint_id: 'made', secret: 'new' };
const createEndpoint: Reply = (response, seen, count) =>
  ok(endpoint({ ...NEW, ...Object(seen.body) }))(response, seen, count);
const listing = (...items: object[]) => ok({ endpoints: items.map(endpoint) });

const [off, other] = [{ status: 'disabled' }, { events: [V2_EVENT] }];
const e2 = { endpoint_id: 'e2', secret: 's2' };
const e0 = { endpoint_id: 'e0', secret: 's0', ...off };
const spelled = { url: 'https://SLACK.example.com:443/jogg/webhook' };
const twenty = Array.from({ length: 20 }, (_, at) => elsewhere(at));
const hidden = ok(endpoint({ secret: undefined }));

/** Jogg’s answers to GET, POST and PUT. */
const ENDPOINTS: Readonly<Record<string, [list: Reply, post?: Reply, put?: Reply]>> = {
  'is found by its address': [listing(elsewhere(1), {})],
  'is found where the list is the data': [ok([endpoint()])],
  'is found where the list is bare': [json({ data: [endpoint()] })],
  'is created beside others': [listing(elsewhere(1))],
  'is created with an answer that is bare': [listing(), json(endpoint(NEW))],
  'is updated where it is disabled': [listing(off)],
  'is updated without one of our events': [listing({ events: events.slice(1) })],
  'keeps its other events': [listing({ ...off, ...other })],
  // As v1 rejects the events of v2.
  'gets a double': [listing(other), ok(endpoint(e2)), failWith(40000)],
  'gets none without permission': [listing(other), failWith(18025)],
  'keeps a secret that the update does not repeat': [listing(off), hidden],
  'has the secrets of enabled doubles after its own': [listing(e0, spelled, e2)],
  'is no use where Jogg hides its secret': [listing({ secret: '' })],
  'is not created where no list can be read': [json({ error: 'maintenance' })],
  'is refused as the twenty-first': [listing(...twenty), failWith(40000)],
};

it('our webhook endpoint is found, created, updated or rejected, and no other is changed', async () => {
  const lines: string[] = [];
  for (const [what, [list, post = createEndpoint, put = post]] of Object.entries(ENDPOINTS)) {
    const replies: Record<string, Reply> = { GET: list, POST: post, PUT: put };
    const { deps, requests } = await portsWithReply((response, seen, count) =>
      replies[seen.method]?.(response, seen, count),
    );
    const ensured = ensureEndpoint({ api: createEndpoints('v1', deps), url, events });
    const outcome = await ensured.catch(({ name, code, message }) => ({ name, code, message }));
    const changes = requests.filter(({ method }) => method !== 'GET');
    lines.push(`Our endpoint ${what}:`, JSON.stringify(outcome));
    for (const { method, path, body } of changes)
      lines.push(`${method} ${path} ${JSON.stringify(body)}`);
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('snapshots/webhook-endpoint.txt');
});

async function register(deps: Partial<Parameters<typeof createRegistration>[0]>, has: object) {
  const { deps: ports, requests } = await portsWithReply(listing(has));
  const { clock, sleeps } = createFakeClock();
  const registration = createRegistration({
    endpoints: createEndpoints('v1', ports),
    ...{ address: url, webhookSecrets: [], version: 'v1', random: () => 0, clock },
    ...{ postLimiter: { take: async () => 0 }, logEvent: ports.logEvent },
    locks: { tryAcquire: async () => true, release: async () => {} },
    ...deps,
  });
  return { ...registration, requests, sleeps };
}

const CONFIGURED = [['given'], true];
/**
 * The app's URL, the configured secrets, and whether each attempt gets the lock; then the valid
 * secrets before and after the registration, and whether webhooks are active.
 */
it.each([
  ['off without a URL', null, [], [true], [null, false], [null, false]],
  ['unknown until it has the lock', url, [], [false, false, true], [[], false], [['s1'], true]],
  ['unknown if the app stops before it has the lock', url, [], [false], [[], false], [[], false]],
  ['the configured ones and Jogg’s', url, ['given'], [true], CONFIGURED, [['given', 's1'], true]],
  ['the configured ones without a URL', null, ['given'], [true], CONFIGURED, CONFIGURED],
])('the secrets of webhooks are %s', async (_, address, webhookSecrets, locks, before, after) => {
  const stopping = new AbortController();
  const waits = locks.filter((hasLock) => !hasLock).map(() => 2_000);
  const take = async () => {
    const hasLock = locks.shift() ?? false;
    if (!hasLock && locks.length === 0) stopping.abort();
    return hasLock;
  };
  const deps = { address, webhookSecrets, locks: { tryAcquire: take, release: async () => {} } };
  const { run, secrets, active, sleeps } = await register(deps, { url });
  const state = () => [secrets(), active()];
  expect(state()).toEqual(before);
  await run(stopping.signal);
  expect([state(), sleeps]).toEqual([after, waits]);
});

it('a stopping app creates no webhook and takes no more slots of the paid requests', async () => {
  const stopping = new AbortController();
  const waits = [60_000, 60_000];
  const take = async () => {
    stopping.abort();
    return waits.shift() ?? 0;
  };
  const { run, requests } = await register({ postLimiter: { take } }, elsewhere(1));
  await run(stopping.signal);
  expect([requests.map(({ method }) => method), waits.length]).toEqual([['GET'], 1]);
});
