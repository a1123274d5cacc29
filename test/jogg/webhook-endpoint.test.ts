import { describe, expect, it } from 'vitest';
import { createEndpoints } from '../../src/jogg/webhook/endpoints.ts';
import { ensureEndpoint } from '../../src/jogg/webhook/webhook-endpoint.ts';
import { createAdapterDeps, json, no, ok, type Reply, startJogg, thrownBy } from './stand-in.ts';

const url = 'https://slack.example.com/jogg/webhook';
const events = ['generated_video_success', 'generated_video_failed'];
const endpoint = (changes: object) => ({
  endpoint_id: 'e1',
  url,
  secret: 's1',
  status: 'enabled',
  events,
  username: 'a@example.com',
  created_at: 1703894400,
  ...changes,
});

type Form = 'enveloped' | 'enveloped as a list' | 'bare';
const listForms: Record<Form, (items: unknown[]) => Reply> = {
  enveloped: (items) => ok({ endpoints: items }),
  'enveloped as a list': (items) => ok(items),
  bare: (items) => json({ data: items }),
};

async function setUp(items: unknown[], form: Form = 'enveloped', change?: Reply) {
  const one = (data: unknown) => (form === 'bare' ? json(data) : ok(data));
  const jogg = await startJogg((response, seen, count) => {
    const asked = typeof seen.body === 'object' ? seen.body : {};
    if (seen.method === 'GET') listForms[form](items)(response, seen, count);
    else if (change !== undefined) change(response, seen, count);
    else one(endpoint({ endpoint_id: 'made', secret: 'new', ...asked }))(response, seen, count);
  });
  const { deps } = createAdapterDeps(jogg.url);
  const changes = () =>
    jogg.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path, body }) => ({ method, path, body }));
  return { api: createEndpoints('v1', deps), changes, requests: jogg.requests };
}

