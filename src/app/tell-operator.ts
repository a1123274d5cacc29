import type { Log } from '../lib/log.ts';

/** Says something in words to the person who runs the app. */
export type TellOperator = (lines: readonly string[]) => void;

/**
 * At a terminal the words go to standard error, beside the log; anywhere else they are one log
 * line, so that what collects the log reads JSON alone.
 */
export function createTellOperator(
  log: Pick<Log, 'info'>,
  terminal: { readonly isTTY: boolean; write(text: string): unknown },
): TellOperator {
  return (lines) => {
    if (terminal.isTTY) terminal.write(`\n${lines.join('\n')}\n\n`);
    else log.info('operator_told', { says: lines.join(' ') });
  };
}
