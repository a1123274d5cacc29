import { newId, secret } from './ids.ts';
import { ApiError, accepted } from './methods/api-call.ts';
import { withIds } from './methods/message-content.ts';
import {
  type Block,
  checkView,
  type Dict,
  elementsOf,
  isDict,
  type Option,
} from './rules/block-kit.ts';
import { hasState, initialState } from './rules/input-state.ts';
import { APP, TEAM } from './seed.ts';
import type { Trigger } from './triggers.ts';

export type StateValues = Record<string, Record<string, Dict>>;

/** A view that is open in front of a person, or their Home tab. */
export interface View {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | null;
  /** The conversation the person looked at when it opened. */
  readonly channel: string | null;
  /** What the app gave, with ids filled in. */
  payload: Dict & { type: string };
  blocks: Block[];
  hash: string;
  values: StateValues;
  /** Options suggested so far, by `block_id/action_id`. */
  readonly suggested: Map<string, Option[]>;
}

/** The modals in front of each person, and the Home tabs. */
export type Views = ReturnType<typeof createViews>;

const LIMIT_BYTES = 250_000;

export function createViews(deps: { changed: () => void }) {
  const stacks = new Map<string, readonly View[]>();
  const homes = new Map<string, View>();
  const all = () => [...[...stacks.values()].flat(), ...homes.values()];
  const stack = (user: string): readonly View[] => stacks.get(user) ?? [];
  const set = (user: string, views: readonly View[]) => {
    stacks.set(user, views);
    deps.changed();
  };

  const build = (payload: Checked, trigger: Trigger, under: View | undefined): View => {
    free(payload['external_id']);
    const id = newId('V');
    const view: View = {
      id,
      user: trigger.user,
      rootId: under?.rootId ?? id,
      previousId: under?.id ?? null,
      channel: trigger.channel,
      payload,
      blocks: payload.blocks.map(withIds),
      hash: newHash(),
      values: {},
      suggested: new Map(),
    };
    view.values = stateFor(view, {});
    return view;
  };
  const free = (external: unknown, except?: View) => {
    if (external === undefined || external === '') return;
    if (all().some((each) => each !== except && each.payload['external_id'] === external))
      throw new ApiError('duplicate_external_id');
  };
  const pushOn = (top: View, payload: Checked) => {
    const views = stack(top.user);
    if (views.length >= 3) throw new ApiError('push_limit_reached');
    const view = build(payload, { user: top.user, channel: top.channel, view: top.id }, top);
    set(top.user, [...views, view]);
    return view;
  };

  /** Replaces a view's content. What was typed stays where `block_id` and `action_id` stay. */
  const update = (view: View, value: unknown, hash: string | undefined): void => {
    const payload = checked(value, view.payload.type);
    if (hash !== undefined && hash !== view.hash) throw new ApiError('hash_conflict');
    free(payload['external_id'], view);
    view.payload = payload;
    view.blocks = payload.blocks.map(withIds);
    view.hash = newHash();
    view.values = stateFor(view, view.values);
    deps.changed();
  };

  return {
    stack,
    home: (user: string) => homes.get(user),
    /** Opens a modal from a trigger, as the only one of its person. */
    open(value: unknown, use: () => Trigger): View {
      const payload = checked(value, 'modal');
      const view = build(payload, use(), undefined);
      set(view.user, [view]);
      return view;
    },
    /** Puts a modal on top; at most 3 deep. */
    push(value: unknown, use: () => Trigger): View {
      const payload = checked(value, 'modal');
      const trigger = use();
      const top = stack(trigger.user).at(-1);
      if (trigger.view === null || top === undefined) throw new ApiError('invalid_trigger_id');
      return pushOn(top, payload);
    },
    pushOn: (view: View, value: unknown): View => pushOn(view, checked(value, 'modal')),
    update,
    publish(user: string, value: unknown, hash: string | undefined): View {
      const payload = checked(value, 'home');
      const known = homes.get(user);
      if (hash !== undefined && hash !== known?.hash) throw new ApiError('hash_conflict');
      const view = known ?? build(payload, { user, channel: null, view: null }, undefined);
      if (known !== undefined) update(known, value, hash);
      homes.set(user, view);
      deps.changed();
      return view;
    },
    close: ({ user, id }: View): void =>
      set(
        user,
        stack(user).filter((each) => each.id !== id),
      ),
    clear: (user: string): void => set(user, []),
    /** An open view by its id or external id. */
    find: ({ view_id, external_id }: { view_id?: Id; external_id?: Id }) =>
      all().find((each) =>
        view_id === undefined
          ? external_id !== undefined && each.payload['external_id'] === external_id
          : each.id === view_id,
      ),
  };
}

type Id = string | undefined;

/**
 * A view as Slack tells it.
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export function toldView(view: View): Dict {
  const { payload, id, hash, blocks, values, rootId, previousId } = view;
  return structuredClone({
    ...{ id, hash, team_id: TEAM.id, type: payload.type, blocks, state: { values } },
    private_metadata: payload['private_metadata'] ?? '',
    callback_id: payload['callback_id'] ?? '',
    title: payload['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: payload['clear_on_close'] ?? false,
    notify_on_close: payload['notify_on_close'] ?? false,
    ...{ close: payload['close'] ?? null, submit: payload['submit'] ?? null },
    ...{ previous_view_id: previousId, root_view_id: rootId },
    external_id: payload['external_id'] ?? '',
    ...{ app_id: APP.id, app_installed_team_id: TEAM.id, bot_id: APP.bot },
  });
}

/** The element of a view with these ids. */
export function elementIn(view: View, blockId: string, actionId: string): Dict | undefined {
  const block = view.blocks.find((each) => each.block_id === blockId);
  return block && elementsOf(block).find((each) => each['action_id'] === actionId);
}

type Checked = Dict & { type: string; blocks: Dict[] };

function checked(value: unknown, type: string): Checked {
  if (JSON.stringify(value ?? null).length > LIMIT_BYTES) throw new ApiError('view_too_large');
  if (isDict(value) && value['type'] !== type)
    throw new ApiError('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] must be a ${type} [json-pointer:/view/type]`] },
    });
  return accepted(checkView(value), 'invalid_arguments');
}

function stateFor(view: View, before: StateValues): StateValues {
  const values: StateValues = {};
  for (const block of view.blocks) {
    for (const element of elementsOf(block).filter(hasState)) {
      const action = String(element['action_id']);
      const kept = before[block.block_id]?.[action];
      const same = kept !== undefined && kept['type'] === element['type'];
      const state = same ? kept : initialState(element, view.channel);
      values[block.block_id] = { ...values[block.block_id], [action]: state };
    }
  }
  return values;
}

const newHash = () => `${Math.floor(Date.now() / 1000)}.${secret().slice(0, 8)}`;
