import type { SendBytes } from '../domain/ports.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { createAgent } from '../lib/network/agent.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { request } from '../lib/network/undici.ts';

const CONNECT_MS = 10_000;
const IDLE_MS = 30_000;

/**
 * Streams bytes to an upload URL with their `Content-Length`. Sends no token or cookie, and follows
 * no redirect. Never throws.
 */
export function createSendBytes(deps: {
  readonly proxies: Proxies;
  readonly logEvent: LogEvent;
}): SendBytes {
  const { logEvent } = deps;
  const agent = createAgent({ proxies: deps.proxies, connectMs: CONNECT_MS });
  return async (url, { bytes, read }, signal) => {
    const body = read();
    try {
      const answer = await request(url, {
        method: 'POST',
        dispatcher: agent,
        signal,
        headers: { 'content-type': 'application/octet-stream', 'content-length': String(bytes) },
        headersTimeout: IDLE_MS,
        bodyTimeout: IDLE_MS,
        body,
      });
      await answer.body.dump({ limit: 16_384 });
      const { statusCode } = answer;
      if (statusCode !== 200) logEvent('upload_refused', { http_status: statusCode });
      if (statusCode === 200) return 'sent';
      return statusCode === 413 ? 'too_large' : 'failed';
    } catch (error) {
      logEvent('upload_failed', errorFields(error));
      return 'failed';
    } finally {
      body.destroy();
    }
  };
}
