import type { Log } from '../lib/log.ts';

/** Prints a message for the operator. */
export type TellOperator = (lines: readonly string[]) => void;

/**
 * At a terminal the message goes to standard error, beside the log. Elsewhere it is one log line:
 * log collectors read nothing but JSON.
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
