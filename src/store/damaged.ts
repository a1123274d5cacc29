import { jsonSerializer } from 'keyv';

/**
 * What the store answers to Keyv in place of a value that changed on the disk: what is left of it,
 * as `damaged`.
 */
export function damagedText(text: string): string {
  return jsonSerializer.stringify({ value: { damaged: text } });
}
