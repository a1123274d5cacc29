import { patience } from '../../time-limit.ts';
import { type Dict, elementsOf, type Option } from '../rules/block-kit.ts';
import { flatten, type Plain } from '../rules/input-state.ts';
import type { Delivery } from '../server/delivery.ts';
import type { View } from '../views.ts';
import type { Message, NewMessage } from '../world.ts';
import { type Click, click } from './clicks.ts';
import { Refusal, type Stage } from './client.ts';
import { type Reaction, runCommand, runShortcut } from './commands.ts';
import { expireToken, openHome, say, sendEvent, uninstall, withdraw } from './events.ts';
import { close, submit, suggest } from './modals.ts';
import { linesOf, threadText } from './thread-text.ts';
import { viewText } from './view-text.ts';

/** A value of a form, or what to type into a picker to take its first suggestion. */
export type Given = Plain | { readonly query: string };

const SEEN_MS = 30_000;

/** Hands for tests; each method returns what the person sees, or throws `Refusal`. */
export function createDriver(stage: Stage) {
  const { views, world, changes, deliveries } = stage;

  const viewById = (id: string): View => {
    const view = views.find({ view_id: id });
    if (view === undefined) throw new Refusal(`no open view ${id}`);
    return view;
  };
  const ask = async (doing: { viewId: string; actionId: string; query: string }) => {
    const view = viewById(doing.viewId);
    const block = view.blocks.find((each) =>
      elementsOf(each).some((element) => element['action_id'] === doing.actionId),
    );
    if (block === undefined) throw new Refusal(`no element ${doing.actionId} in this view`);
    return suggest(stage, { ...doing, blockId: block.block_id, user: view.user });
  };

  const seen = async (reacting: Promise<Reaction>) => {
    const { notice, delivery: ack, look } = await reacting;
    const read = () => {
      const now = look();
      return now.viewId !== undefined || now.ephemeral.length > 0 ? now : undefined;
    };
    if (notice === undefined) await changes.waitFor(read, stage.triggerMs).catch(() => undefined);
    return { ack, notice, ...look() };
  };

  /** Asks for suggestions where a picker's value is not known yet. */
  const resolve = async (view: View, blockId: string, given: Given): Promise<Plain> => {
    const block = view.blocks.find((each) => each.block_id === blockId);
    const element = (block && elementsOf(block)[0]) ?? {};
    const type = String(element['type']);
    const actionId = String(element['action_id']);
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
      const [first] = flatten(await ask({ viewId: view.id, actionId, query: given.query }));
      if (first === undefined) throw new Refusal(`nothing suggested for "${given.query}"`);
      return type.startsWith('multi_') ? [first.value] : first.value;
    }
    const known = view.suggested.get(`${blockId}/${actionId}`) ?? [];
    if (type.endsWith('external_select') && given !== null && !knows(known, element, given))
      await ask({ viewId: view.id, actionId, query: '' });
    return given;
  };

  return {
    command: (doing: { user?: string; channel?: string; command?: string; text?: string } = {}) => {
      const [first] = stage.manifest.features.slash_commands;
      const channel = world.channels[0]?.id ?? '';
      const usual = { channel, command: first?.command ?? '', text: '' };
      return seen(runCommand(stage, { ...usual, ...doing }));
    },
    shortcut: ({ message, ...doing }: Shortcut) => {
      const on = message && { channel: message.channel, messageTs: message.ts };
      return seen(runShortcut(stage, { ...doing, ...on }));
    },
    suggest: ask,
    async submit(doing: { viewId: string; values?: Record<string, Given> }) {
      const view = viewById(doing.viewId);
      const values: Record<string, Plain> = {};
      for (const [blockId, given] of Object.entries(doing.values ?? {}))
        values[blockId] = await resolve(view, blockId, given);
      const result = await submit(stage, { user: view.user, viewId: view.id, values });
      const wrong = Object.keys(result.errors).length > 0;
      return { ...result, errors: wrong ? result.errors : undefined };
    },
    close: async ({ viewId }: { viewId: string }) =>
      close(stage, { viewId, user: viewById(viewId).user }),
    click: (doing: Click) => click(stage, doing),
    say: (doing: Parameters<typeof say>[1]) => say(stage, doing),
    /** A program's message, or one of any other content, as Slack keeps it. */
    write: (channel: string, message: NewMessage) => world.post(channel, message),
    openHome: (doing: { user?: string } = {}) => openHome(stage, doing),
    /** Sends an event as it is; `null` where the manifest does not subscribe to it. */
    event: (event: Dict) => sendEvent(stage, event),
    uninstall: (order?: Parameters<typeof uninstall>[1]) => uninstall(stage, order),
    withdraw: () => withdraw(stage),
    expireToken: () => expireToken(stage),
    /** Sends a payload that was written by hand, signed as Slack signs. */
    send: (kind: Delivery['kind'], payload: Dict) => deliveries.send(kind, payload),
    /** A trigger id, as a payload that is written by hand needs one. */
    trigger: (user: string): string => stage.triggers.issue({ user, channel: null }),
    /** Sends the same request again: a redelivery, or a double click. */
    deliverAgain(id: string, retry = { num: 1, reason: 'http_timeout' }): Promise<Delivery> {
      const known = deliveries.list.find((each) => each.id === id);
      if (known === undefined) throw new Refusal(`no delivery ${id}`);
      const { kind, payload } = known;
      return deliveries.send(kind, payload, kind === 'events_api' ? retry : undefined);
    },
    remove: (channel: string, ts: string) => world.remove(channel, ts),
    /** Resolves with the first truthy value of `read`, looked at on every change. */
    waitFor: <T>(read: () => T, ms = patience(SEEN_MS)) => changes.waitFor(read, ms),
    threadText: (channel: string, rootTs: string) => threadText(world, channel, rootTs),
    messageText: (message: Message) => linesOf(world, message).join('\n'),
    /** A modal or a Home tab as a person reads it, with what stands under its fields. */
    viewText: (view: View, errors?: Readonly<Record<string, string>>) =>
      viewText(world, view, errors),
  };
}

type Shortcut = Omit<Parameters<typeof runShortcut>[1], 'messageTs'> & {
  readonly message?: { readonly channel: string; readonly ts: string };
};

function knows(suggested: readonly Option[], element: Dict, given: Plain): boolean {
  const initial = JSON.stringify([element['initial_option'], element['initial_options']]);
  const offered = (value: unknown) =>
    suggested.some((each) => each.value === value) ||
    initial.includes(`"value":${JSON.stringify(value)}`);
  return [given].flat().every(offered);
}
