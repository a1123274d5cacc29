import type { Habits } from '../habits.ts';
import type { Random } from '../random.ts';
import { jsonReply, type Reply } from '../server/call.ts';
import type { Refusal } from './refusal.ts';

/** `{ rid, code, msg, data }` around everything, as each version writes it. */
export type Envelope = ReturnType<typeof createEnvelope>;

const HTTP_OF_CODE: Readonly<Record<number, number>> = {
  10104: 404,
  18020: 402,
  18025: 403,
  40000: 400,
  50000: 500,
};

/** A wrong key is HTTP 401 and too many requests 429 always; other errors as the habits say. */
export function createEnvelope(deps: { habits: Habits; random: Random }) {
  const { habits, random } = deps;
  const byTheBook = (version: 1 | 2) => version === 2 && habits.documented;
  const rid = (version: 1 | 2) => (byTheBook(version) ? undefined : { rid: random.hex(32) });
  return {
    ok: (version: 1 | 2, data: unknown): Reply => {
      const msg = byTheBook(version) ? 'Success' : 'success';
      return jsonReply(200, { ...rid(version), code: 0, msg, data });
    },
    refuse: (version: 1 | 2, { code, message, headers }: Refusal): Reply => {
      const plain = byTheBook(version) ? (HTTP_OF_CODE[code] ?? 400) : 200;
      const status = code === 10_105 ? 401 : code === 429 ? 429 : plain;
      return jsonReply(status, { ...rid(version), code, msg: message, data: null }, headers);
    },
  };
}
