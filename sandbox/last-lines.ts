import { summariseLogLine } from './log-line.ts';

const KEPT = 12;

/** The app's last log lines, for the words of a failed run. */
export function createLastLines(): { add(line: string): void; words(): string } {
  const last: string[] = [];
  return {
    add(line) {
      last.push(summariseLogLine(line));
      if (last.length > KEPT) last.shift();
    },
    words: () =>
      last.length === 0
        ? 'The app has logged nothing so far.\n'
        : `The app's last log lines:\n  ${last.join('\n  ')}\n`,
  };
}
