import { expect, test } from 'vitest';
import type { FaultSpec } from '../server/faults.ts';
import { CREATE_V1, ORDER_V1, startJogg } from './started.ts';

test('a fault strikes the next matching request alone, as often as asked, until withdrawn', async () => {
  const { call, jogg } = await startJogg();
  const match = { method: 'GET', path: /^\/v1\/voices/ };
  const fault = jogg.fault({ kind: 'code', code: 50000, match, times: 2 });
  const codes = [];
  for (const path of ['/v1/avatars', '/v1/voices', '/v1/voices/custom', '/v1/voices'])
    codes.push((await call('GET', path)).json.code);
  expect([codes, fault.struck]).toEqual([[0, 50000, 50000, 0], 2]);
  const endless = jogg.fault({ kind: 'html', times: Number.POSITIVE_INFINITY });
  const { status, json } = await call('GET', '/v1/voices');
  endless.retract();
  expect([status, json, (await call('GET', '/v1/voices')).json.code]).toEqual([502, undefined, 0]);
});

/** The fault, what is answered, and the projects and credits (of five) after it. */
const FAULTS: [fault: FaultSpec, answer: string, projects: number, credits: number][] = [
  [{ kind: 'status', status: 503, body: { oops: true } }, '503 {"oops":true}', 0, 5],
  [{ kind: 'code', code: 50000, status: 500, work: true }, '500 {"rid":"00000', 1, 4],
  [{ kind: 'empty' }, '200 ', 0, 5],
  [{ kind: 'reset' }, 'no answer', 0, 5],
  [{ kind: 'reset_after' }, 'no answer', 1, 4],
  [{ kind: 'cut' }, 'no answer', 1, 4],
  [{ kind: 'truncated' }, '200 {"rid":"', 1, 4],
  [{ kind: 'bom' }, '200 \uFEFF{"rid":"', 1, 4],
  [{ kind: 'slow', ms: 1 }, '200 {"rid":"', 1, 4],
];

test.each(FAULTS)('%j leaves the work done or undone as it says', async (...row) => {
  const [fault, answer, projects, credits] = row;
  const { jogg } = await startJogg({ credits: 5 });
  jogg.fault(fault);
  const headers = { 'x-api-key': 'jogg-sandbox-key', 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(ORDER_V1) };
  const said = await fetch(jogg.url + CREATE_V1, init)
    .then(
      async (each) =>
        `${each.status} ${new TextDecoder('utf-8', { ignoreBOM: true }).decode(await each.arrayBuffer())}`,
    )
    .catch(() => 'no answer');
  expect(said.startsWith(answer)).toBe(true);
  const whole = !['truncated', 'bom'].includes(fault.kind);
  if (answer.includes('"rid"')) expect(/^\{.*\}$/.test(said.slice(4))).toBe(whole);
  expect([jogg.projects.size, jogg.credits]).toEqual([projects, credits]);
  expect(jogg.log.at(-1)?.status).toBe(answer === 'no answer' ? null : Number(answer.slice(0, 3)));
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
  const answer = call('POST', CREATE_V1, ORDER_V1).catch(() => 'cut');
  await expect.poll(() => jogg.projects.size).toBe(1);
  await jogg.stop();
  expect(await answer).toBe('cut');
});

test('Retry-After comes as seconds, as a date, or in the body', async () => {
  const { call, jogg } = await startJogg({ now: () => Date.UTC(2026, 0, 1) });
  const answers = [];
  for (const as of ['seconds', 'date', 'body'] as const) {
    jogg.fault({ kind: 'retry_after', seconds: 7, as });
    const { status, headers, json } = await call('GET', '/v1/voices');
    answers.push([status, json.code, headers.get('retry-after'), json.retryAfter]);
  }
  expect(answers).toEqual([
    [429, 429, '7', undefined],
    [429, 429, 'Thu, 01 Jan 2026 00:00:07 GMT', undefined],
    [429, 429, null, 7],
  ]);
});
