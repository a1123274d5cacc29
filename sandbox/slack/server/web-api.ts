import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Changes } from '../changes.ts';
import { ApiError, type Arguments, type Method, requireScope } from '../methods/api-call.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { World } from '../world.ts';
import { type FaultSpec, type Faults, misbehave, takesEffect } from './faults.ts';
import { argumentsOf, bodyOf, parsed, sendJson } from './http-body.ts';

/** One call of the Web API, as it came and as it was answered. */
export interface RequestLogEntry {
  readonly at: number;
  readonly method: string;
  /** As they came, JSON strings parsed; never the token. */
  readonly arguments: Dict;
  readonly token: 'bot' | 'app' | 'unknown' | 'none';
  /** What was answered, or would have been; `null` where the call was cut off without effect. */
  answer: Dict | null;
  /** The fault it met, if any. */
  readonly fault: string | null;
}

/** Slack's Web API: `POST /api/<method>`. https://docs.slack.dev/apis/web-api */
export function createWebApi(deps: {
  methods: ReadonlyMap<string, Method>;
  world: World;
  faults: Faults;
  changes: Changes;
  botToken: string;
  appToken: string | undefined;
  now: () => number;
}) {
  const { world } = deps;
  const log: RequestLogEntry[] = [];

  const kindOf = (token: string | undefined): RequestLogEntry['token'] => {
    if (token === undefined) return 'none';
    if (token === deps.botToken) return 'bot';
    return token === deps.appToken ? 'app' : 'unknown';
  };

  type Kind = RequestLogEntry['token'];
  const run = (name: string, kind: Kind, read: Read, fault?: FaultSpec): Dict => {
    const method = deps.methods.get(name);
    if (method === undefined) throw new ApiError('unknown_method', { req_method: name });
    if (kind === 'none') throw new ApiError('not_authed');
    if (kind === 'unknown') throw new ApiError('invalid_auth');
    if (world.revoked) throw new ApiError('token_revoked');
    if (kind !== method.token) throw new ApiError('not_allowed_token_type');
    if (method.scope !== null) requireScope(world, method.scope);
    if (read.args === undefined) throw new ApiError('invalid_form_data');
    return { ok: true, ...method.run(read.isJson && !method.json ? {} : read.args, fault) };
  };
  const attempt: typeof run = (...call) => {
    try {
      return run(...call);
    } catch (error) {
      if (error instanceof ApiError) return { ok: false, error: error.message, ...error.extra };
      throw error;
    }
  };

  return {
    log,
    async handle(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
      const read = await readCall(request);
      const { token: inBody, ...args } = read.args ?? {};
      const token = bearer(request) ?? (typeof inBody === 'string' ? inBody : undefined);
      const kind = kindOf(token);
      const shown = Object.fromEntries(
        Object.entries(args).map(([key, value]) => [key, readable(value)]),
      );
      const fault = deps.faults.take(name, shown);
      const entry: RequestLogEntry = {
        ...{ at: deps.now(), method: name, arguments: shown, token: kind },
        ...{ answer: null, fault: fault?.kind ?? null },
      };
      log.push(entry);
      const works = fault === undefined || takesEffect(fault);
      if (works) entry.answer = attempt(name, kind, { ...read, args: read.args && args }, fault);
      deps.changes.changed();
      if (fault !== undefined) return misbehave(fault, response, entry.answer ?? { ok: false });
      const answer = entry.answer ?? {};
      sendJson(response, 200, answer, {
        'x-oauth-scopes': [...world.scopes].join(','),
        'x-accepted-oauth-scopes': deps.methods.get(name)?.scope ?? '',
      });
    },
  };
}

interface Read {
  readonly args: Arguments | undefined;
  readonly isJson: boolean;
}

async function readCall(request: IncomingMessage): Promise<Read> {
  const type = request.headers['content-type'] ?? '';
  const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
  const args = argumentsOf(type, await bodyOf(request));
  return {
    args: args && { ...Object.fromEntries(query), ...args },
    isJson: type.startsWith('application/json'),
  };
}

const bearer = (request: IncomingMessage): string | undefined =>
  /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];

const readable = (value: unknown): unknown =>
  typeof value === 'string' && /^[[{]/.test(value) ? (parsed(value) ?? value) : value;
