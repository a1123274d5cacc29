import { describe, expect, it } from 'vitest';
import { createEndpoints } from '../../src/jogg/webhook/endpoints.ts';
import { ensureEndpoint } from '../../src/jogg/webhook/webhook-endpoint.ts';
import { portsBefore, thrownBy, VERSIONS } from './ports.ts';
import { json, no, ok, type Reply } from './stand-in.ts';

const url = 'https://slack.example.com/jogg/webhook';
const events = ['generated_video_success', 'generated_video_failed'];
const FOREIGN = 'generated_avatar_video_success';
const first = { endpoint_id: 'e1', username: 'a@example.com', created_at: 1703894400 };
const enabled = { ...first, url, secret: 's1', status: 'enabled', events };
const endpoint = (changes: object = {}) => ({ ...enabled, ...changes });
const elsewhere = (at: number) => ({ endpoint_id: `o${at}`, url: `https://o${at}.example.com/` });
const NEW = { endpoint_id: 'made', secret: 'new' };
/** Jogg makes the endpoint it is asked for. */
const made: Reply = (response, seen, count) =>
  ok(endpoint({ ...NEW, ...Object(seen.body) }))(response, seen, count);

const FOUND = { id: 'e1', secret: 's1', secrets: ['s1'], was: 'found' };
const CREATED = { id: 'made', secret: 'new', secrets: ['new'], was: 'created' };
const UPDATED = { id: 'made', secret: 'new', secrets: ['new'], was: 'updated' };
const BESIDE = { ...UPDATED, secrets: ['new', 's1'] };
const POST = ['POST /v1/endpoint', events];
const PUT = ['PUT /v1/endpoint/e1', events];
const forms: [string, (items: unknown[]) => Reply][] = [
  ['in an envelope', (items) => ok({ endpoints: items })],
  ['as a list in an envelope', (items) => ok(items)],
  ['bare', (items) => json({ data: items })],
];

/** Ensures our endpoint at a Jogg that has these; what came of it, and what was changed. */
async function ensured(list: Reply, post: Reply = made, put: Reply = post) {
  const replies: Record<string, Reply> = { GET: list, POST: post, PUT: put };
  const { deps, requests } = await portsBefore((response, seen, count) =>
    replies[seen.method]?.(response, seen, count),
  );
  const ensuring = ensureEndpoint({ api: createEndpoints('v1', deps), url, events });
  const outcome = await ensuring.catch(({ name, code }) => [name, code]);
  const changes = requests.filter(({ method }) => method !== 'GET');
  return [
    outcome,
    ...changes.map(({ method, path, body }) => {
      const { url: to, status, events } = Object(body);
      expect([to, status]).toEqual([url, 'enabled']);
      return [`${method} ${path}`, events];
    }),
  ];
}
const having = (...items: object[]) => ok({ endpoints: items.map(endpoint) });

describe('our webhook endpoint', () => {
  it.each(forms)('is found or created by its address where the list is %s', async (_, form) => {
    expect(await ensured(form([endpoint(elsewhere(1)), endpoint()]))).toEqual([FOUND]);
    expect(await ensured(form([endpoint(elsewhere(1))]))).toEqual([CREATED, POST]);
  });

  const other = { events: [FOREIGN] };
  const putBoth = ['PUT /v1/endpoint/e1', [FOREIGN, ...events]];
  const putNamed = ['PUT /v1/endpoint/e%2F1', events];
  const doubled = { id: 'e2', secret: 's2', secrets: ['s2', 's1'], was: 'created' };
  const KEPT = { ...FOUND, was: 'updated' };
  const WITH_DOUBLES = { ...FOUND, secrets: ['s1', 's2'] };
  const forbidden = ['JoggAnswerError', 'permission'];
  const noSecret = ['WebhookEndpointError', 'no_secret'];
  const unreadable = ['JoggUnreadableError', 'unreadable'];
  const doubles = [
    { endpoint_id: 'e0', status: 'disabled', secret: 's0' },
    { url: 'https://SLACK.example.com:443/jogg/webhook' },
    { endpoint_id: 'e2', secret: 's2' },
  ];
  const e2 = ok(endpoint({ endpoint_id: 'e2', secret: 's2' }));
  const bareOne: Reply = json(endpoint(NEW));
  const untold = ok(endpoint({ secret: undefined }));
  const off = { status: 'disabled' };
  it.each<[string, Parameters<typeof ensured>, unknown[]]>([
    ['is created in an account that has none', [having()], [CREATED, POST]],
    ['is created with an answer that is bare', [having(), bareOne], [CREATED, POST]],
    ['is updated where it is disabled', [having(off)], [UPDATED, PUT]],
    ['is updated without one of our events', [having({ events: events.slice(1) })], [BESIDE, PUT]],
    ['is updated where it has no events', [having({ events: null })], [BESIDE, PUT]],
    ['keeps its other events', [having({ ...off, ...other })], [UPDATED, putBoth]],
    ['is named safely', [having({ ...off, endpoint_id: 'e/1' })], [UPDATED, putNamed]],
    // As v1 refuses the events of v2.
    [
      'gets a double where they are refused',
      [having(other), e2, no(40000)],
      [doubled, putBoth, POST],
    ],
    ['gets none without permission', [having(other), no(18025)], [forbidden, putBoth]],
    ['keeps a secret that the update does not repeat', [having(off), untold], [KEPT, PUT]],
    ['has the secrets of enabled doubles, its own first', [having(...doubles)], [WITH_DOUBLES]],
    ['is not created without permission', [having(), no(18025)], [forbidden, POST]],
    ['is no use where Jogg hides its secret', [having({ secret: '' })], [noSecret]],
    ['is not created where no list can be read', [json({ error: 'maintenance' })], [unreadable]],
  ])('%s', async (_, jogg, outcome) => {
    expect(await ensured(...jogg)).toEqual(outcome);
  });

  it('that would be the twenty-first is refused with words that help', async () => {
    const twenty = Array.from({ length: 20 }, (_, at) => elsewhere(at));
    const { deps } = await portsBefore((response, seen, count) =>
      (seen.method === 'GET' ? having(...twenty) : no(40000))(response, seen, count),
    );
    const error = await thrownBy(ensureEndpoint({ api: createEndpoints('v1', deps), url, events }));
    expect(error).toMatchObject({
      name: 'WebhookEndpointError',
      code: 'too_many',
      message: expect.stringMatching(/20 webhook endpoints.*JOGG_WEBHOOK_SECRET/),
      cause: { code: 'parameter' },
    });
  });
});

describe('endpoints and events', () => {
  it.each(VERSIONS)('are asked for under their version (%s)', async (version) => {
    const { deps, requests } = await portsBefore(ok({ endpoints: [], events }));
    const api = createEndpoints(version, deps);
    const answers = [await api.list(), await api.events(), await api.remove('wh_1')];
    expect(answers).toEqual([[], events, undefined]);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /${version}/endpoints`,
      `GET /${version}/events`,
      `DELETE /${version}/endpoint/wh_1`,
    ]);
  });

  it.each([ok(events), json({ data: events }), ok({ events })])(
    'are read in every form (%#)',
    async (reply) => {
      const { deps } = await portsBefore(reply);
      expect(await createEndpoints('v1', deps).events()).toEqual(events);
    },
  );

  it('a deletion that is refused throws', async () => {
    const { deps } = await portsBefore(no(10104));
    const removal = createEndpoints('v1', deps).remove('gone');
    await expect(removal).rejects.toMatchObject({ code: 'not_found' });
  });
});
