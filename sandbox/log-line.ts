import { z } from 'zod';
import { parseJson } from './slack/server/http-body.ts';

const entry = z.looseObject({ event: z.string(), level: z.number(), time: z.string() });
const MAX_LINES = 12;

/** Formats a line of the app's JSON log for people; returns other lines unchanged. */
export function summariseLogLine(line: string): string {
  const result = entry.safeParse(parseJson(line));
  if (!result.success) return line;
  const { event, level, time, msg: _msg, ...rest } = result.data;
  const fields = Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`);
  const sign = level >= 50 ? '✗' : level >= 40 ? '!' : '·';
  return [time.slice(11, 19), sign, event, ...fields].join(' ');
}

export function createLastLines(): { add(line: string): void; text(): string } {
  let lines: string[] = [];
  return {
    add: (line) => {
      lines = [...lines, summariseLogLine(line)].slice(-MAX_LINES);
    },
    text: () =>
      lines.length === 0
        ? 'The app has logged nothing so far.\n'
        : `The app's last log lines:\n  ${lines.join('\n  ')}\n`,
  };
}