describe('our webhook endpoint', () => {
  it.each(['enveloped', 'enveloped as a list', 'bare'] as const)(
    'is found by its address (%s)',
    async (form) => {
      const others = endpoint({
        endpoint_id: 'e0',
        url: 'https://other.example.com/',
        secret: 's0',
      });
      const { api, changes } = await setUp([others, endpoint({})], form);

      expect(await ensureEndpoint({ api, url, events })).toEqual({
        id: 'e1',
        secret: 's1',
        secrets: ['s1'],
        was: 'found',
      });
      expect(changes()).toEqual([]);
    },
  );

  it.each(['enveloped', 'bare'] as const)(
    'is created where it is not there (%s), and others stay',
    async (form) => {
      const { api, changes } = await setUp([endpoint({ url: 'https://other.example.com/' })], form);

      expect(await ensureEndpoint({ api, url, events })).toEqual({
        id: 'made',
        secret: 'new',
        secrets: ['new'],
        was: 'created',
      });
      expect(changes()).toEqual([
        { method: 'POST', path: '/v1/endpoint', body: { url, events, status: 'enabled' } },
      ]);
    },
  );

  it('is created in an account that has none at all', async () => {
    const { api, changes } = await setUp([]);

    expect(await ensureEndpoint({ api, url, events })).toMatchObject({ was: 'created' });
    expect(changes()).toHaveLength(1);
  });

  it.each([
    ['disabled', { status: 'disabled' }, events],
    ['without one of our events', { events: ['generated_video_success'] }, events],
    ['without any event', { events: null }, events],
    [
      'with more events',
      { status: 'disabled', events: ['create_avatar_success'] },
      ['create_avatar_success', ...events],
    ],
  ])('is updated where it is %s', async (_, change, wanted) => {
    const { api, changes } = await setUp([endpoint({ endpoint_id: 'e/1', ...change })]);

    expect(await ensureEndpoint({ api, url, events })).toMatchObject({
      id: 'made',
      secret: 'new',
      was: 'updated',
    });
    expect(changes()).toEqual([
      {
        method: 'PUT',
        path: '/v1/endpoint/e%2F1',
        body: { url, events: wanted, status: 'enabled' },
      },
    ]);
  });

  it('gets a double where Jogg refuses its events, as v1 does those of v2', async () => {
    const foreign = endpoint({ events: ['generated_avatar_video_success'] });
    const { api, changes } = await setUp([foreign], 'enveloped', (response, seen, count) =>
      (seen.method === 'PUT' ? no(40000) : ok(endpoint({ endpoint_id: 'e2', secret: 's2' })))(
        response,
        seen,
        count,
      ),
    );

    expect(await ensureEndpoint({ api, url, events })).toEqual({
      id: 'e2',
      secret: 's2',
      secrets: ['s2', 's1'],
      was: 'created',
    });
    expect(changes().map(({ method, body }) => ({ method, body }))).toEqual([
      {
        method: 'PUT',
        body: { url, events: ['generated_avatar_video_success', ...events], status: 'enabled' },
      },
      { method: 'POST', body: { url, events, status: 'enabled' } },
    ]);
  });

  it('gets no double where an update is refused for another reason', async () => {
    const foreign = endpoint({ events: ['generated_avatar_video_success'] });
    const { api, changes } = await setUp([foreign], 'enveloped', no(18025));

    expect(await thrownBy(ensureEndpoint({ api, url, events }))).toMatchObject({
      code: 'permission',
    });
    expect(changes().map(({ method }) => method)).toEqual(['PUT']);
  });

  it('keeps its known secret where the update does not repeat it', async () => {
    const change = ok(endpoint({ secret: undefined }));
    const { api } = await setUp([endpoint({ status: 'disabled' })], 'enveloped', change);

    expect(await ensureEndpoint({ api, url, events })).toMatchObject({
      secret: 's1',
      was: 'updated',
    });
  });

  it('is told with the secrets of its enabled doubles, the good one first', async () => {
    const { api } = await setUp([
      endpoint({ endpoint_id: 'e0', status: 'disabled', secret: 's0' }),
      endpoint({
        endpoint_id: 'e1',
        secret: 's1',
        url: 'https://SLACK.example.com:443/jogg/webhook',
      }),
      endpoint({ endpoint_id: 'e2', secret: 's2' }),
    ]);

    expect(await ensureEndpoint({ api, url, events })).toEqual({
      id: 'e1',
      secret: 's1',
      secrets: ['s1', 's2'],
      was: 'found',
    });
  });

  it('that would be the twenty-first is refused with words that help', async () => {
    const others = Array.from({ length: 20 }, (_, at) =>
      endpoint({ endpoint_id: `e${at}`, url: `https://o${at}.example.com/` }),
    );
    const { api } = await setUp(others, 'enveloped', no(40000));

    expect(await thrownBy(ensureEndpoint({ api, url, events }))).toMatchObject({
      name: 'WebhookEndpointError',
      code: 'too_many',
      message: expect.stringMatching(/20 webhook endpoints.*JOGG_WEBHOOK_SECRET/),
      cause: { code: 'parameter' },
    });
  });

  it('that is refused for another reason says that one', async () => {
    const { api } = await setUp([], 'enveloped', no(18025));

    expect(await thrownBy(ensureEndpoint({ api, url, events }))).toMatchObject({
      name: 'JoggAnswerError',
      code: 'permission',
    });
  });

  it('whose secret Jogg does not tell is no use, and says so', async () => {
    const { api } = await setUp([endpoint({ secret: '' })]);

    expect(await thrownBy(ensureEndpoint({ api, url, events }))).toMatchObject({
      code: 'no_secret',
    });
  });

  it('is not created where the list could not be read', async () => {
    const jogg = await startJogg(json({ error: 'maintenance' }));
    const api = createEndpoints('v1', createAdapterDeps(jogg.url).deps);

    expect(await thrownBy(ensureEndpoint({ api, url, events }))).toMatchObject({
      code: 'unreadable',
    });
    expect(jogg.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
  });
});

describe('endpoints and events', () => {
  it.each(['v1', 'v2'] as const)('are asked for under their version (%s)', async (version) => {
    const jogg = await startJogg(ok({ endpoints: [], events }));
    const api = createEndpoints(version, createAdapterDeps(jogg.url).deps);

    expect(await api.list()).toEqual([]);
    expect(await api.events()).toEqual(events);
    await api.remove('wh_1');

    expect(jogg.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /${version}/endpoints`,
      `GET /${version}/events`,
      `DELETE /${version}/endpoint/wh_1`,
    ]);
  });

  it.each([ok(events), json({ data: events }), ok({ events })])(
    'events come in every form',
    async (reply) => {
      const jogg = await startJogg(reply);

      expect(await createEndpoints('v1', createAdapterDeps(jogg.url).deps).events()).toEqual(
        events,
      );
    },
  );

  it('a refused deletion throws', async () => {
    const jogg = await startJogg(no(10104));
    const api = createEndpoints('v1', createAdapterDeps(jogg.url).deps);

    expect(await thrownBy(api.remove('gone'))).toMatchObject({ code: 'not_found' });
  });
});
