import { parsed } from '../../slack/server/http-body.ts';
import type { Call } from './call.ts';

/** One request as it came and what became of it; without the API key. */
export interface RequestLogEntry {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON; else the text; else how many bytes. */
  readonly body: unknown;
  /** What was answered; `null` while nothing is, and for good where the connection was cut. */
  status: number | null;
  fault: string | null;
}

const SECRET = new Set(['x-api-key', 'authorization', 'cookie']);
const LONGEST_TEXT = 64 * 1024;

export function logEntry(call: Call, at: number): RequestLogEntry {
  const headers = Object.entries(call.headers).flatMap(([name, value]) =>
    SECRET.has(name) || value === undefined ? [] : [[name, String(value)] as const],
  );
  const { method, path, query } = call;
  const facts = { headers: Object.fromEntries(headers), body: readable(call) };
  return { at, method, path, query, ...facts, status: null, fault: null };
}

function readable({ raw, headers }: Call): unknown {
  if (raw.length === 0) return null;
  const text = /json|text/.test(headers['content-type'] ?? '') && raw.length <= LONGEST_TEXT;
  return text ? (parsed(raw.toString()) ?? raw.toString()) : `<${raw.length} bytes>`;
}
