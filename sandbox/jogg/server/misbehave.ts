import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { htmlPage, jsonReply, type Reply, sendReply } from './call.ts';
import type { FaultSpec } from './faults.ts';
import type { Timers } from './timers.ts';

const HUGE_BYTES = 50 * 1024 * 1024;

/** Plays a fault on one request. `work` does what was asked; it is called at most once. */
export async function misbehave(
  fault: FaultSpec,
  work: () => Promise<Reply>,
  response: ServerResponse,
  deps: { timers: Timers; now: () => number },
): Promise<void> {
  const usual = ['truncated', 'bom', 'reset_after', 'cut', 'slow', 'held'].includes(fault.kind);
  const done = (fault.work ?? usual) ? await work() : undefined;
  switch (fault.kind) {
    case 'reset':
    case 'reset_after':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'huge':
      return flood(response, fault.bytes ?? HUGE_BYTES);
    case 'cut': {
      const { status, headers, body } = done ?? (await work());
      const bytes = Buffer.from(body);
      response.writeHead(status, { ...headers, 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroy());
      return;
    }
    case 'held':
      await fault.until;
      return sendReply(response, done ?? (await work()));
    case 'slow':
      await deps.timers.wait(fault.ms);
      return sendReply(response, done ?? (await work()));
    case 'truncated':
    case 'bom':
      return sendReply(response, spoilt(fault.kind, done ?? (await work())));
    default:
      return sendReply(response, madeUp(fault, deps.now()));
  }
}

function spoilt(kind: 'truncated' | 'bom', reply: Reply): Reply {
  const text = reply.body.toString();
  const body = kind === 'bom' ? `\uFEFF${text}` : text.slice(0, Math.ceil(text.length / 2));
  return { ...reply, body };
}

function madeUp(
  fault: Extract<FaultSpec, { kind: 'status' | 'code' | 'retry_after' | 'html' | 'empty' }>,
  now: number,
): Reply {
  switch (fault.kind) {
    case 'html':
      return htmlPage(fault.status ?? 502, 'Bad Gateway');
    case 'empty':
      return { status: fault.status ?? 200, headers: {}, body: '' };
    case 'code': {
      const { code, msg = `Fault ${code}`, status = 200, headers = {} } = fault;
      return jsonReply(status, { rid: '0'.repeat(32), code, msg, data: null }, headers);
    }
    case 'retry_after':
      return rateLimited(fault.seconds ?? 1, fault.as ?? 'seconds', now);
    case 'status': {
      const { status, body = '', headers = {} } = fault;
      if (typeof body !== 'string') return jsonReply(status, body, headers);
      return { status, headers: { 'content-type': 'text/plain', ...headers }, body };
    }
  }
}

function rateLimited(seconds: number, as: 'seconds' | 'date' | 'body', now: number): Reply {
  const body = { code: 429, msg: 'Rate limit exceeded. Please try again later.', data: null };
  if (as === 'body') return jsonReply(429, { ...body, retryAfter: seconds });
  const date = new Date(now + seconds * 1000).toUTCString();
  return jsonReply(429, body, { 'retry-after': as === 'date' ? date : String(seconds) });
}

async function flood(response: ServerResponse, bytes: number): Promise<void> {
  const part = Buffer.alloc(64 * 1024, 'a');
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"code":0,"msg":"success","data":{"padding":"');
  const closed = once(response, 'close');
  for (let sent = 0; sent < bytes && !response.destroyed; sent += part.length) {
    if (!response.write(part)) await Promise.race([once(response, 'drain'), closed]);
  }
  if (!response.destroyed) response.end('"}}');
}
