import { z } from 'zod';
import { parseJson } from '../../lib/parse-json.ts';
import { LIMITS } from '../blocks/limits.ts';

const tsSchema = z.string().regex(/^\d{1,12}\.\d{6}$/);
const valueSchema = z.object({
  thread: tsSchema,
  words: z.string().optional(),
  /** The name under which the text is stored. */
  kept: z.string().max(100).optional(),
});
/**
 * The value of the button under a mention: the thread, and the text or the name of the stored text.
 */
export type MentionValue = z.infer<typeof valueSchema>;

/** Encodes a button's value; null if it is too long. Slack may encode `&`, `<` and `>`. */
export function encodeMentionValue(value: MentionValue): string | null {
  const text = JSON.stringify(value).replace(
    /[&<>]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
  );
  return text.length <= LIMITS.buttonValue ? text : null;
}

/** Decodes a button's value; null if it is malformed. Earlier versions wrote only the thread. */
export function decodeMentionValue(text: string): MentionValue | null {
  const thread = tsSchema.safeParse(text).data;
  if (thread !== undefined) return { thread };
  return valueSchema.safeParse(parseJson(text)).data ?? null;
}
