import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createJoggSandbox, type JoggSandbox, type JoggSandboxOptions } from '../jogg-sandbox.ts';

/** An answer of the sandbox; `data` has no type, because these tests read raw JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: ReturnType<typeof JSON.parse>;
}

export interface StartedJogg {
  readonly jogg: JoggSandbox;
  /** The `data` of an answer, or its `msg` after a rejection. */
  data(method: string, path: string, body?: unknown): Promise<Answer['json']>;
  call(method: string, path: string, body?: unknown, headers?: object): Promise<Answer>;
}

/** A body that v1 accepts. */
export const ORDER_V1 = {
  script: 'Hello from the sandbox',
  avatar_id: 81,
  avatar_type: 0,
  voice_id: 'en-US-ChristopherNeural',
  aspect_ratio: 0,
  screen_style: 1,
  caption: true,
};
export const CREATE_V1 = '/v1/create_video_from_talking_avatar';

/** A body that v2 accepts. */
export const ORDER_V2 = {
  avatar: { avatar_id: 81, avatar_type: 0 },
  voice: { type: 'script', script: 'Hello from the sandbox', voice_id: 'en-US-ChristopherNeural' },
  aspect_ratio: 'portrait',
  screen_style: 1,
  caption: true,
};
export const CREATE_V2 = '/v2/create_video_from_avatar';

/** A sandbox that ends with the test; by default the test ends renders. */
export async function startJogg(options: JoggSandboxOptions = {}): Promise<StartedJogg> {
  const jogg = createJoggSandbox({ renderMs: 600_000, webhookRetryMs: 5, ...options });
  const { url } = await jogg.start();
  onTestFinished(() => jogg.stop());
  const call: StartedJogg['call'] = async (method, path, body, headers = {}) => {
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url + path, {
      method,
      headers: {
        'x-api-key': jogg.apiKeys[0] ?? '',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parseJson(text) };
  };
  return {
    ...{ jogg, call },
    async data(method, path, body) {
      const { json } = await call(method, path, body);
      return json.code === 0 ? json.data : json.msg;
    },
  };
}

/** A request to a webhook URL. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly json: { event_id: string; event: string; timestamp: number; data: unknown };
}

/** A webhook URL on loopback; answers these statuses, one after the other, then 200. */
export async function startReceiver(...statuses: (number | 'silence')[]) {
  const received: Received[] = [];
  const receiver = { received, url: '' };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString();
    received.push({ headers: request.headers, body, json: parseJson(body) });
    const status = statuses.shift() ?? 200;
    if (status !== 'silence') response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  receiver.url = `http://127.0.0.1:${port}/hook`;
  return receiver;
}

function parseJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
