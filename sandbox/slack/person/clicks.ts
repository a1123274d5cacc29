import { defined } from '../defined.ts';
import { type Dict, elementsOf } from '../rules/block-kit.ts';
import { hasState, type Plain, stateOf, valueFields } from '../rules/input-state.ts';
import type { User } from '../seed.ts';
import type { Delivery } from '../server/delivery.ts';
import { actionPayload, type Scene } from '../server/payloads.ts';
import {
  attempt,
  channelOf,
  fill,
  messageOf,
  personOf,
  put,
  Refusal,
  type Stage,
  troubleOf,
  type Values,
  viewOf,
} from './stage.ts';

/** What to use: an element of a message, of a modal or of the Home tab. */
export interface Click {
  readonly user?: string;
  readonly channel?: string;
  readonly messageTs?: string;
  readonly viewId?: string;
  /** May be left out where the action id alone is unique. */
  readonly blockId?: string;
  readonly actionId: string;
  /** What was picked or typed, for anything but a button. */
  readonly selected?: Plain;
  /** What was typed elsewhere in the view so far. */
  readonly values?: Values;
}

/** A person presses a button or uses another element. */
export async function click(
  stage: Stage,
  doing: Click,
): Promise<{ delivery: Delivery | null; notice: string | null; url: string | null }> {
  if (!stage.manifest.settings.interactivity.is_enabled)
    throw new Refusal('the manifest does not enable interactivity');
  const user = personOf(stage, doing.user);
  const scene = sceneOf(stage, user, doing);
  const { blockId, element, dispatches } = elementIn(scene, doing);
  if (scene.kind === 'view') fill(stage, scene.view, doing.values ?? {});
  const action = actionOf(scene, blockId, element, doing.selected);
  const url = typeof element['url'] === 'string' ? element['url'] : null;
  if (!dispatches) return { delivery: null, notice: null, url };
  const channel = scene.kind === 'message' ? scene.channel.id : scene.view.channel;
  const delivery = await stage.deliveries.send(
    'interactive',
    actionPayload(user, scene, {
      action,
      now: stage.now(),
      triggerId: stage.triggers.issue({ user: user.id, channel }),
      responseUrl: scene.kind === 'message' ? urlFor(stage, user, scene) : undefined,
    }),
  );
  const words = (error: string) => `That did not work: ${error}`;
  return { delivery, notice: troubleOf(stage, user, delivery, words, channel ?? undefined), url };
}

const urlFor = (stage: Stage, user: User, { channel, message }: Scene & { kind: 'message' }) =>
  stage.responseUrls.issue({ user: user.id, channel: channel.id, message });

function sceneOf(stage: Stage, user: User, doing: Click): Scene {
  if (doing.viewId !== undefined) return { kind: 'view', view: viewOf(stage, user, doing.viewId) };
  if (doing.messageTs === undefined) throw new Refusal('name a view or a message');
  const { messageTs } = doing;
  const id =
    doing.channel ??
    stage.world.channels.find((each) => stage.world.find(each.id, messageTs) !== undefined)?.id;
  const channel = channelOf(stage, user, id ?? '');
  return { kind: 'message', channel, message: messageOf(stage, user, channel, messageTs) };
}

function elementIn(
  scene: Scene,
  doing: Click,
): { blockId: string; element: Dict; dispatches: boolean } {
  const blocks = scene.kind === 'view' ? scene.view.blocks : (scene.message.blocks ?? []);
  const found = blocks
    .filter((block) => doing.blockId === undefined || block.block_id === doing.blockId)
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
    .filter(({ element }) => element['action_id'] === doing.actionId);
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Refusal(`${found.length} elements called ${doing.actionId}`);
  const { block, element } = first;
  return {
    blockId: block.block_id,
    element,
    dispatches: block.type !== 'input' || block['dispatch_action'] === true,
  };
}

/** The element as `actions[0]` shows it. */
function actionOf(scene: Scene, blockId: string, element: Dict, selected: Plain = null): Dict {
  const base = { type: element['type'], action_id: element['action_id'], block_id: blockId };
  if (hasState(element)) {
    const state =
      scene.kind === 'view'
        ? put(scene.view, blockId, element, selected)
        : attempt(() => stateOf(element, selected, []));
    return { ...base, ...valueFields(state) };
  }
  const { text, value, style } = element;
  return structuredClone({ ...base, ...defined({ text, value, style }) });
}
