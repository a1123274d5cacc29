import { expect, it } from 'vitest';
import { patience } from '../../patience.ts';
import { GENERAL } from '../seed.ts';
import type { FaultSpec } from '../server/faults.ts';
import { sandboxWith } from './bench.ts';

const CUT = { code: 'slack_webapi_request_error' };
const NO_HEADER = { message: expect.stringContaining('Retry header') };
type Case = [spec: Omit<FaultSpec, 'method'>, posted: number, seen: unknown];
const CASES: Case[] = [
  [{ kind: 'error', error: 'internal_error' }, 0, { error: 'internal_error' }],
  [{ kind: 'error', done: true }, 1, { error: 'fatal_error' }],
  [{ kind: 'ratelimited', retryAfter: 7 }, 0, { retryAfter: 7 }],
  [{ kind: 'ratelimited' }, 0, NO_HEADER],
  [{ kind: 'status', status: 503 }, 0, { statusCode: 503 }],
  [{ kind: 'status', done: true }, 1, { statusCode: 500 }],
  [{ kind: 'reset' }, 0, CUT],
  [{ kind: 'reset_after' }, 1, CUT],
  [{ kind: 'hang' }, 0, { cause: { name: 'TimeoutError' } }],
  [{ kind: 'slow', ms: 1 }, 1, { ok: true }],
  [{ kind: 'html' }, 0, { ok: false, error: expect.stringContaining('<!doctype') }],
  [{ kind: 'truncated' }, 1, { message: expect.stringContaining('terminated') }],
  [{ kind: 'no_ts' }, 1, { ok: true, channel: GENERAL, ts: 'none' }],
  [{ kind: 'other_channel' }, 1, { ok: true, channel: 'C0ELSEWHER' }],
  [{ kind: 'redirect' }, 0, CUT],
];

it.each(CASES)('%j hits the next call, and only that', async (spec, posted, seen) => {
  await using setup = await sandboxWith();
  const { slack, client } = setup;
  slack.fault({ method: 'chat.postMessage', ...spec });
  expect(await setup.call('auth.test')).toMatchObject({ ok: true });
  const post = () => setup.call('chat.postMessage', { channel: GENERAL, text: 'x' });
  Object.assign(client, { timeout: spec.kind === 'hang' ? patience(200) : 0 });
  const answer = await post();
  Object.assign(client, { timeout: 0 });
  expect({ ts: 'none', ...(answer as object), ...pick(answer) }).toMatchObject(seen as object);
  expect(slack.messages(GENERAL)).toHaveLength(posted);
  expect(slack.log.at(-1)).toMatchObject({ method: 'chat.postMessage', fault: spec.kind });
  expect(await post()).toMatchObject({ ok: true });
  expect(slack.messages(GENERAL)).toHaveLength(posted + 1);
});

it('can hit several calls of one kind of argument', async () => {
  await using setup = await sandboxWith();
  const when = (args: Record<string, unknown>) => args['text'] === 'no';
  setup.slack.fault({ method: '*', kind: 'error', times: 2, when });
  const taken = [];
  for (const text of ['yes', 'no', 'no', 'no'])
    taken.push((await setup.call('chat.postMessage', { channel: GENERAL, text })).ok);
  expect(taken).toEqual([true, false, false, true]);
});

it('spoils an upload', async () => {
  await using setup = await sandboxWith();
  const ticket = await setup.client.files.getUploadURLExternal({ filename: 'a.mp4', length: 1 });
  setup.slack.fault({ method: 'upload', kind: 'status', status: 502 });
  const put = () => fetch(ticket.upload_url ?? '', { method: 'POST', body: 'x' });
  expect((await put()).status).toBe(502);
  expect((await put()).status).toBe(200);
});

/** An error's own words, which object spread leaves behind. */
function pick(answer: unknown): Record<string, unknown> {
  if (!(answer instanceof Error)) return {};
  const { message, cause } = answer;
  return { message: `${message} ${cause instanceof Error ? cause.message : ''}`, cause };
}
