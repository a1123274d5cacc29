import { expect, test } from 'vitest';
import type { FaultSpec } from '../server/faults.ts';
import { CREATE_V1, ORDER_V1, startJogg } from './started.ts';

test('a fault strikes the next matching request alone, as often as asked, until withdrawn', async () => {
  const { call, jogg } = await startJogg();
  const match = { method: 'GET', path: /^\/v1\/voices/ };
  const fault = jogg.fault({ kind: 'code', code: 50000, match, times: 2 });
  const endless = jogg.fault({ kind: 'html', match: { path: '/v1/whoami' }, times: 99 });
  const seen = [];
  for (const path of ['avatars', 'voices', 'voices/custom', 'voices', 'whoami', 'whoami']) {
    const { status, json } = await call('GET', `/v1/${path}`);
    seen.push(`${status} ${json?.code}`);
  }
  endless.retract();
  seen.push((await call('GET', '/v1/whoami')).status, fault.struck);
  const broken = ['502 undefined', '502 undefined'];
  expect(seen).toEqual(['200 0', '200 50000', '200 50000', '200 0', ...broken, 200, 2]);
});

/** The fault, what is answered, and the projects and credits (of five) after it. */
const FAULTS: [fault: FaultSpec, answer: RegExp, projects: number, credits: number][] = [
  [{ kind: 'status', status: 503, body: { oops: true } }, /^503 \{"oops":true\}$/, 0, 5],
  [{ kind: 'code', code: 50000, status: 500, work: true }, /^500 \{"rid":"00000.*\}$/, 1, 4],
  [{ kind: 'empty' }, /^200 $/, 0, 5],
  [{ kind: 'reset' }, /^no answer$/, 0, 5],
  [{ kind: 'reset_after' }, /^no answer$/, 1, 4],
  [{ kind: 'cut' }, /^no answer$/, 1, 4],
  [{ kind: 'truncated' }, /^200 \{"rid":".*[^}]$/, 1, 4],
  [{ kind: 'bom' }, /^200 \uFEFF\{"rid":".*\}$/, 1, 4],
  [{ kind: 'slow', ms: 1 }, /^200 \{"rid":".*\}$/, 1, 4],
];

test.each(FAULTS)('%j leaves the work done or undone as it says', async (...row) => {
  const [fault, answer, projects, credits] = row;
  const { jogg } = await startJogg({ credits: 5 });
  jogg.fault(fault);
  const headers = { 'x-api-key': 'jogg-sandbox-key', 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(ORDER_V1) };
  const text = new TextDecoder('utf-8', { ignoreBOM: true });
  const said = await fetch(jogg.url + CREATE_V1, init)
    .then(async (each) => `${each.status} ${text.decode(await each.arrayBuffer())}`)
    .catch(() => 'no answer');
  expect(said).toMatch(answer);
  const logged = said === 'no answer' ? null : Number(said.slice(0, 3));
  const seen = [jogg.projects.size, jogg.credits, jogg.log.at(-1)?.status];
  expect(seen).toEqual([projects, credits, logged]);
});

test('a huge answer runs on until its reader has had enough', async () => {
  const { jogg } = await startJogg();
  jogg.fault({ kind: 'huge' });
  const { status, body } = await fetch(`${jogg.url}/v1/voices`);
  let read = 0;
  for await (const part of body ?? []) {
    read += part.length;
    if (read > 2 * 1024 * 1024) break;
  }
  expect([status, read > 2 * 1024 * 1024]).toEqual([200, true]);
});

test.each([
  ['seconds', '7', undefined],
  ['date', 'Thu, 01 Jan 2026 00:00:07 GMT', undefined],
  ['body', null, 7],
] as const)('Retry-After comes as %s', async (as, header, inBody) => {
  const { call, jogg } = await startJogg({ now: () => Date.UTC(2026, 0, 1) });
  jogg.fault({ kind: 'retry_after', seconds: 7, as });
  const { status, headers, json } = await call('GET', '/v1/voices');
  const seen = [status, json.code, headers.get('retry-after'), json.retryAfter];
  expect(seen).toEqual([429, 429, header, inBody]);
});
