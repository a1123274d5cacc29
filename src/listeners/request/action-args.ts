import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Recognise } from '../../videos/recognise.ts';

export type ActionArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

/** Who asks: the one place that a workspace or a person comes from. */
export interface AccessDeps {
  readonly recognise: Recognise;
}

/** The value of the button that was pressed; empty for any other element. */
export function pressedValue({ action }: Pick<ActionArgs, 'action'>): string {
  return action.type === 'button' ? (action.value ?? '') : '';
}

/** The place in a list that the button leads to; 0 where it names none. */
export function pressedOffset(args: Pick<ActionArgs, 'action'>): number {
  return Number(/^\d{1,6}$/.exec(pressedValue(args))?.[0] ?? 0);
}
