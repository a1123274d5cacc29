import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { click } from '../person/clicks.ts';
import { runCommand, runShortcut } from '../person/commands.ts';
import { openHome, say } from '../person/events.ts';
import { close, submit, suggest } from '../person/modals.ts';
import { Refusal, type Stage } from '../person/stage.ts';
import type { Dict } from '../rules/block-kit.ts';
import { bodyOf, parsed, sendJson } from './http-body.ts';
import { shownMessage, stateFor } from './state.ts';
import type { RequestLogEntry } from './web-api.ts';

const plain = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const user = z.string().exactOptional();
const values = z.record(z.string(), plain);
const bodies = {
  command: z.object({
    user,
    channel: z.string(),
    command: z.string(),
    text: z.string().default(''),
  }),
  suggest: z.object({
    user,
    view_id: z.string(),
    block_id: z.string(),
    action_id: z.string(),
    query: z.string(),
    values: values.exactOptional(),
  }),
  submit: z.object({ user, view_id: z.string(), values: values.default({}) }),
  close: z.object({ user, view_id: z.string() }),
  click: z.object({
    user,
    channel: z.string().exactOptional(),
    message_ts: z.string().exactOptional(),
    view_id: z.string().exactOptional(),
    block_id: z.string().exactOptional(),
    action_id: z.string(),
    value: plain.exactOptional(),
    selected: plain.exactOptional(),
    values: values.exactOptional(),
  }),
  shortcut: z.object({
    user,
    callback_id: z.string(),
    channel: z.string().exactOptional(),
    message_ts: z.string().exactOptional(),
  }),
  home: z.object({ user }),
  say: z.object({
    user,
    channel: z.string(),
    text: z.string().min(1),
    thread_ts: z.string().exactOptional(),
  }),
  remove: z.object({ channel: z.string(), message_ts: z.string() }),
};

/** What the page and scripts talk to; every route is in `README.md`. */
export function createControlApi(deps: {
  stage: Stage;
  signal: AbortSignal;
  log: readonly RequestLogEntry[];
}): (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const { stage, signal } = deps;

  const actions: Record<string, (body: unknown) => Promise<Record<string, unknown>>> = {
    async command(body) {
      const { notice, ephemeral, viewId } = await runCommand(stage, bodies.command.parse(body));
      return { notice, ephemeral: ephemeral.map(shownMessage), view_id: viewId };
    },
    async suggest(body) {
      const {
        view_id: viewId,
        block_id: blockId,
        action_id: actionId,
        ...rest
      } = bodies.suggest.parse(body);
      const { delivery: _, ...answer } = await suggest(stage, {
        viewId,
        blockId,
        actionId,
        ...rest,
      });
      return answer;
    },
    async submit(body) {
      const { view_id: viewId, ...rest } = bodies.submit.parse(body);
      const { errors, notice } = await submit(stage, { viewId, ...rest });
      return { errors, notice };
    },
    async close(body) {
      const { view_id: viewId, ...rest } = bodies.close.parse(body);
      await close(stage, { viewId, ...rest });
      return { notice: null };
    },
    async click(body) {
      const given = bodies.click.parse(body);
      const {
        message_ts,
        view_id,
        block_id,
        action_id: actionId,
        value,
        selected,
        ...rest
      } = given;
      const picked = selected ?? value;
      const { notice, url } = await click(stage, {
        actionId,
        ...rest,
        ...(message_ts === undefined ? {} : { messageTs: message_ts }),
        ...(view_id === undefined ? {} : { viewId: view_id }),
        ...(block_id === undefined ? {} : { blockId: block_id }),
        ...(picked === undefined ? {} : { selected: picked }),
      });
      return { notice, url };
    },
    async shortcut(body) {
      const { callback_id: callbackId, message_ts, ...rest } = bodies.shortcut.parse(body);
      const { notice, viewId } = await runShortcut(stage, {
        callbackId,
        ...rest,
        ...(message_ts === undefined ? {} : { messageTs: message_ts }),
      });
      return { notice, view_id: viewId };
    },
    async home(body) {
      const delivery = await openHome(stage, bodies.home.parse(body), signal);
      return { notice: null, sent: delivery !== null };
    },
    async say(body) {
      const { thread_ts, ...rest } = bodies.say.parse(body);
      const message = await say(
        stage,
        { ...rest, ...(thread_ts === undefined ? {} : { threadTs: thread_ts }) },
        signal,
      );
      return { notice: null, ts: message.ts };
    },
    async remove(body) {
      const { channel, message_ts } = bodies.remove.parse(body);
      if (!stage.world.remove(channel, message_ts)) throw new Refusal(`no message ${message_ts}`);
      return { notice: null };
    },
  };

  return async (path, request, response) => {
    if (request.method === 'GET' && path === 'state') {
      const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
      return answer(response, async () => stateFor(stage, query.get('user') ?? undefined));
    }
    if (request.method === 'GET' && path === 'events') {
      stream(stage, response);
      return true;
    }
    if (request.method === 'GET' && path === 'log') {
      return answer(response, async () => ({
        calls: deps.log.slice(-200).map((each) => ({ ...each, arguments: masked(each.arguments) })),
        deliveries: stage.deliveries.list
          .slice(-200)
          .map((each) => ({ ...each, payload: masked(each.payload) })),
      }));
    }
    const action = request.method === 'POST' && Object.hasOwn(actions, path) && actions[path];
    if (!action) return false;
    const body = parsed((await bodyOf(request)).toString('utf8') || '{}');
    return answer(response, async () => ({ ok: true, ...(await action(body)) }));
  };
}

async function answer(response: ServerResponse, run: () => Promise<unknown>): Promise<boolean> {
  try {
    sendJson(response, 200, await run());
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof z.ZodError)) throw error;
    const words = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    sendJson(response, 400, { ok: false, error: words });
  }
  return true;
}

function stream(stage: Stage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': listening\n\n');
  const unsubscribe = stage.changes.subscribe((seq) => {
    response.write(`event: change\ndata: ${JSON.stringify({ seq })}\n\n`);
  });
  response.on('close', unsubscribe);
}

const SECRETS = new Set(['token', 'trigger_id', 'response_url']);

/** A request without the secrets in it. */
const masked = (fields: Readonly<Dict>): Dict =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, SECRETS.has(key) ? '…' : value]),
  );
