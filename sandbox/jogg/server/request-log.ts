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
  return {
    at,
    method: call.method,
    path: call.path,
    query: call.query,
    headers: Object.fromEntries(headers),
    body: readable(call),
    status: null,
    fault: null,
  };
}

function readable({ raw, headers }: Call): unknown {
  if (raw.length === 0) return null;
  const text = /json|text/.test(headers['content-type'] ?? '') && raw.length <= LONGEST_TEXT;
  if (!text) return `<${raw.length} bytes>`;
  try {
    return JSON.parse(raw.toString());
  } catch {
    return raw.toString();
  }
}
