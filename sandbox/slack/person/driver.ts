import { timeLimit } from '../../time-limit.ts';
import { type Dict, elementsOf, type Option } from '../rules/block-kit.ts';
import { flatten, type Input } from '../rules/input-state.ts';
import type { Delivery } from '../server/delivery.ts';
import type { View } from '../views.ts';
import type { Message, NewMessage } from '../world.ts';
import { type Click, click } from './clicks.ts';
import { type Client, ClientError } from './client.ts';
import { type CommandResult, runCommand, runShortcut } from './commands.ts';
import { expireToken, openHome, say, sendEvent, uninstall, withdraw } from './events.ts';
import { close, submit, suggest } from './modals.ts';
import { linesOf, threadText } from './thread-text.ts';
import { viewText } from './view-text.ts';

/** A field's value, or the text to type into a picker to take its first suggestion. */
export type FieldInput = Input | { readonly query: string };

const WAIT_MS = 30_000;

/** Acts as people for tests. Each method returns what the person sees. @throws ClientError */
export function createDriver(client: Client) {
  const { views, world, changes, deliveries } = client;

  const viewById = (id: string): View => {
    const view = views.find({ view_id: id });
    if (view === undefined) throw new ClientError(`no open view ${id}`);
    return view;
  };
  const askSuggestions = async (args: { viewId: string; actionId: string; query: string }) => {
    const view = viewById(args.viewId);
    const block = view.blocks.find((each) =>
      elementsOf(each).some((element) => element['action_id'] === args.actionId),
    );
    if (block === undefined) throw new ClientError(`no element ${args.actionId} in this view`);
    return suggest(client, { ...args, blockId: block.block_id, user: view.user });
  };

  const waitForResult = async (running: Promise<CommandResult>) => {
    const { notice, delivery: ack, readVisible } = await running;
    const read = () => {
      const now = readVisible();
      return now.viewId !== undefined || now.ephemeral.length > 0 ? now : undefined;
    };
    if (notice === undefined) await changes.waitFor(read, client.triggerMs).catch(() => undefined);
    return { ack, notice, ...readVisible() };
  };

  /** Requests suggestions first if a picker's value was not suggested yet. */
  const resolve = async (view: View, blockId: string, given: FieldInput): Promise<Input> => {
    const block = view.blocks.find((each) => each.block_id === blockId);
    const element = (block && elementsOf(block)[0]) ?? {};
    const type = String(element['type']);
    const actionId = String(element['action_id']);
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
      const [first] = flatten(
        await askSuggestions({ viewId: view.id, actionId, query: given.query }),
      );
      if (first === undefined) throw new ClientError(`nothing suggested for "${given.query}"`);
      return type.startsWith('multi_') ? [first.value] : first.value;
    }
    const known = view.suggested.get(`${blockId}/${actionId}`) ?? [];
    if (type.endsWith('external_select') && given !== null && !isOffered(known, element, given))
      await askSuggestions({ viewId: view.id, actionId, query: '' });
    return given;
  };

  return {
    command: (args: { user?: string; channel?: string; command?: string; text?: string } = {}) => {
      const [first] = client.manifest.features.slash_commands;
      const channel = world.channels[0]?.id ?? '';
      const usual = { channel, command: first?.command ?? '', text: '' };
      return waitForResult(runCommand(client, { ...usual, ...args }));
    },
    shortcut: ({ message, ...args }: Shortcut) => {
      const target = message && { channel: message.channel, messageTs: message.ts };
      return waitForResult(runShortcut(client, { ...args, ...target }));
    },
    suggest: askSuggestions,
    async submit(args: { viewId: string; values?: Record<string, FieldInput> }) {
      const view = viewById(args.viewId);
      const values: Record<string, Input> = {};
      for (const [blockId, given] of Object.entries(args.values ?? {}))
        values[blockId] = await resolve(view, blockId, given);
      const result = await submit(client, { user: view.user, viewId: view.id, values });
      const hasErrors = Object.keys(result.errors).length > 0;
      return { ...result, errors: hasErrors ? result.errors : undefined };
    },
    close: async ({ viewId }: { viewId: string }) =>
      close(client, { viewId, user: viewById(viewId).user }),
    click: (args: Click) => click(client, args),
    say: (args: Parameters<typeof say>[1]) => say(client, args),
    /** Stores a message of any content, for example a program's. */
    write: (channel: string, message: NewMessage) => world.post(channel, message),
    openHome: (args: { user?: string } = {}) => openHome(client, args),
    /** Sends an event unchanged; `null` if the manifest does not subscribe to it. */
    event: (event: Dict) => sendEvent(client, event),
    uninstall: (order?: Parameters<typeof uninstall>[1]) => uninstall(client, order),
    withdraw: () => withdraw(client),
    expireToken: () => expireToken(client),
    /** Sends a custom payload, signed as Slack signs. */
    send: (kind: Delivery['kind'], payload: Dict) => deliveries.send(kind, payload),
    /** A trigger id for a custom payload. */
    trigger: (user: string): string => client.triggers.issue({ user, channel: null }),
    /** Sends the same request again: a redelivery, or a double click. */
    deliverAgain(id: string, retry = { num: 1, reason: 'http_timeout' }): Promise<Delivery> {
      const known = deliveries.list.find((each) => each.id === id);
      if (known === undefined) throw new ClientError(`no delivery ${id}`);
      const { kind, payload } = known;
      return deliveries.send(kind, payload, kind === 'events_api' ? retry : undefined);
    },
    remove: (channel: string, ts: string) => world.remove(channel, ts),
    /** Resolves with the first truthy value of `read`, which runs on every change. */
    waitFor: <T>(read: () => T, ms = timeLimit(WAIT_MS)) => changes.waitFor(read, ms),
    threadText: (channel: string, rootTs: string) => threadText(world, channel, rootTs),
    messageText: (message: Message) => linesOf(world, message).join('\n'),
    /** A modal or a Home tab as a person reads it, with the errors under its fields. */
    viewText: (view: View, errors?: Readonly<Record<string, string>>) =>
      viewText(world, view, errors),
  };
}

type Shortcut = Omit<Parameters<typeof runShortcut>[1], 'messageTs'> & {
  readonly message?: { readonly channel: string; readonly ts: string };
};

function isOffered(suggested: readonly Option[], element: Dict, given: Input): boolean {
  const initial = JSON.stringify([element['initial_option'], element['initial_options']]);
  const isSuggested = (value: unknown) =>
    suggested.some((each) => each.value === value) ||
    initial.includes(`"value":${JSON.stringify(value)}`);
  return [given].flat().every(isSuggested);
}
