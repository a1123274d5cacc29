import { compact } from '../compact.ts';
import { type Dict, elementsOf } from '../rules/block-kit.ts';
import { hasState, type Input, stateOf, valueFields } from '../rules/input-state.ts';
import type { User } from '../seed.ts';
import type { Delivery } from '../server/delivery.ts';
import { interaction, type Source, seconds, sourceFields } from '../server/payloads.ts';
import * as ui from './client.ts';

/** The element to use, in a message, a modal or the Home tab. */
export interface Click extends ui.FormInput {
  readonly user?: string;
  readonly channel?: string;
  readonly messageTs?: string;
  readonly viewId?: string;
  /** Optional if the action id is unique. */
  readonly blockId?: string;
  readonly actionId: string;
  /** The picked or typed value, for all elements except buttons. */
  readonly selected?: Input;
}

/** Presses a button or uses another element. `url`: the target of a link button. */
export async function click(
  client: ui.Client,
  args: Click,
): Promise<{ delivery: Delivery | null; notice: string | undefined; url: string | null }> {
  if (!client.manifest.settings.interactivity.is_enabled)
    throw new ui.ClientError('the manifest does not enable interactivity');
  if (client.world.installed() === null) throw new ui.ClientError('This app is no longer here.');
  const user = ui.personOf(client, args.user);
  const source = sourceOf(client, user, args);
  const { block, element } = elementIn(source, args);
  if (source.kind === 'view') ui.applyInput(client, source.view, args);
  const action = actionOf(source, block.block_id, element, args.selected);
  const url = typeof element['url'] === 'string' ? element['url'] : null;
  if (block.type === 'input' && block['dispatch_action'] !== true)
    return { delivery: null, notice: undefined, url };
  const inMessage = source.kind === 'message';
  const channel = inMessage ? source.channel.id : source.view.channel;
  const { responseUrls, triggers, world } = client;
  const payload = interaction(world, 'block_actions', user, {
    ...sourceFields(world, source),
    trigger_id: triggers.issue({ user: user.id, channel }),
    actions: [{ ...action, action_ts: seconds(client.now()) }],
    ...(inMessage && {
      state: { values: {} },
      response_url: responseUrls.issue({ ...source, user: user.id, channel: source.channel.id }),
    }),
  });
  const delivery = await client.deliveries.send('interactive', payload);
  const noticeText = (error: string) => `That did not work: ${error}`;
  return { delivery, notice: ui.noticeFor(client, user, delivery, noticeText, channel), url };
}

function sourceOf(client: ui.Client, user: User, { viewId, messageTs, ...args }: Click): Source {
  if (viewId !== undefined) return { kind: 'view', view: ui.viewOf(client, user, viewId) };
  if (messageTs === undefined) throw new ui.ClientError('name a view or a message');
  const id =
    args.channel ?? client.world.channels.find((each) => client.world.find(each.id, messageTs))?.id;
  const channel = ui.channelOf(client, user, id ?? '');
  return { kind: 'message', channel, message: ui.messageOf(client, user, channel, messageTs) };
}

/** Finds a button by an outdated block id, too: an edit may generate a new one. */
function elementIn(source: Source, { blockId, actionId }: Click) {
  const blocks = source.kind === 'view' ? source.view.blocks : (source.message.blocks ?? []);
  const found = blocks
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
    .filter(({ element }) => element['action_id'] === actionId);
  const inBlock = found.filter(({ block }) => block.block_id === blockId);
  const [first, ...others] = inBlock.length > 0 ? inBlock : found;
  if (others.length > 0) throw new ui.ClientError(`${found.length} elements called ${actionId}`);
  const isElsewhere = blockId !== undefined && inBlock.length === 0 && source.kind === 'view';
  if (first === undefined || isElsewhere)
    throw new ui.ClientError('This changed before you pressed it: look at it again');
  return first;
}

function actionOf(source: Source, blockId: string, element: Dict, selected: Input = null): Dict {
  const base = { type: element['type'], action_id: element['action_id'], block_id: blockId };
  if (hasState(element)) {
    const state =
      source.kind === 'view'
        ? ui.setValue(source.view, blockId, element, selected)
        : ui.asClientError(() => stateOf(element, selected, []));
    return { ...base, ...valueFields(state) };
  }
  const { text, value, style } = element;
  return structuredClone({ ...base, ...compact({ text, value, style }) });
}
