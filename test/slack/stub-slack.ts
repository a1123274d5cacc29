import { createMessenger } from '../../src/slack/delivery/messenger.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';
import { createTestHolds } from '../support/holds.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { LABEL, NOON } from './sample-video.ts';

type Call = readonly [method: string, args: Readonly<Record<string, unknown>>];
/** An answer of Slack: a body, an error's name, a whole response, or an error of the network. */
export type Answer = object | null | string | Response | Error;

/** Slack's client on a stub network that records the calls and returns `answer`. */
export function stubSlack(answer: (method: string, nth: number) => Answer) {
  const calls: Call[] = [];
  const slackApiUrl = 'https://slack.test/api/';
  const fetch = async (url: URL | string, init?: { body?: unknown }) => {
    const method = String(url).replace(slackApiUrl, '');
    calls.push([method, argsOf(String(init?.body ?? ''))]);
    const result = answer(method, calls.length - 1);
    if (result instanceof Error) throw result;
    if (result instanceof Response) return result;
    return Response.json(typeof result === 'string' ? { ok: false, error: result } : result);
  };
  return { client: createWebClient({ token: 'xoxb-1', slackApiUrl, fetch }), calls };
}

export const HANG_UP = new TypeError('fetch failed', { cause: new Error('socket hang up') });

/** A messenger at noon on a stub network that records the calls and returns `answer`. */
export function stubMessenger(answer: (method: string) => Answer, canReadHistory = true) {
  const { client, calls } = stubSlack(answer);
  const workspaces: string[] = [];
  const spent: string[] = [];
  const clock = createVirtualClock(NOON);
  const port = createMessenger({
    clientFor: async (workspace) => {
      workspaces.push(workspace);
      if (workspace === 'T0NONE') throw new Error('no installation');
      return client;
    },
    clock,
    holds: createTestHolds(clock),
    edits: { spend: async (of) => void spent.push(of), trySpend: async () => false },
    usualMs: async () => 60_000,
    mayReadHistory: async () => canReadHistory,
    handle: () => '@jogg',
    mayReadFiles: async () => canReadHistory,
    logEvent: () => {},
    label: LABEL,
  });
  return { port, calls, workspaces, spent };
}

/** Parses JSON, or a form whose fields are JSON except for texts. */
function argsOf(body: string): Record<string, unknown> {
  if (body.startsWith('{')) return JSON.parse(body);
  const { token: _, ...fields } = Object.fromEntries(new URLSearchParams(body));
  const isJson = (text: string) => /^[[{]|^(true|false|\d+)$/.test(text);
  const parse = ([key, text]: [string, string]) => [key, isJson(text) ? JSON.parse(text) : text];
  return Object.fromEntries(Object.entries(fields).map(parse));
}
