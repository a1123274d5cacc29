import { expect, test } from 'vitest';
import { CREATE_V1, ORDER_V1, startJogg } from './started.ts';

const OUTCOME = { code: 0, msg: 'success' };

test('a fault strikes the next matching request alone, as often as asked', async () => {
  const { call, jogg } = await startJogg();
  const fault = jogg.fault({
    kind: 'code',
    code: 50000,
    msg: 'System error',
    match: { method: 'GET', path: /^\/v1\/voices/ },
    times: 2,
  });

  const codes = [];
  for (const path of ['/v1/avatars', '/v1/voices', '/v1/voices/custom', '/v1/voices']) {
    codes.push((await call('GET', path)).json.code);
  }

  expect([codes, fault.struck]).toEqual([[0, 50000, 50000, 0], 2]);
});

test('a fault that is withdrawn strikes no more', async () => {
  const { call, jogg } = await startJogg();
  const fault = jogg.fault({ kind: 'html', times: Number.POSITIVE_INFINITY });

  const before = await call('GET', '/v1/voices');
  fault.retract();
  const after = await call('GET', '/v1/voices');

  expect([before.status, before.json, after.json.code]).toEqual([502, undefined, 0]);
});

test('a made-up answer leaves the work undone, unless asked to do it', async () => {
  const { call, jogg } = await startJogg({ credits: 5 });
  jogg.fault({ kind: 'status', status: 503, body: { oops: true }, headers: { 'x-a': '1' } });
  jogg.fault({ kind: 'code', code: 50000, status: 500, work: true });
  jogg.fault({ kind: 'empty' });

  const answers = [];
  for (let count = 0; count < 3; count += 1) {
    const { status, text } = await call('POST', CREATE_V1, ORDER_V1);
    answers.push([status, text.slice(0, 13), jogg.projects.size, jogg.credits]);
  }

  expect(answers).toEqual([
    [503, '{"oops":true}', 0, 5],
    [500, '{"rid":"00000', 1, 4],
    [200, '', 1, 4],
  ]);
});

test('reset cuts before the work; reset_after and cut take the credit and then cut', async () => {
  const { call, jogg } = await startJogg({ credits: 5 });
  const state = async () => {
    const answer = await call('POST', CREATE_V1, ORDER_V1).then(
      () => 'answered',
      () => 'no answer',
    );
    return [answer, jogg.projects.size, jogg.credits, jogg.log.at(-1)?.status];
  };
  jogg.fault({ kind: 'reset' });
  jogg.fault({ kind: 'reset_after' });
  jogg.fault({ kind: 'cut' });

  expect([await state(), await state(), await state()]).toEqual([
    ['no answer', 0, 5, null],
    ['no answer', 1, 4, null],
    ['no answer', 2, 3, null],
  ]);
});

test('a truncated or marked answer does the work and cannot be parsed', async () => {
  const { call, jogg } = await startJogg();
  jogg.fault({ kind: 'truncated' });
  jogg.fault({ kind: 'bom' });

  const truncated = await call('POST', CREATE_V1, ORDER_V1);
  const raw = await fetch(jogg.url + CREATE_V1, {
    method: 'POST',
    headers: { 'x-api-key': 'jogg-sandbox-key', 'content-type': 'application/json' },
    body: JSON.stringify(ORDER_V1),
  });
  const bytes = Buffer.from(await raw.arrayBuffer());

  expect([
    truncated.status,
    truncated.text.startsWith('{"rid"'),
    truncated.json,
    bytes.subarray(0, 3).toString('hex'),
    jogg.projects.size,
  ]).toEqual([200, true, undefined, 'efbbbf', 2]);
});

test('a huge answer runs on until its reader has had enough', async () => {
  const { jogg } = await startJogg();
  jogg.fault({ kind: 'huge' });

  const response = await fetch(`${jogg.url}/v1/voices`);
  let read = 0;
  for await (const part of response.body ?? []) {
    read += part.length;
    if (read > 2 * 1024 * 1024) break;
  }

  expect([response.status, read > 2 * 1024 * 1024]).toEqual([200, true]);
});

test('a slow answer has done its work long before it arrives', async () => {
  const { call, jogg } = await startJogg();
  jogg.fault({ kind: 'slow', ms: 60_000 });
  jogg.fault({ kind: 'slow', ms: 1 });

  const first = call('POST', CREATE_V1, ORDER_V1).then(
    () => 'answered',
    () => 'cut',
  );
  await expect.poll(() => jogg.projects.size).toBe(1);
  const second = await call('POST', CREATE_V1, ORDER_V1);
  await jogg.stop();

  expect([await first, second.json, jogg.projects.size]).toEqual([
    'cut',
    expect.objectContaining(OUTCOME),
    2,
  ]);
});

test('Retry-After comes as seconds, as a date, or in the body', async () => {
  const { call, jogg } = await startJogg({ now: () => Date.UTC(2026, 0, 1) });
  for (const as of ['seconds', 'date', 'body'] as const) {
    jogg.fault({ kind: 'retry_after', seconds: 7, as });
  }

  const answers = [];
  for (let count = 0; count < 3; count += 1) {
    const { status, headers, json } = await call('GET', '/v1/voices');
    answers.push([status, json.code, headers.get('retry-after'), json.retryAfter]);
  }

  expect(answers).toEqual([
    [429, 429, '7', undefined],
    [429, 429, 'Thu, 01 Jan 2026 00:00:07 GMT', undefined],
    [429, 429, null, 7],
  ]);
});
