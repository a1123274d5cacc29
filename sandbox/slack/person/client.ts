import type { Changes } from '../changes.ts';
import type { Manifest } from '../manifest.ts';
import type { Installations } from '../oauth/installations.ts';
import type { Triggers } from '../one-time-ids.ts';
import { type Dict, elementsOf } from '../rules/block-kit.ts';
import { hasState, type Input, stateOf } from '../rules/input-state.ts';
import type { Channel, User } from '../seed.ts';
import type { Deliveries, Delivery } from '../server/delivery.ts';
import type { ResponseUrls } from '../server/response-urls.ts';
import type { View, Views } from '../views.ts';
import type { Message, World } from '../world.ts';

/** What all workspaces share. */
export interface Shared {
  readonly manifest: Manifest;
  readonly installations: Installations;
  readonly deliveries: Deliveries;
  readonly changes: Changes;
  readonly now: () => number;
  /** How long after an interaction the app may open a view, in ms. */
  readonly triggerMs: number;
  readonly signal: AbortSignal;
}

export interface Client extends Shared {
  readonly world: World;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
}

/** An action that Slack's client does not allow. */
export class ClientError extends Error {
  override readonly name = 'Refusal';
}

export type Values = Readonly<Record<string, Input>>;

/** The app's commands, shortcuts and Home tab here; none if it is not installed. */
export function appFeatures({ world, manifest }: Client) {
  const { slash_commands: commands, shortcuts, app_home: home } = manifest.features;
  if (world.installed() !== null) return { commands, shortcuts, home: home.home_tab_enabled };
  return { commands: [], shortcuts: [], home: false };
}

/** An active person; the first one unless named. */
export function personOf({ world }: Client, id = world.users[0]?.id ?? ''): User {
  const user = world.user(id);
  if (user === undefined || user.is_bot) throw new ClientError(`no such person: ${id}`);
  if (user.deleted) throw new ClientError(`${user.name} is deactivated`);
  return user;
}

/** Only members of the workspace have commands and shortcuts. https://docs.slack.dev/apis/slack-connect */
export function memberOf(client: Client, id?: string): User {
  const user = personOf(client, id);
  if (user.team_id !== client.world.team.id)
    throw new ClientError(`${user.name} is of another organization`);
  return user;
}

export function channelOf(client: Client, user: User, id: string): Channel {
  const channel = client.world.channel(id);
  if (!channel?.members.has(user.id)) throw new ClientError(`${user.name} is not in ${id}`);
  return channel;
}

/** Whether the manifest disables messages and commands in the app's direct messages. */
export function isReadOnly({ manifest, world }: Client, { kind, members }: Channel): boolean {
  const { messages_tab_read_only_enabled: isOff } = manifest.features.app_home;
  return kind === 'im' && members.has(world.app.botUser) && isOff;
}

/** Returns the conversation if it accepts messages. @throws ClientError */
export function writableChannel(client: Client, channel: Channel): Channel {
  if (channel.archived) throw new ClientError(`#${channel.name} is archived`);
  if (isReadOnly(client, channel))
    throw new ClientError('Sending messages to this app has been turned off');
  return channel;
}

export function messageOf(client: Client, user: User, channel: Channel, ts: string): Message {
  const message = client.world.find(channel.id, ts);
  if (message === undefined || (message.for !== undefined && message.for !== user.id))
    throw new ClientError(`${user.name} sees no message ${ts} in ${channel.id}`);
  return message;
}

/** A view that this person has open: a modal or the Home tab. */
export function viewOf({ views }: Client, user: User, id: string): View {
  const all = [...views.stack(user.id), views.home(user.id)];
  const view = all.find((each) => each?.id === id);
  if (view === undefined) throw new ClientError(`${user.name} has no open view ${id}`);
  return view;
}

/** What a person typed. `hash`: of the view at that time, if it may have changed since. */
export interface FormInput {
  readonly values?: Values;
  readonly hash?: string;
}

/** Stores typed values, by `block_id`; ignores fields that a newer view no longer has. */
export function applyInput(
  client: Client,
  view: View,
  { values = {}, hash = view.hash }: FormInput,
): void {
  for (const [blockId, value] of Object.entries(values)) {
    const block = view.blocks.find((each) => each.block_id === blockId);
    const element = block && elementsOf(block).find(hasState);
    if (element === undefined && hash !== view.hash) continue;
    if (element === undefined) throw new ClientError(`no input ${blockId} in this view`);
    setValue(view, blockId, element, value);
  }
  client.changes.changed();
}

/** Stores one element's value; returns its new state. */
export function setValue(view: View, blockId: string, element: Dict, value: Input): Dict {
  const actionId = String(element['action_id']);
  const suggested = view.suggested.get(`${blockId}/${actionId}`) ?? [];
  const state = asClientError(() => stateOf(element, value, suggested));
  view.values[blockId] = { ...view.values[blockId], [actionId]: state };
  return state;
}

/** Runs `run` and turns its errors into `ClientError`s. */
export function asClientError<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof Error ? new ClientError(error.message) : error;
  }
}

/** Records the notice for a request that was not acknowledged; `undefined` if it was. */
export function noticeFor(
  { world }: Client,
  user: User,
  { outcome }: Delivery,
  words: (error: string) => string,
  channel?: string | null,
): string | undefined {
  return outcome === 'ok' ? undefined : world.notice(user.id, outcome, words(outcome), channel);
}
