import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { tracesWanted } from '../../src/config/traces-wanted.ts';
import { listening } from '../support/listening.ts';
import { onProgram } from '../support/program.ts';
import { until } from '../support/until.ts';

/** Takes what an exporter sends, as it came. */
async function collector() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      bodies.push(`${request.url} ${Buffer.concat(parts)}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, text: () => bodies.join('\n') };
}

/** Says which files of the SDK a program loads. */
const HOOK = `import { registerHooks } from 'node:module';
  registerHooks({ load(url, context, next) {
    if (/@opentelemetry\\/(?!api\\/)/.test(url)) console.log('LOADED');
    return next(url, context);
  } });`;
const TELLING = ['--import', `data:text/javascript,${encodeURIComponent(HOOK)}`];
const isLoaded = ({ output }: { output: readonly string[] }) => output.includes('LOADED');

it('one video is counted, timed and traced, without a link, a token or a word of its script', async () => {
  const { url, text } = await collector();
  const program = await onProgram({
    ...{ atEnd: onTestFinished, execArgv: TELLING },
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_RESOURCE_ATTRIBUTES: 'team=ops' },
  });
  const life = await program.start();
  await program.make('Canary words about our summer party');
  await until(() => life.said('video_moved', '"to":"delivered"'));
  const metrics = await (await fetch(`${program.url}/metrics`)).text();
  const samples = metrics.split('\n').filter((line) => line.startsWith('jogg_slack_'));
  const sampleOf = (sample: string): number =>
    Number(samples.find((line) => line.startsWith(`${sample} `))?.slice(sample.length));
  life.signal('SIGTERM');
  await life.ended;

  const create = samples.find((line) => /calls_total.*api="jogg".*create_video.*"ok"/.test(line));
  expect({
    delivered: sampleOf('jogg_slack_videos_total{outcome="delivered"}'),
    credits: sampleOf('jogg_slack_credits_total'),
    created: create?.split(' ').at(-1),
    posted: sampleOf('jogg_slack_calls_total{api="slack",method="chat.postMessage",outcome="ok"}'),
    rendered: sampleOf('jogg_slack_submit_to_delivered_seconds_count'),
    shown: sampleOf('jogg_slack_ready_to_shown_seconds_count'),
    turns: sampleOf('jogg_slack_budget_wait_seconds_count{kind="paid"}'),
    finished: sampleOf('jogg_slack_store_seconds_count{op="finish"}') > 0,
    resting: sampleOf('jogg_slack_tasks{state="resting",lane="prompt"}'),
  }).toEqual({
    delivered: 1,
    credits: 1,
    created: '1',
    posted: 1,
    rendered: 1,
    shown: 1,
    // The webhook's registration takes one, too.
    turns: 2,
    finished: true,
    resting: 1,
  });
  // An id in a label would make a new series of every video.
  expect(samples.filter((line) => /v_|T0|C0|[0-9a-f]{16}/.test(line.replace(/ \S+$/, '')))).toEqual(
    [],
  );

  expect(isLoaded(life)).toBe(true);
  const sent = text();
  for (const name of ['video run', 'jogg POST /v1/create_video', 'slack chat.postMessage'])
    expect(sent).toContain(`"name":"${name}`);
  expect(sent).toMatch(/^\/v1\/traces .*"team".*"jogg-slack"/);
  expect(sent).toMatch(/"jogg webhook"/);
  expect(sent).not.toMatch(/canary|summer|https?:\/\/|token=|\?|xox|xapp/i);
  for (const secret of Object.values(SANDBOX_KEYS)) expect(sent).not.toContain(secret);
  const { log } = program.jogg;
  expect(log.filter(({ headers }) => 'traceparent' in headers || 'baggage' in headers)).toEqual([]);
});

it('unless traces are wanted, nothing of the SDK is loaded', async () => {
  const program = await onProgram({ atEnd: onTestFinished, execArgv: TELLING });
  const life = await program.start();
  life.signal('SIGTERM');
  await life.ended;
  expect(isLoaded(life)).toBe(false);
});

it.each([
  [{}, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, true],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector', OTEL_SDK_DISABLED: 'TRUE' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector', OTEL_TRACES_EXPORTER: 'none' }, false],
])('traces are wanted with %o: %s', (env, wanted) => {
  expect(tracesWanted(env)).toBe(wanted);
});
