import { z } from 'zod';
import { parsed } from './slack/server/http-body.ts';

const entry = z.looseObject({ event: z.string(), level: z.number(), time: z.string() });
const KEPT = 12;

/** One line of the app's JSON log as a short sentence for people; other lines stay as they are. */
export function summariseLogLine(line: string): string {
  const read = entry.safeParse(parsed(line));
  if (!read.success) return line;
  const { event, level, time, msg: _msg, ...rest } = read.data;
  const fields = Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`);
  const sign = level >= 50 ? '✗' : level >= 40 ? '!' : '·';
  return [time.slice(11, 19), sign, event, ...fields].join(' ');
}

export function createLastLines(): { add(line: string): void; words(): string } {
  let last: string[] = [];
  return {
    add: (line) => {
      last = [...last, summariseLogLine(line)].slice(-KEPT);
    },
    words: () =>
      last.length === 0
        ? 'The app has logged nothing so far.\n'
        : `The app's last log lines:\n  ${last.join('\n  ')}\n`,
  };
}
