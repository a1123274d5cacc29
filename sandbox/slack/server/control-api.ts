import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { click } from '../person/clicks.ts';
import { type Client, ClientError } from '../person/client.ts';
import { type CommandResult, runCommand, runShortcut } from '../person/commands.ts';
import { expireToken, openHome, say, uninstall } from '../person/events.ts';
import { close, submit, suggest } from '../person/modals.ts';
import { type Dict, isDict } from '../rules/block-kit.ts';
import { bodyOf, parseJson, sendJson } from './http-body.ts';
import { pageMessage, stateFor, workspaceSummary } from './state.ts';
import type { RequestLogEntry } from './web-api.ts';

const text = z.string();
const maybe = text.exactOptional();
const plain = z.union([text, z.number(), z.array(text), z.null()]);
const values = z.record(text, plain);
type Action = (client: Client, body: unknown) => Promise<Dict>;
const commandAnswer = ({ notice, ephemeral, viewId }: CommandResult): Dict => ({
  ...{ notice, ephemeral: ephemeral.map(pageMessage), view_id: viewId ?? null },
});

/** An action: parses a body with camel-case names and runs. */
function action<Fields extends z.core.$ZodLooseShape>(
  fields: Fields,
  run: (client: Client, args: z.output<z.ZodObject<Fields & typeof WHO>>) => unknown,
): Action {
  const shape = z.object<Fields & typeof WHO>({ ...WHO, ...fields });
  return async (client, body) => {
    const answer = await run(client, shape.parse(isDict(body) ? camelCased(body) : body));
    return isDict(answer) ? answer : {};
  };
}
const WHO = { user: maybe };
const VIEW = { viewId: text };
const INPUT = { values: values.exactOptional(), hash: maybe };

const ACTIONS: Readonly<Record<string, Action>> = {
  command: action({ channel: text, command: text, text: text.default('') }, async (client, args) =>
    commandAnswer(await runCommand(client, args)),
  ),
  suggest: action({ ...VIEW, ...INPUT, blockId: text, actionId: text, query: text }, suggest),
  submit: action({ ...VIEW, ...INPUT }, async (client, args) => {
    const { errors, notice } = await submit(client, args);
    return { errors, notice };
  }),
  close: action(VIEW, async (client, args) => void (await close(client, args))),
  click: action(
    {
      ...{ ...INPUT, channel: maybe, messageTs: maybe, viewId: maybe, blockId: maybe },
      ...{ actionId: text, value: plain.exactOptional(), selected: plain.exactOptional() },
    },
    async (client, { value = null, selected = value, ...args }) => {
      const { notice, url } = await click(client, { ...args, selected });
      return { notice, url };
    },
  ),
  shortcut: action({ callbackId: text, channel: maybe, messageTs: maybe }, async (client, args) =>
    commandAnswer(await runShortcut(client, args)),
  ),
  home: action({}, async (client, args) => ({ sent: (await openHome(client, args)) !== null })),
  say: action({ channel: text, text: text.min(1), threadTs: maybe }, async (client, args) => {
    const { ts } = await say(client, args);
    return { ts };
  }),
  uninstall: action({}, (client) => uninstall(client)),
  expire: action({}, expireToken),
  remove: action({ channel: text, messageTs: text }, ({ world }, args) => {
    if (!world.remove(args.channel, args.messageTs))
      throw new ClientError(`no message ${args.messageTs}`);
  }),
};

/** The API for the page and for scripts; `README.md` lists the routes. */
export function createControlApi(deps: {
  clients: readonly Client[];
  log: readonly RequestLogEntry[];
  installUrl: string | undefined;
}): (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const { clients } = deps;
  const [client] = clients;
  if (client === undefined) throw new Error('a sandbox needs a workspace');
  /** The client of the workspace that the person or the channel belongs to. */
  const clientOf = ({ user, channel }: Dict): Client =>
    clients.find(({ world }) => world.user(String(user))) ??
    clients.find(({ world }) => world.channel(String(channel))) ??
    client;
  const all = () => clients.map(({ world }) => workspaceSummary(world));
  const logs = () => ({
    calls: deps.log.slice(-200).map(({ arguments: given, answer, ...each }) => ({
      ...{ ...each, arguments: masked(given), answer: answer && masked(answer) },
    })),
    deliveries: client.deliveries.list.slice(-200).map(({ payload, ...each }) => ({
      ...{ ...each, payload: masked(payload) },
    })),
  });

  const act = async (run: Action, body: unknown) => {
    const at = clientOf(isDict(body) ? body : {});
    const { notice = null, ...answer } = await run(at, body);
    return { ok: true, notice, ...answer };
  };
  return async (path, request, response) => {
    const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
    switch (`${request.method} ${path}`) {
      case 'GET state':
        return answer(response, async () => {
          const user = query.get('user') ?? undefined;
          const at = clientOf({ user });
          // Like Slack's own, the consent page starts with this browser's last workspace.
          response.setHeader('set-cookie', `sandbox-workspace=${at.world.team.id}; Path=/`);
          const { installUrl: install_url = null } = deps;
          return { ...stateFor(at, user), workspaces: all(), install_url };
        });
      case 'GET events':
        return stream(client, response);
      case 'GET log':
        return answer(response, async () => logs());
    }
    const run = request.method === 'POST' && Object.hasOwn(ACTIONS, path) && ACTIONS[path];
    if (!run) return false;
    const body = parseJson((await bodyOf(request)).toString('utf8') || '{}');
    return answer(response, () => act(run, body));
  };
}

async function answer(response: ServerResponse, run: () => Promise<unknown>): Promise<true> {
  try {
    sendJson(response, 200, await run());
  } catch (error) {
    if (!(error instanceof ClientError) && !(error instanceof z.ZodError)) throw error;
    const message = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    sendJson(response, 400, { ok: false, error: message });
  }
  return true;
}

function stream(client: Client, response: ServerResponse): true {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': listening\n\n');
  const unsubscribe = client.changes.subscribe((seq) => {
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
