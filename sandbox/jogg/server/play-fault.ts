import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { htmlPage, jsonReply, type Reply, sendReply } from './call.ts';
import type { FaultSpec } from './faults.ts';
import type { Timers } from './timers.ts';

const HUGE_BYTES = 50 * 1024 * 1024;
const TAKES_EFFECT = ['truncated', 'reset_after', 'cut', 'slow', 'held'];

/** Applies a fault to one request. `work` carries the request out; it runs at most once. */
export async function playFault(
  fault: FaultSpec,
  work: () => Promise<Reply>,
  response: ServerResponse,
  deps: { timers: Timers; now: () => number },
): Promise<void> {
  const done = (fault.work ?? TAKES_EFFECT.includes(fault.kind)) ? await work() : undefined;
  const reply = async () => done ?? (await work());
  switch (fault.kind) {
    case 'hang':
      return;
    case 'reset':
    case 'reset_after':
      response.socket?.resetAndDestroy();
      return;
    case 'huge':
      return flood(response);
    case 'cut': {
      const { status, headers, body } = await reply();
      const bytes = Buffer.from(body);
      response.writeHead(status, { ...headers, 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroy());
      return;
    }
    case 'slow':
    case 'held':
      await (fault.until ?? deps.timers.wait(fault.ms ?? 0));
      return sendReply(response, await reply());
    case 'truncated': {
      const whole = await reply();
      const text = whole.body.toString();
      return sendReply(response, { ...whole, body: text.slice(0, Math.ceil(text.length / 2)) });
    }
    default:
      return sendReply(response, ANSWERS[fault.kind](fault, deps.now()));
  }
}

const ANSWERS = {
  html: ({ status = 502 }: FaultSpec): Reply => htmlPage(status, 'Bad Gateway'),
  empty: ({ status = 200 }: FaultSpec): Reply => ({ status, headers: {}, body: '' }),
  code: ({ code, msg = `Fault ${code}`, status = 200 }: FaultSpec): Reply =>
    jsonReply(status, { rid: '0'.repeat(32), code, msg, data: null }),
  status: ({ status = 500, body = '' }: FaultSpec): Reply => {
    if (typeof body !== 'string') return jsonReply(status, body);
    return { status, headers: { 'content-type': 'text/plain' }, body };
  },
  retry_after: ({ seconds = 1, as }: FaultSpec, now: number): Reply => {
    const body = { code: 429, msg: 'Rate limit exceeded. Please try again later.', data: null };
    if (as === 'body') return jsonReply(429, { ...body, retryAfter: seconds });
    const date = new Date(now + seconds * 1000).toUTCString();
    return jsonReply(429, body, { 'retry-after': as === 'date' ? date : String(seconds) });
  },
};

async function flood(response: ServerResponse): Promise<void> {
  const part = Buffer.alloc(64 * 1024, 'a');
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"code":0,"msg":"success","data":{"padding":"');
  const closed = once(response, 'close');
  for (let sent = 0; sent < HUGE_BYTES && !response.destroyed; sent += part.length) {
    if (!response.write(part)) await Promise.race([once(response, 'drain'), closed]);
  }
  if (!response.destroyed) response.end('"}}');
}
