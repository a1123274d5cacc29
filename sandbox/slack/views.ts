import { newId, secret } from './ids.ts';
import { ApiError, invalidArguments, valueOrThrow } from './methods/api-call.ts';
import { withIds } from './methods/arguments.ts';
import type { Trigger } from './one-time-ids.ts';
import type { Block, Dict, Option } from './rules/block-kit.ts';
import { checkView, elementsOf, isDict } from './rules/block-kit.ts';
import { hasState, initialState } from './rules/input-state.ts';
import type { Installation, World } from './world.ts';

export type StateValues = Record<string, Record<string, Dict>>;

/** A person's open modal or Home tab. */
export interface View {
  readonly id: string;
  readonly user: string;
  readonly channel: string | null;
  payload: Dict & { type: string };
  blocks: Block[];
  hash: string;
  values: StateValues;
  /** The view's hash when each input was last reset, by `block_id`. */
  readonly begun: Record<string, string>;
  /** Options suggested so far, by `block_id/action_id`. */
  readonly suggested: Map<string, Option[]>;
  /** The installation that opened it; the view closes with it. */
  readonly by: Installation | null;
}

/** The open modals and Home tabs of all people. */
export type Views = ReturnType<typeof createViews>;

const LIMIT_BYTES = 250_000;

export function createViews(deps: { world: World; changed: () => void }) {
  const modals = new Map<string, View>();
  const homes = new Map<string, View>();
  const isOpen = (view: View | undefined): view is View =>
    view !== undefined && view.by === deps.world.installed();
  const stack = (user: string): readonly View[] => [modals.get(user)].filter(isOpen);
  const home = (user: string): View | undefined => [homes.get(user)].find(isOpen);

  const build = (payload: CheckedView, { user, channel }: Trigger): View => {
    const more = { payload, blocks: payload.blocks.map(withIds), hash: newHash() };
    const facts = { user, channel, values: {}, begun: {}, suggested: new Map() };
    const view = { ...more, ...facts, id: newId('V'), by: deps.world.installed() };
    return { ...view, values: stateFor(view, {}) };
  };
  /** Replaces a view's content. Typed values stay if `block_id` and `action_id` stay. */
  const update = (view: View, value: unknown, hash: string | undefined): void => {
    const payload = checkPayload(value, view.payload.type);
    if (hash !== undefined && hash !== view.hash) throw new ApiError('hash_conflict');
    Object.assign(view, { payload, blocks: payload.blocks.map(withIds), hash: newHash() });
    view.values = stateFor(view, view.values);
    deps.changed();
  };

  return {
    /** A person's open modals: none or one, because the app stacks none. */
    stack,
    home,
    open(value: unknown, use: () => Trigger): View {
      const payload = checkPayload(value, 'modal');
      const view = build(payload, use());
      modals.set(view.user, view);
      deps.changed();
      return view;
    },
    update,
    publish(user: string, value: unknown, hash: string | undefined): View {
      const payload = checkPayload(value, 'home');
      const existing = home(user);
      if (hash !== undefined && hash !== existing?.hash) throw new ApiError('hash_conflict');
      const view = existing ?? build(payload, { user, channel: null });
      if (existing !== undefined) update(existing, value, hash);
      homes.set(user, view);
      deps.changed();
      return view;
    },
    close({ user }: View): void {
      modals.delete(user);
      deps.changed();
    },
    find: ({ view_id }: { view_id: string }) =>
      [...modals.values(), ...homes.values()].filter(isOpen).find((each) => each.id === view_id),
  };
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function viewPayload({ team, app, installed }: World, view: View): Dict {
  const { payload, id, hash, blocks, values } = view;
  return structuredClone({
    ...{ id, hash, team_id: team.id, type: payload.type, blocks, state: { values } },
    private_metadata: payload['private_metadata'] ?? '',
    callback_id: payload['callback_id'] ?? '',
    title: payload['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    ...{ clear_on_close: false, external_id: '' },
    notify_on_close: payload['notify_on_close'] === true,
    ...{ close: payload['close'] ?? null, submit: payload['submit'] ?? null },
    ...{ previous_view_id: null, root_view_id: id },
    ...{ app_id: app.id, app_installed_team_id: installed()?.id ?? team.id, bot_id: app.bot },
  });
}

/** The element of a view with these ids. */
export function elementIn(view: View, blockId: string, actionId: string): Dict | undefined {
  const block = view.blocks.find((each) => each.block_id === blockId);
  return block && elementsOf(block).find((each) => each['action_id'] === actionId);
}

type CheckedView = Dict & { type: string; blocks: Dict[] };

function checkPayload(value: unknown, type: string): CheckedView {
  if (JSON.stringify(value ?? null).length > LIMIT_BYTES) throw new ApiError('view_too_large');
  if (isDict(value) && value['type'] !== type)
    throw invalidArguments(`must be a ${type} [json-pointer:/view/type]`);
  return valueOrThrow(checkView(value), 'invalid_arguments');
}

function stateFor(view: View, before: StateValues): StateValues {
  const values: StateValues = {};
  for (const block of view.blocks) {
    for (const element of elementsOf(block).filter(hasState)) {
      const action = String(element['action_id']);
      const previous = before[block.block_id]?.[action];
      const same = previous !== undefined && previous['type'] === element['type'];
      const state = same ? previous : initialState(element, view.channel);
      if (!same) view.begun[block.block_id] = view.hash;
      values[block.block_id] = { ...values[block.block_id], [action]: state };
    }
  }
  return values;
}

const newHash = () => `${Math.floor(Date.now() / 1000)}.${secret().slice(0, 8)}`;
