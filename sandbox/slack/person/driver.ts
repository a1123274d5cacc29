import { patience } from '../../patience.ts';
import { defined } from '../defined.ts';
import { type Dict, elementsOf, type Option } from '../rules/block-kit.ts';
import { flatten, type Plain } from '../rules/input-state.ts';
import { GENERAL } from '../seed.ts';
import type { Delivery } from '../server/delivery.ts';
import type { View } from '../views.ts';
import type { Message, NewMessage } from '../world.ts';
import { type Click, click } from './clicks.ts';
import { type Reaction, runCommand, runShortcut, seenBy } from './commands.ts';
import { openHome, say, sendEvent, uninstall } from './events.ts';
import { close, submit, suggest } from './modals.ts';
import { personOf, Refusal, type Stage } from './stage.ts';
import { linesOf, threadText } from './thread-text.ts';
import { viewText } from './view-text.ts';

/** A value of a form, or what to type into a picker to take its first suggestion. */
export type Given = Plain | { readonly query: string };

/** What a person saw after a command or a shortcut. */
export interface VideoEvent {
  readonly ack: Delivery | null;
  readonly viewId?: string;
  readonly ephemeral: Message[];
  readonly notice?: string;
}

/** The longest anybody waits to see something, on a quiet machine. */
const SEEN_MS = 30_000;

/**
 * A pair of hands for tests and scripts; each method returns what the person would see. `signal`
 * ends retries of events. Methods throw `Refusal` for what Slack's client cannot do.
 */
export function createDriver(stage: Stage, signal: AbortSignal) {
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

  /** Waits for what is to be seen; an app may open its view just after acknowledging. */
  const reactionTo = async (
    user: string | undefined,
    run: () => Promise<Reaction>,
  ): Promise<VideoEvent> => {
    const person = personOf(stage, user);
    const start = world.nextTs();
    const before = views.stack(person.id).at(-1)?.id;
    const { notice, delivery: ack } = await run();
    const look = () => {
      const seen = seenBy(stage, person, start, before);
      return seen.viewId !== null || seen.ephemeral.length > 0 ? seen : undefined;
    };
    const seen =
      notice === null
        ? await changes.waitFor(look, stage.triggerMs).catch(() => undefined)
        : look();
    const more = defined({ viewId: seen?.viewId ?? undefined, notice: notice ?? undefined });
    return { ack, ephemeral: seen?.ephemeral ?? [], ...more };
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
    /**
     * Types a slash command; the manifest's first in #general unless told. Waits for a view or an
     * answer.
     */
    command: (doing: { user?: string; channel?: string; command?: string; text?: string } = {}) => {
      const [first] = stage.manifest.features.slash_commands;
      const usual = { channel: GENERAL, command: first?.command ?? '', text: '' };
      return reactionTo(doing.user, () => runCommand(stage, { ...usual, ...doing }));
    },
    /** Chooses a shortcut; with `message`, on that message. */
    shortcut: ({
      message,
      ...doing
    }: {
      callbackId: string;
      user?: string;
      channel?: string;
      message?: { channel: string; ts: string };
    }) => {
      const on = message && { channel: message.channel, messageTs: message.ts };
      return reactionTo(doing.user, () => runShortcut(stage, { ...doing, ...on }));
    },
    /** Types into an `external_select`. */
    async suggest(doing: { viewId: string; actionId: string; query: string }) {
      const { delivery: _delivery, notice, ...answer } = await ask(doing);
      return { ...answer, ...(notice === null ? {} : { notice }) };
    },
    /** Fills the form and presses its button. */
    async submit(doing: { viewId: string; values?: Record<string, Given> }) {
      const view = viewById(doing.viewId);
      const values: Record<string, Plain> = {};
      for (const [blockId, given] of Object.entries(doing.values ?? {}))
        values[blockId] = await resolve(view, blockId, given);
      const result = await submit(stage, { user: view.user, viewId: view.id, values });
      const errors = Object.keys(result.errors).length === 0 ? undefined : result.errors;
      return {
        delivery: result.delivery,
        ...defined({ errors, notice: result.notice ?? undefined }),
      };
    },
    close: async ({ viewId }: { viewId: string }) =>
      close(stage, { viewId, user: viewById(viewId).user }),
    click: (doing: Click) => click(stage, doing),
    say: (doing: { user?: string; channel: string; text: string; threadTs?: string }) =>
      say(stage, doing, signal),
    /** A program's message, or one of any other content, as Slack keeps it. */
    write: (channel: string, message: NewMessage) => world.post(channel, message),
    openHome: (doing: { user?: string } = {}) => openHome(stage, doing, signal),
    /** Sends an event as it is; `null` where the manifest does not subscribe to it. */
    event: (event: Dict) => sendEvent(stage, event, signal),
    uninstall: () => uninstall(stage, signal),
    /** Sends a payload that was written by hand, signed as Slack signs. */
    send: (kind: Delivery['kind'], payload: Dict): Promise<Delivery> =>
      deliveries.send(kind, payload),
    /** A trigger id, as a payload that is written by hand needs one. */
    trigger: (user: string): string => stage.triggers.issue({ user, channel: null }),
    /** Sends the same request again: a redelivery, or a double click. */
    deliverAgain(id: string, retry = { num: 1, reason: 'http_timeout' }): Promise<Delivery> {
      const known = deliveries.list.find((each) => each.id === id);
      if (known === undefined) throw new Refusal(`no delivery ${id}`);
      const { kind, payload } = known;
      return deliveries.send(kind, payload, kind === 'events_api' ? retry : undefined);
    },
    /** An administrator deletes a message. */
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

function knows(suggested: readonly Option[], element: Dict, given: Plain): boolean {
  const initial = JSON.stringify([element['initial_option'], element['initial_options']]);
  return [given]
    .flat()
    .every(
      (value) =>
        suggested.some((each) => each.value === value) ||
        initial.includes(`"value":${JSON.stringify(value)}`),
    );
}
