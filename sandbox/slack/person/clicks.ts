import { defined } from '../omit-undefined.ts';
import { type Dict, elementsOf } from '../rules/block-kit.ts';
import { hasState, type Plain, stateOf, valueFields } from '../rules/input-state.ts';
import type { User } from '../seed.ts';
import type { Delivery } from '../server/delivery.ts';
import { interaction, type Scene, sceneOf, seconds } from '../server/payloads.ts';
import * as on from './client.ts';

/** What to use: an element of a message, of a modal or of the Home tab. */
export interface Click extends on.Typed {
  readonly user?: string;
  readonly channel?: string;
  readonly messageTs?: string;
  readonly viewId?: string;
  /** May be left out where the action id alone is unique. */
  readonly blockId?: string;
  readonly actionId: string;
  /** What was picked or typed, for anything but a button. */
  readonly selected?: Plain;
}

/** A person presses a button or uses another element. `url`: of a link button. */
export async function click(
  stage: on.Stage,
  doing: Click,
): Promise<{ delivery: Delivery | null; notice: string | undefined; url: string | null }> {
  if (!stage.manifest.settings.interactivity.is_enabled)
    throw new on.Refusal('the manifest does not enable interactivity');
  if (stage.world.installed() === null) throw new on.Refusal('This app is no longer here.');
  const user = on.personOf(stage, doing.user);
  const scene = whereIs(stage, user, doing);
  const { block, element } = elementIn(scene, doing);
  if (scene.kind === 'view') on.fill(stage, scene.view, doing);
  const action = actionOf(scene, block.block_id, element, doing.selected);
  const url = typeof element['url'] === 'string' ? element['url'] : null;
  if (block.type === 'input' && block['dispatch_action'] !== true)
    return { delivery: null, notice: undefined, url };
  const inMessage = scene.kind === 'message';
  const channel = inMessage ? scene.channel.id : scene.view.channel;
  const { responseUrls, triggers, world } = stage;
  const payload = interaction(world, 'block_actions', user, {
    ...sceneOf(world, scene),
    trigger_id: triggers.issue({ user: user.id, channel }),
    actions: [{ ...action, action_ts: seconds(stage.now()) }],
    ...(inMessage && {
      state: { values: {} },
      response_url: responseUrls.issue({ ...scene, user: user.id, channel: scene.channel.id }),
    }),
  });
  const delivery = await stage.deliveries.send('interactive', payload);
  const words = (error: string) => `That did not work: ${error}`;
  return { delivery, notice: on.troubleOf(stage, user, delivery, words, channel), url };
}

function whereIs(stage: on.Stage, user: User, { viewId, messageTs, ...doing }: Click): Scene {
  if (viewId !== undefined) return { kind: 'view', view: on.viewOf(stage, user, viewId) };
  if (messageTs === undefined) throw new on.Refusal('name a view or a message');
  const id =
    doing.channel ?? stage.world.channels.find((each) => stage.world.find(each.id, messageTs))?.id;
  const channel = on.channelOf(stage, user, id ?? '');
  return { kind: 'message', channel, message: on.messageOf(stage, user, channel, messageTs) };
}

/** An edit gives blocks new ids where the app names none: an old one still finds its button. */
function elementIn(scene: Scene, { blockId, actionId }: Click) {
  const blocks = scene.kind === 'view' ? scene.view.blocks : (scene.message.blocks ?? []);
  const found = blocks
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
    .filter(({ element }) => element['action_id'] === actionId);
  const there = found.filter(({ block }) => block.block_id === blockId);
  const [first, ...others] = there.length > 0 ? there : found;
  if (others.length > 0) throw new on.Refusal(`${found.length} elements called ${actionId}`);
  const isElsewhere = blockId !== undefined && there.length === 0 && scene.kind === 'view';
  if (first === undefined || isElsewhere)
    throw new on.Refusal('This changed before you pressed it: look at it again');
  return first;
}

function actionOf(scene: Scene, blockId: string, element: Dict, selected: Plain = null): Dict {
  const base = { type: element['type'], action_id: element['action_id'], block_id: blockId };
  if (hasState(element)) {
    const state =
      scene.kind === 'view'
        ? on.put(scene.view, blockId, element, selected)
        : on.attempt(() => stateOf(element, selected, []));
    return { ...base, ...valueFields(state) };
  }
  const { text, value, style } = element;
  return structuredClone({ ...base, ...defined({ text, value, style }) });
}
