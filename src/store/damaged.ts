import { jsonSerializer } from 'keyv';
import { z } from 'zod';

/** Stands where a stored value was that changed on the disk: what is left of it, to be looked at. */
export const damagedSchema = z.strictObject({ damaged: z.string() });

/** What the store answers to Keyv in place of a value that is not what was written. */
export function damagedText(text: string): string {
  return jsonSerializer.stringify({ value: { damaged: text } });
}
