import { ApiError, invalid } from '../methods/api-call.ts';
import { checkSuggestions, elementsOf, isDict, type Suggestions } from '../rules/block-kit.ts';
import { flatten, hasState, validationError } from '../rules/input-state.ts';
import type { Delivery } from '../server/delivery.ts';
import { interaction, sourceFields } from '../server/payloads.ts';
import { elementIn, type View, viewPayload } from '../views.ts';
import * as ui from './client.ts';

interface SuggestInput extends ui.FormInput {
  readonly user?: string;
  readonly viewId: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly query: string;
}

/** Types into an `external_select`; returns the app's suggestions. */
export async function suggest(
  client: ui.Client,
  args: SuggestInput,
): Promise<Suggestions & { notice: string | undefined }> {
  const { blockId, actionId, query } = args;
  const user = ui.personOf(client, args.user);
  const view = ui.viewOf(client, user, args.viewId);
  const element = elementIn(view, blockId, actionId);
  if (element === undefined)
    throw new ui.ClientError(`no element ${blockId}/${actionId} in this view`);
  if (!String(element['type']).endsWith('external_select'))
    throw new ui.ClientError(`${actionId} takes no suggestions`);
  ui.applyInput(client, view, args);
  if (query.length < Number(element['min_query_length'] ?? 3))
    return { options: [], notice: undefined };
  const payload = interaction(client.world, 'block_suggestion', user, {
    ...sourceFields(client.world, { kind: 'view', view }),
    ...{ action_id: actionId, block_id: blockId, value: query },
  });
  const delivery = await client.deliveries.send('interactive', payload);
  const noticeText = (error: string) => `The options could not be loaded: ${error}`;
  const notice = ui.noticeFor(client, user, delivery, noticeText);
  if (notice !== undefined) return { options: [], notice };
  const result = checkSuggestions(delivery.answer);
  if (!result.ok) {
    const why = noticeText(`invalid_options ${result.messages.join(' ')}`);
    return { options: [], notice: client.world.notice(user.id, 'invalid_options', why) };
  }
  const key = `${blockId}/${actionId}`;
  view.suggested.set(key, [...(view.suggested.get(key) ?? []), ...flatten(result.value)]);
  return { ...result.value, notice };
}

export interface Submission {
  /** The errors under fields, by `block_id`; empty if there are none. */
  readonly errors: Readonly<Record<string, string>>;
  readonly notice: string | undefined;
  /** `null` if Slack's client did not send it. */
  readonly delivery: Delivery | null;
}

export async function submit(
  client: ui.Client,
  args: ui.FormInput & { user?: string; viewId: string },
): Promise<Submission> {
  const user = ui.personOf(client, args.user);
  const view = ui.viewOf(client, user, args.viewId);
  if (!view.payload['submit']) throw new ui.ClientError('this modal has no submit button');
  ui.applyInput(client, view, args);
  const errors = validationErrors(view);
  if (Object.keys(errors).length > 0) return { errors, notice: undefined, delivery: null };
  const payload = interaction(client.world, 'view_submission', user, {
    trigger_id: client.triggers.issue({ user: user.id, channel: view.channel }),
    ...{ view: viewPayload(client.world, view), response_urls: [] },
  });
  const delivery = await client.deliveries.send('interactive', payload);
  const noticeText = (error: string) => `We had some trouble connecting. Try again? (${error})`;
  const notice = ui.noticeFor(client, user, delivery, noticeText);
  if (notice !== undefined) return { errors: {}, notice, delivery };
  try {
    return { errors: applyAnswer(client, view, delivery.answer), notice, delivery };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const why = noticeText(`${error.message} ${JSON.stringify(error.extra)}`);
    return { errors: {}, notice: client.world.notice(user.id, error.message, why), delivery };
  }
}

/**
 * Cancel, × and Escape. Only an app that set `notify_on_close` gets the event, without the typed
 * values.
 * https://github.com/slackapi/bolt-python/blob/main/tests/slack_bolt/request/test_request.py
 */
export async function close(
  client: ui.Client,
  args: { user?: string; viewId: string },
): Promise<Delivery | null> {
  const user = ui.personOf(client, args.user);
  const view = ui.viewOf(client, user, args.viewId);
  client.views.close(view);
  if (view.payload['notify_on_close'] !== true) return null;
  const closedView = { ...viewPayload(client.world, view), state: { values: {} } };
  const payload = interaction(client.world, 'view_closed', user, {
    view: closedView,
    is_cleared: false,
  });
  return client.deliveries.send('interactive', payload);
}

/** Applies the `response_action` of an acknowledgement. https://docs.slack.dev/surfaces/modals */
function applyAnswer(client: ui.Client, view: View, answer: unknown): Record<string, string> {
  const body = isDict(answer) ? answer : {};
  if (typeof answer === 'string' && answer !== '') throw malformed('must be JSON or empty');
  switch (body['response_action']) {
    case undefined:
      client.views.close(view);
      return {};
    case 'update':
      client.views.update(view, body['view'], undefined);
      return {};
    case 'errors':
      return errorsOf(view, body['errors']);
    default:
      throw malformed(`unknown response_action ${String(body['response_action'])}`);
  }
}

function errorsOf(view: View, given: unknown): Record<string, string> {
  if (!isDict(given) || Object.keys(given).length === 0)
    throw malformed('errors must name a block');
  const errors: Record<string, string> = {};
  for (const [blockId, text] of Object.entries(given)) {
    const block = view.blocks.find((each) => each.block_id === blockId);
    if (block?.type !== 'input') throw malformed(`errors: no input block ${blockId}`);
    if (typeof text !== 'string' || text === '') throw malformed(`errors: ${blockId} needs words`);
    errors[blockId] = text;
  }
  return errors;
}

const malformed = (message: string) => invalid('invalid_response', message);

function validationErrors(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of view.blocks.filter((each) => each.type === 'input')) {
    const element = elementsOf(block).find(hasState);
    const state = element && view.values[block.block_id]?.[String(element['action_id'])];
    const error = element && validationError(block, element, state ?? {});
    if (error) errors[block.block_id] = error;
  }
  return errors;
}
