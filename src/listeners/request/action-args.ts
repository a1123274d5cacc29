import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { AccessResolver } from '../../videos/access-resolver.ts';

export type ActionArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

/** The one source of a workspace or a person. */
export interface AccessDeps {
  readonly accessResolver: AccessResolver;
}

/** The value of what was pressed or picked; empty for any other element. */
export function pressedValue({ action }: Pick<ActionArgs, 'action'>): string {
  if (action.type === 'static_select') return action.selected_option?.value ?? '';
  return action.type === 'button' ? (action.value ?? '') : '';
}

/** The list offset that the button leads to; 0 if it names none. */
export function pressedOffset(args: Pick<ActionArgs, 'action'>): number {
  return Number(/^\d{1,6}$/.exec(pressedValue(args))?.[0] ?? 0);
}
