import { jsonSerializer } from 'keyv';

/** A value as Keyv stores it. `expires`: ms since the epoch. */
export function serializeValue(value: unknown, expires?: number): string {
  return jsonSerializer.stringify({ value, expires });
}

/** The value in a text of Keyv's; `{ damaged }` with the text where there is none. */
export function deserializeValue(text: string): unknown {
  try {
    return jsonSerializer.parse<{ value: unknown }>(text)?.value;
  } catch {
    return { damaged: text };
  }
}

/** What the store answers in place of a value that changed on the disk. */
export function damagedText(text: string): string {
  return serializeValue({ damaged: text });
}
