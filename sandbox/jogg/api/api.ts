import type { Random } from '../random.ts';
import { type Call, htmlPage, jsonReply, type Reply } from '../server/call.ts';
import { JoggError, parameterError, tooMany, wrongKey } from './jogg-error.ts';
import { BARE, type Bare, findRoute, type Routes, type World } from './routes.ts';

const HTTP_OF_CODE: Readonly<Record<number, number>> = {
  ...{ 10104: 404, 18020: 402, 18025: 403, 40000: 400, 50000: 500 },
};

/**
 * Answers requests to `/v1/…` and `/v2/…` as Jogg would; throws only `LostAnswer`. It checks path,
 * key, rate limit and JSON in this order, then runs the route. The envelope is
 * `{ rid, code, msg, data }`, as each version writes it. A wrong key is always HTTP 401, too many
 * requests 429; the behaviour decides the status of other errors.
 */
export function createApi(deps: {
  world: World;
  routes: Routes;
  apiKeys: ReadonlySet<string>;
  postsPerMinute: number;
  random: Random;
}) {
  const rateLimit = createRateLimit(deps.postsPerMinute, deps.world.now);
  return async (call: Call): Promise<Reply> => {
    const found = findRoute(deps.routes, call.method, call.path);
    if (found === undefined) return htmlPage(404, 'Not Found');
    const isDocumented = call.path.startsWith('/v2/') && deps.world.behaviour.documented;
    const rid = () => (isDocumented ? {} : { rid: deps.random.hex(32) });
    const headers: Record<string, string> = {};
    try {
      const key = call.headers['x-api-key'];
      if (typeof key !== 'string' || !deps.apiKeys.has(key)) throw wrongKey();
      if (call.method === 'POST') {
        const quota = rateLimit.take(key);
        if ('waitSeconds' in quota) throw tooMany(quota.waitSeconds);
        if (Number.isFinite(quota.left)) headers['x-ratelimit-remaining'] = String(quota.left);
      }
      const body = call.method === 'GET' || call.method === 'DELETE' ? undefined : parse(call);
      const data = await found.route({ call, body, id: found.id });
      if (isBare(data)) return data[BARE];
      const msg = isDocumented ? 'Success' : 'success';
      return jsonReply(200, { ...rid(), code: 0, msg, data }, headers);
    } catch (error) {
      if (!(error instanceof JoggError)) throw error;
      const { code, message: msg } = error;
      const defaultStatus = isDocumented ? (HTTP_OF_CODE[code] ?? 400) : 200;
      const status = code === 10_105 ? 401 : code === 429 ? 429 : defaultStatus;
      const all = { ...headers, ...error.headers };
      return jsonReply(status, { ...rid(), code, msg, data: null }, all);
    }
  };
}

function parse(call: Call): unknown {
  if (!/^application\/json\b/i.test(call.headers['content-type'] ?? ''))
    throw parameterError('Content-Type must be application/json');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(call.raw);
    // `null` counts as absent.
    return JSON.parse(text, (_name, value) => value ?? undefined);
  } catch {
    throw parameterError('body is not JSON');
  }
}

function isBare(answer: unknown): answer is Bare {
  return typeof answer === 'object' && answer !== null && BARE in answer;
}

const WINDOW_MS = 60_000;

/** Jogg allows 20 POSTs per minute and key. https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits */
function createRateLimit(perMinute: number, clock: () => number) {
  const taken = new Map<string, number[]>();
  return {
    /** Counts one request. Returns how many are left, or the seconds until one is allowed. */
    take(key: string): { left: number } | { waitSeconds: number } {
      const now = clock();
      const recent = (taken.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
      taken.set(key, recent);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= perMinute) {
        return { waitSeconds: Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000)) };
      }
      recent.push(now);
      return { left: perMinute - recent.length };
    },
  };
}
