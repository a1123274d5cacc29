import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { click } from '../person/clicks.ts';
import { Refusal, type Stage } from '../person/client.ts';
import { type Reaction, runCommand, runShortcut } from '../person/commands.ts';
import { expireToken, openHome, say, uninstall } from '../person/events.ts';
import { close, submit, suggest } from '../person/modals.ts';
import { type Dict, isDict } from '../rules/block-kit.ts';
import { bodyOf, parsed, sendJson } from './http-body.ts';
import { shownMessage, stateFor, summary } from './state.ts';
import type { RequestLogEntry } from './web-api.ts';

const text = z.string();
const maybe = text.exactOptional();
const plain = z.union([text, z.number(), z.array(text), z.null()]);
const values = z.record(text, plain);
type Action = (stage: Stage, body: unknown) => Promise<Dict>;
const seen = ({ notice, ephemeral, viewId }: Reaction): Dict => ({
  ...{ notice, ephemeral: ephemeral.map(shownMessage), view_id: viewId ?? null },
});

/** What somebody does: a body, its names in camel case, and what becomes of it. */
function action<Fields extends z.core.$ZodLooseShape>(
  fields: Fields,
  run: (stage: Stage, doing: z.output<z.ZodObject<Fields & typeof WHO>>) => unknown,
): Action {
  const shape = z.object<Fields & typeof WHO>({ ...WHO, ...fields });
  return async (stage, body) => {
    const answer = await run(stage, shape.parse(isDict(body) ? camelCased(body) : body));
    return isDict(answer) ? answer : {};
  };
}
const WHO = { user: maybe };
const VIEW = { viewId: text };
const TYPED = { values: values.exactOptional(), hash: maybe };

const ACTIONS: Readonly<Record<string, Action>> = {
  command: action({ channel: text, command: text, text: text.default('') }, async (stage, doing) =>
    seen(await runCommand(stage, doing)),
  ),
  suggest: action({ ...VIEW, ...TYPED, blockId: text, actionId: text, query: text }, suggest),
  submit: action({ ...VIEW, ...TYPED }, async (stage, doing) => {
    const { errors, notice } = await submit(stage, doing);
    return { errors, notice };
  }),
  close: action(VIEW, async (stage, doing) => void (await close(stage, doing))),
  click: action(
    {
      ...{ ...TYPED, channel: maybe, messageTs: maybe, viewId: maybe, blockId: maybe },
      ...{ actionId: text, value: plain.exactOptional(), selected: plain.exactOptional() },
    },
    async (stage, { value = null, selected = value, ...doing }) => {
      const { notice, url } = await click(stage, { ...doing, selected });
      return { notice, url };
    },
  ),
  shortcut: action({ callbackId: text, channel: maybe, messageTs: maybe }, async (stage, doing) =>
    seen(await runShortcut(stage, doing)),
  ),
  home: action({}, async (stage, doing) => ({ sent: (await openHome(stage, doing)) !== null })),
  say: action({ channel: text, text: text.min(1), threadTs: maybe }, async (stage, doing) => {
    const { ts } = await say(stage, doing);
    return { ts };
  }),
  uninstall: action({}, (stage) => uninstall(stage)),
  expire: action({}, expireToken),
  remove: action({ channel: text, messageTs: text }, ({ world }, doing) => {
    if (!world.remove(doing.channel, doing.messageTs))
      throw new Refusal(`no message ${doing.messageTs}`);
  }),
};

/** What the page and scripts talk to; every route is in `README.md`. */
export function createControlApi(deps: {
  stages: readonly Stage[];
  log: readonly RequestLogEntry[];
  installUrl: string | undefined;
}): (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const { stages } = deps;
  const [stage] = stages;
  if (stage === undefined) throw new Error('a sandbox needs a workspace');
  /** People and channels belong to one workspace: the person or channel says which one it is. */
  const stageOf = ({ user, channel }: Dict): Stage =>
    stages.find(({ world }) => world.user(String(user))) ??
    stages.find(({ world }) => world.channel(String(channel))) ??
    stage;
  const all = () => stages.map(({ world }) => summary(world));
  const logs = () => ({
    calls: deps.log.slice(-200).map(({ arguments: given, answer, ...each }) => ({
      ...{ ...each, arguments: masked(given), answer: answer && masked(answer) },
    })),
    deliveries: stage.deliveries.list.slice(-200).map(({ payload, ...each }) => ({
      ...{ ...each, payload: masked(payload) },
    })),
  });

  const act = async (run: Action, body: unknown) => {
    const at = stageOf(isDict(body) ? body : {});
    const { notice = null, ...answer } = await run(at, body);
    return { ok: true, notice, ...answer };
  };
  return async (path, request, response) => {
    const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
    switch (`${request.method} ${path}`) {
      case 'GET state':
        return answer(response, async () => {
          const user = query.get('user') ?? undefined;
          const at = stageOf({ user });
          // Where the consent page begins, like Slack's own: where this browser was last.
          response.setHeader('set-cookie', `sandbox-workspace=${at.world.team.id}; Path=/`);
          const { installUrl: install_url = null } = deps;
          return { ...stateFor(at, user), workspaces: all(), install_url };
        });
      case 'GET events':
        return stream(stage, response);
      case 'GET log':
        return answer(response, async () => logs());
    }
    const run = request.method === 'POST' && Object.hasOwn(ACTIONS, path) && ACTIONS[path];
    if (!run) return false;
    const body = parsed((await bodyOf(request)).toString('utf8') || '{}');
    return answer(response, () => act(run, body));
  };
}

async function answer(response: ServerResponse, run: () => Promise<unknown>): Promise<true> {
  try {
    sendJson(response, 200, await run());
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof z.ZodError)) throw error;
    const words = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    sendJson(response, 400, { ok: false, error: words });
  }
  return true;
}

function stream(stage: Stage, response: ServerResponse): true {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': listening\n\n');
  const unsubscribe = stage.changes.subscribe((seq) => {
    response.write(`event: change\ndata: ${JSON.stringify({ seq })}\n\n`);
  });
  response.on('close', unsubscribe);
  return true;
}

const camel = (key: string) => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const camelCased = (body: Dict): Dict =>
  Object.fromEntries(Object.entries(body).map(([key, value]) => [camel(key), value]));

const SECRETS = new Set([
  ...['token', 'access_token', 'refresh_token', 'client_secret', 'code'],
  ...['trigger_id', 'response_url'],
]);
const masked = (fields: Readonly<Dict>): Dict =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, SECRETS.has(key) ? '…' : value]),
  );
