import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { AccessResolver } from '../../videos/access-resolver.ts';

export type Client = AllMiddlewareArgs['client'];
export type ActionArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;
export type SubmissionArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** Tells a request's workspace and person; no listener reads them from the payload itself. */
export interface AccessDeps {
  readonly accessResolver: AccessResolver;
}

/** The value of the pressed button or the selected option; empty for any other element. */
export function pressedValue({ action }: Pick<ActionArgs, 'action'>): string {
  if (action.type === 'static_select') return action.selected_option?.value ?? '';
  return action.type === 'button' ? (action.value ?? '') : '';
}

/** The list offset in a button's value; 0 if there is none. */
export function pressedOffset(args: Pick<ActionArgs, 'action'>): number {
  return Number(/^\d{1,6}$/.exec(pressedValue(args))?.[0] ?? 0);
}
