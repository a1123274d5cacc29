import { type Call, htmlPage, type Reply } from '../server/call.ts';
import type { RateLimit } from '../server/rate-limit.ts';
import { parameterError, Refusal, tooMany, wrongKey } from './refusal.ts';
import { BARE, type Bare, findRoute, type Routes, type World } from './routes.ts';

/** Answers requests to `/v1/…` and `/v2/…` as Jogg would; throws `LostAnswer` alone. */
export type Api = (call: Call) => Promise<Reply>;

/** In order: is there such a path, whose key, too often, is it JSON, then the route. */
export function createApi(deps: {
  world: World;
  routes: Routes;
  apiKeys: ReadonlySet<string>;
  rateLimit: RateLimit;
}): Api {
  const { world } = deps;
  return async (call) => {
    const found = findRoute(deps.routes, call.method, call.path);
    if (found === undefined) return htmlPage(404, 'Not Found');
    const version = call.path.startsWith('/v2/') ? 2 : 1;
    const headers: Record<string, string> = {};
    try {
      const key = call.headers['x-api-key'];
      if (typeof key !== 'string' || !deps.apiKeys.has(key)) throw wrongKey();
      if (call.method === 'POST') {
        const place = deps.rateLimit.take(key);
        if ('waitSeconds' in place) throw tooMany(place.waitSeconds);
        if (Number.isFinite(place.left)) headers['x-ratelimit-remaining'] = String(place.left);
      }
      const body = call.method === 'GET' || call.method === 'DELETE' ? undefined : parse(call);
      const answer = await found.route({ call, body, id: found.id });
      if (isBare(answer)) return answer[BARE];
      const reply = world.envelope.ok(version, answer);
      return { ...reply, headers: { ...reply.headers, ...headers } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const reply = world.envelope.refuse(version, error);
      return { ...reply, headers: { ...headers, ...reply.headers } };
    }
  };
}

function parse(call: Call): unknown {
  if (!/^application\/json\b/i.test(call.headers['content-type'] ?? ''))
    throw parameterError('Content-Type must be application/json');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(call.raw));
  } catch {
    throw parameterError('body is not JSON');
  }
}

function isBare(answer: unknown): answer is Bare {
  return typeof answer === 'object' && answer !== null && BARE in answer;
}
