import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Changes } from '../changes.ts';
import { ApiError, type Arguments, type Method, requireScope } from '../methods/api-call.ts';
import type { ResolvedToken } from '../oauth/installations.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { WorkspaceHost } from '../workspace.ts';
import { type FaultSpec, playFault, takesEffect } from './faults.ts';
import { argumentsOf, bearerOf, bodyOf, parseJson, sendJson } from './http-body.ts';

/** One call of the Web API and its answer. */
export interface RequestLogEntry {
  readonly at: number;
  readonly method: string;
  /** As received, with JSON strings parsed, without the token. */
  readonly arguments: Dict;
  readonly token: 'bot' | 'app' | 'unknown' | 'none';
  /** The id of the installation that the bot token belongs to. */
  readonly by: string | null;
  /** The answer, even if it was not sent; `null` if the call had no effect. */
  answer: Dict | null;
  /** The fault that affected it, if any. */
  readonly fault: string | null;
}

/** Slack's Web API: `POST /api/<method>`. https://docs.slack.dev/apis/web-api */
export function createWebApi(deps: {
  /** Methods without a workspace. */ methods: Readonly<Record<string, Method>>;
  workspaces: readonly WorkspaceHost[];
  /** Runs calls with an unknown workspace. */
  host: WorkspaceHost;
  resolveToken: (token: string) => ResolvedToken | undefined;
  takeFault: (name: string, args: Dict, by: string | null) => FaultSpec | undefined;
  changes: Changes;
  appToken: string | undefined;
  now: () => number;
}) {
  const { workspaces, host } = deps;
  const log: RequestLogEntry[] = [];

  const kindOf = (token: string | undefined, resolved: ResolvedToken | undefined) => {
    if (token === undefined) return 'none';
    if (resolved !== undefined) return 'bot';
    return token === deps.appToken ? 'app' : 'unknown';
  };
  /** The token's workspace that a call is about, or else its first one. */
  const workspaceFor = (resolved: ResolvedToken | undefined, args: Arguments): WorkspaceHost => {
    const all = workspaces.filter(({ world }) => world.installed() === resolved?.installation);
    const found = all.find((each) => each.isAbout(args));
    const { id } = resolved?.installation ?? {};
    const isLeft = ({ world, isAbout }: WorkspaceHost) =>
      world.enterprise?.id === id && isAbout(args);
    if (!found && resolved?.installation.orgWide && workspaces.some(isLeft))
      throw new ApiError('team_access_not_granted');
    return found ?? all[0] ?? host;
  };

  const run = (name: string, caller: Caller, read: Read, fault?: FaultSpec): Dict => {
    const { kind, resolved } = caller;
    const { world, methods } = workspaceFor(resolved, read.args ?? {});
    const method = deps.methods[name] ?? methods.get(name);
    if (method === undefined) throw new ApiError('unknown_method', { req_method: name });
    if (method.token !== 'none') {
      if (kind === 'none') throw new ApiError('not_authed');
      if (kind === 'unknown') throw new ApiError('invalid_auth');
      if (resolved?.error) throw new ApiError(resolved.error);
      if (kind !== method.token) throw new ApiError('not_allowed_token_type');
    }
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
      const { token: bodyToken, ...args } = read.args ?? {};
      const token = bearerOf(request) ?? (typeof bodyToken === 'string' ? bodyToken : undefined);
      const resolved = token === undefined ? undefined : deps.resolveToken(token);
      const caller = { kind: kindOf(token, resolved), resolved } as const;
      const by = resolved?.installation.id ?? null;
      const values = Object.entries(args).map(([key, value]) => [key, readable(value)]);
      const loggedArguments: Dict = Object.fromEntries(values);
      const fault = deps.takeFault(name, loggedArguments, by);
      const entry: RequestLogEntry = {
        ...{ at: deps.now(), method: name, arguments: loggedArguments, token: caller.kind, by },
        ...{ answer: null, fault: fault?.kind ?? null },
      };
      log.push(entry);
      const hasEffect = fault === undefined || takesEffect(fault);
      if (hasEffect)
        entry.answer = attempt(name, caller, { ...read, args: read.args && args }, fault);
      deps.changes.changed();
      if (fault !== undefined) return playFault(fault, response, entry.answer ?? { ok: false });
      const answer = entry.answer ?? {};
      sendJson(response, 200, answer, {
        'x-oauth-scopes': [...(resolved?.installation.scopes ?? [])].join(','),
        'x-accepted-oauth-scopes': host.methods.get(name)?.scope ?? '',
      });
    },
  };
}

interface Caller {
  readonly kind: RequestLogEntry['token'];
  readonly resolved: ResolvedToken | undefined;
}

type Read = Awaited<ReturnType<typeof readCall>>;
async function readCall(request: IncomingMessage) {
  const type = request.headers['content-type'] ?? '';
  const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
  const body = argumentsOf(type, await bodyOf(request));
  const more = { ...Object.fromEntries(query), ...basic(request) };
  const args: Arguments | undefined = body && { ...more, ...body };
  return { args, isJson: type.startsWith('application/json') };
}

/** Reads the client id and secret from a Basic header. */
function basic({ headers }: IncomingMessage): Arguments {
  const [, sent] = /^Basic (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (sent === undefined) return {};
  const [client_id = '', client_secret = ''] = Buffer.from(sent, 'base64').toString().split(':');
  return { client_id, client_secret };
}

const readable = (value: unknown): unknown =>
  typeof value === 'string' && /^[[{]/.test(value) ? (parseJson(value) ?? value) : value;
