import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { isTracingEnabled } from '../../src/config/tracing-enabled.ts';
import { listenOnLoopback } from '../support/listen.ts';
import { onProgram } from '../support/program.ts';
import { until } from '../support/until.ts';

/** A collector that records what an exporter sends. */
async function collector() {
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    seen.push(`${request.url} ${await text(request)}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  return { url: `http://127.0.0.1:${await listenOnLoopback(server)}`, sent: () => seen.join('\n') };
}

it('one video is counted, timed and traced, without a link, a token or a word of its script', async () => {
  const { url, ...exported } = await collector();
  const program = await onProgram({
    atEnd: onTestFinished,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_RESOURCE_ATTRIBUTES: 'team=ops' },
  });
  const life = await program.start();
  await program.make('Canary words about our summer party');
  await until(() => life.logged('video_moved', '"to":"delivered"'));
  const metrics = await (await fetch(`${program.url}/metrics`)).text();
  const samples = metrics.split('\n').filter((line) => line.startsWith('jogg_slack_'));
  const labels = (line: string) => line.replace(/ \S+$/, '');
  const values = new Map(samples.map((line) => [labels(line), Number(line.split(' ').at(-1))]));
  const sampleOf = (name: string) => values.get(`jogg_slack_${name}`) ?? 0;
  life.signal('SIGTERM');
  await life.ended;

  const create = samples.find((line) => /calls_total.*api="jogg".*create_video.*"ok"/.test(line));
  expect(create).toMatch(/ 1$/);
  expect(sampleOf('store_seconds_count{op="finish"}')).toBeGreaterThan(0);
  const counts = {
    'videos_total{outcome="delivered"}': 1,
    credits_total: 1,
    'calls_total{api="slack",method="chat.postMessage",outcome="ok"}': 1,
    submit_to_delivered_seconds_count: 1,
    ready_to_shown_seconds_count: 1,
    // The webhook's registration counts as well.
    'budget_wait_seconds_count{kind="paid"}': 2,
    'tasks{state="resting",lane="prompt"}': 1,
  };
  const counted = Object.keys(counts).map((name) => [name, sampleOf(name)]);
  expect(Object.fromEntries(counted)).toEqual(counts);
  // An id in a label would make a new series of every video.
  expect([...values.keys()].filter((each) => /v_|T0|C0|[0-9a-f]{16}/.test(each))).toEqual([]);

  const sent = exported.sent();
  for (const name of ['video run', 'jogg POST /v1/create_video', 'slack chat.postMessage'])
    expect(sent).toContain(`"name":"${name}`);
  expect(sent).toMatch(/^\/v1\/traces .*"team".*"jogg-slack"/);
  expect(sent).toMatch(/"jogg webhook"/);
  expect(sent).not.toMatch(/canary|summer|https?:\/\/|token=|\?|xox|xapp/i);
  for (const secret of Object.values(SANDBOX_KEYS)) expect(sent).not.toContain(secret);
  const { log } = program.jogg;
  expect(log.filter(({ headers }) => 'traceparent' in headers || 'baggage' in headers)).toEqual([]);
});

// Otherwise no part of the SDK is loaded: `ground/loaded`.
it.each([
  [{}, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, true],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector', OTEL_SDK_DISABLED: 'TRUE' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector', OTEL_TRACES_EXPORTER: 'none' }, false],
])('traces are wanted with %o: %s', (env, wanted) => {
  expect(isTracingEnabled(env)).toBe(wanted);
});
