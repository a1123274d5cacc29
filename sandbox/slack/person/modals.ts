import { ApiError, invalid } from '../methods/api-call.ts';
import { checkSuggestions, elementsOf, isDict, type Suggestions } from '../rules/block-kit.ts';
import { complaint, flatten, hasState } from '../rules/input-state.ts';
import type { Delivery } from '../server/delivery.ts';
import { interaction, sceneOf } from '../server/payloads.ts';
import { elementIn, toldView, type View } from '../views.ts';
import { fill, personOf, Refusal, type Stage, type Typed, troubleOf, viewOf } from './client.ts';

interface Typing extends Typed {
  readonly user?: string;
  readonly viewId: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly query: string;
}

/** A person types into an `external_select`: what the app suggests. */
export async function suggest(
  stage: Stage,
  doing: Typing,
): Promise<Suggestions & { notice: string | undefined }> {
  const { blockId, actionId, query } = doing;
  const user = personOf(stage, doing.user);
  const view = viewOf(stage, user, doing.viewId);
  const element = elementIn(view, blockId, actionId);
  if (element === undefined) throw new Refusal(`no element ${blockId}/${actionId} in this view`);
  if (!String(element['type']).endsWith('external_select'))
    throw new Refusal(`${actionId} takes no suggestions`);
  fill(stage, view, doing);
  if (query.length < Number(element['min_query_length'] ?? 3))
    return { options: [], notice: undefined };
  const payload = interaction(stage.world, 'block_suggestion', user, {
    ...sceneOf(stage.world, { kind: 'view', view }),
    ...{ action_id: actionId, block_id: blockId, value: query },
  });
  const delivery = await stage.deliveries.send('interactive', payload);
  const words = (error: string) => `The options could not be loaded: ${error}`;
  const notice = troubleOf(stage, user, delivery, words);
  if (notice !== undefined) return { options: [], notice };
  const result = checkSuggestions(delivery.answer);
  if (!result.ok) {
    const why = words(`invalid_options ${result.messages.join(' ')}`);
    return { options: [], notice: stage.world.notice(user.id, 'invalid_options', why) };
  }
  const key = `${blockId}/${actionId}`;
  view.suggested.set(key, [...(view.suggested.get(key) ?? []), ...flatten(result.value)]);
  return { ...result.value, notice };
}

export interface Submission {
  /** By `block_id`; empty where nothing stands under a field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly notice: string | undefined;
  /** `null` where Slack's client did not let it through. */
  readonly delivery: Delivery | null;
}

export async function submit(
  stage: Stage,
  doing: Typed & { user?: string; viewId: string },
): Promise<Submission> {
  const user = personOf(stage, doing.user);
  const view = viewOf(stage, user, doing.viewId);
  if (!view.payload['submit']) throw new Refusal('this modal has no submit button');
  fill(stage, view, doing);
  const errors = complaints(view);
  if (Object.keys(errors).length > 0) return { errors, notice: undefined, delivery: null };
  const payload = interaction(stage.world, 'view_submission', user, {
    trigger_id: stage.triggers.issue({ user: user.id, channel: view.channel }),
    ...{ view: toldView(stage.world, view), response_urls: [] },
  });
  const delivery = await stage.deliveries.send('interactive', payload);
  const words = (error: string) => `We had some trouble connecting. Try again? (${error})`;
  const notice = troubleOf(stage, user, delivery, words);
  if (notice !== undefined) return { errors: {}, notice, delivery };
  try {
    return { errors: follow(stage, view, delivery.answer), notice, delivery };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const why = words(`${error.message} ${JSON.stringify(error.extra)}`);
    return { errors: {}, notice: stage.world.notice(user.id, error.message, why), delivery };
  }
}

/**
 * Cancel, × and Escape are one; only an app that asked for it hears of it, late or never, and
 * nothing of what was typed.
 * https://github.com/slackapi/bolt-python/blob/main/tests/slack_bolt/request/test_request.py
 */
export async function close(
  stage: Stage,
  doing: { user?: string; viewId: string },
): Promise<Delivery | null> {
  const user = personOf(stage, doing.user);
  const view = viewOf(stage, user, doing.viewId);
  stage.views.close(view);
  if (view.payload['notify_on_close'] !== true) return null;
  const told = { ...toldView(stage.world, view), state: { values: {} } };
  const payload = interaction(stage.world, 'view_closed', user, { view: told, is_cleared: false });
  return stage.deliveries.send('interactive', payload);
}

/** Does what an acknowledged submission says. https://docs.slack.dev/surfaces/modals */
function follow(stage: Stage, view: View, answer: unknown): Record<string, string> {
  const body = isDict(answer) ? answer : {};
  if (typeof answer === 'string' && answer !== '') throw wrong('must be JSON or empty');
  switch (body['response_action']) {
    case undefined:
      stage.views.close(view);
      return {};
    case 'update':
      stage.views.update(view, body['view'], undefined);
      return {};
    case 'errors':
      return errorsOf(view, body['errors']);
    default:
      throw wrong(`unknown response_action ${String(body['response_action'])}`);
  }
}

function errorsOf(view: View, given: unknown): Record<string, string> {
  if (!isDict(given) || Object.keys(given).length === 0) throw wrong('errors must name a block');
  const errors: Record<string, string> = {};
  for (const [blockId, words] of Object.entries(given)) {
    const block = view.blocks.find((each) => each.block_id === blockId);
    if (block?.type !== 'input') throw wrong(`errors: no input block ${blockId}`);
    if (typeof words !== 'string' || words === '') throw wrong(`errors: ${blockId} needs words`);
    errors[blockId] = words;
  }
  return errors;
}

const wrong = (message: string) => invalid('invalid_response', message);

function complaints(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of view.blocks.filter((each) => each.type === 'input')) {
    const element = elementsOf(block).find(hasState);
    const state = element && view.values[block.block_id]?.[String(element['action_id'])];
    const words = element && complaint(block, element, state ?? {});
    if (words) errors[block.block_id] = words;
  }
  return errors;
}
