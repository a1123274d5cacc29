import { jsonSerializer } from 'keyv';

/** A value as Keyv stores it. `expires`: ms since the epoch. */
export function serializeValue(value: unknown, expires?: number): string {
  return jsonSerializer.stringify({ value, expires });
}

/** The value in Keyv's text; `{ damaged }` with the text if it cannot be parsed. */
export function deserializeValue(text: string): unknown {
  try {
    return jsonSerializer.parse<{ value: unknown }>(text)?.value;
  } catch {
    return { damaged: text };
  }
}

/** The text that stands in for a value that changed on the disk. */
export function damagedText(text: string): string {
  return serializeValue({ damaged: text });
}
