import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { nowMs } from './instant.ts';
import { listen } from './listen.ts';

/** A call by the app: its method, when its headers arrived, and its fields as text. */
export interface Call {
  readonly method: string;
  readonly at: number;
  readonly fields: Readonly<Record<string, string>>;
}

export interface FakeSlack {
  /** The root URL of the Web API, for the app. */
  readonly url: string;
  readonly calls: readonly Call[];
  /** Resolves with the first matching call after index `from`. */
  first(from: number, matches: (call: Call) => boolean): Promise<Call>;
  close(): void;
}

/** The part of Slack's Web API that a measurement needs: it accepts everything at once. */
export async function startFakeSlack(): Promise<FakeSlack> {
  const calls: Call[] = [];
  const waiters = new Set<{ from: number; check(call: Call, index: number): void }>();
  let ids = 0;

  const server = createServer((request, response) => {
    const at = nowMs();
    const method = (request.url ?? '').split('/').at(-1)?.split('?')[0] ?? '';
    void text(request).then((body) => {
      const call: Call = { method, at, fields: fieldsOf(body, request.headers['content-type']) };
      calls.push(call);
      for (const each of waiters) each.check(call, calls.length - 1);
      ids += 1;
      answer(response, { ok: true, ...answerTo(call, ids) });
    });
  });
  const port = await listen(server);

  return {
    url: `http://127.0.0.1:${port}/api/`,
    calls,
    first(from, matches) {
      const existing = calls.slice(from).find(matches);
      if (existing) return Promise.resolve(existing);
      return new Promise((resolve) => {
        const waiter = {
          from,
          check(call: Call, index: number) {
            if (index < from || !matches(call)) return;
            waiters.delete(waiter);
            resolve(call);
          },
        };
        waiters.add(waiter);
      });
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answerTo({ method, fields }: Call, id: number): Record<string, unknown> {
  const ts = `1700000000.${String(id).padStart(6, '0')}`;
  switch (method) {
    case 'auth.test':
      return { team: 'bench', team_id: 'T0BENCH', user: 'jogg', user_id: 'U0BOT', bot_id: 'B0BOT' };
    case 'views.open':
      return { view: { id: `V${id}`, team_id: 'T0BENCH', hash: 'h', state: { values: {} } } };
    case 'users.info':
      return { user: { id: fields['user'], locale: 'en-US' } };
    case 'chat.postMessage': {
      const thread = fields['thread_ts'] ? { thread_ts: fields['thread_ts'] } : {};
      return { channel: fields['channel'], ts, message: { ts, type: 'message', ...thread } };
    }
    case 'chat.update':
      return { channel: fields['channel'], ts: fields['ts'], text: '' };
    default:
      return {};
  }
}

function fieldsOf(body: string, type: string | undefined): Record<string, string> {
  if (!type?.includes('json')) return Object.fromEntries(new URLSearchParams(body));
  const parsed: unknown = JSON.parse(body);
  const entries = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

function answer(response: ServerResponse, content: unknown): void {
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'x-oauth-scopes': 'commands,chat:write,users:read,files:write',
  });
  response.end(JSON.stringify(content));
}
