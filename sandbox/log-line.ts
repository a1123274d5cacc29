import { z } from 'zod';

const entry = z.looseObject({ event: z.string(), level: z.number(), time: z.string() });
const QUIET = new Set(['event', 'level', 'time', 'msg']);

/** One line of the app's JSON log as a short sentence for people; other lines stay as they are. */
export function summariseLogLine(line: string): string {
  const parsed = entry.safeParse(read(line));
  if (!parsed.success) return line;
  const { event, level, time, ...rest } = parsed.data;
  const fields = Object.entries(rest)
    .filter(([name]) => !QUIET.has(name))
    .map(([name, value]) => `${name}=${String(value)}`);
  const sign = level >= 50 ? '✗' : level >= 40 ? '!' : '·';
  return [time.slice(11, 19), sign, event, ...fields].join(' ');
}

function read(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
