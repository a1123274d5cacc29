import { z } from 'zod';
import type { Shape } from '../../domain/catalogue.ts';

/** An id of Jogg's: text or a whole number in the field; printable, at most 200 characters. */
export const idField = z
  .union([z.string().trim(), z.int().nonnegative().transform(String)])
  .pipe(z.string().regex(/^(?!\.{1,2}$)[\x21-\x7e]{1,200}$/));

/** An avatar's id: requests carry it as a number. */
export const avatarIdField = idField.pipe(z.string().regex(/^\d{1,15}$/));

/** A text that may be missing, empty or of another type: then `null`. */
export const textField = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text))
  .nullish()
  .transform((text) => text ?? null)
  .catch(null);

/** A status, a number or a word; anything else is `null`. */
export const statusField = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((status) => status ?? null)
  .catch(null);

/**
 * Whether an avatar can be used: 1 in v1, `completed` in v2. Jogg's own ones have no such status.
 */
export const readyField = statusField.transform(
  (status) => status === null || READY.has(String(status).trim().toLowerCase()),
);
const READY: ReadonlySet<string> = new Set(['1', 'completed', 'success', 'succeeded']);

/** A number; some of Jogg's pages and proxies write one as text. */
const numberField = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,12}(\.\d{1,9})?$/)
    .transform(Number),
]);

/** A length in seconds; 0, which stands for "not yet", is `null`. */
export const secondsField = numberField
  .pipe(z.number().positive())
  .nullish()
  .transform((value) => value ?? null)
  .catch(null);

/**
 * A point in time, which Jogg writes in seconds since the epoch, as ms; anything else is `null`.
 */
export const timeField = numberField
  .pipe(z.int().positive().max(10_000_000_000))
  .transform((seconds) => seconds * 1_000)
  .nullish()
  .transform((ms) => ms ?? null)
  .catch(null);

/** How Jogg numbers the shapes, in v1's requests and in both versions' answers. */
export const SHAPE_NUMBERS = { portrait: 0, landscape: 1, square: 2 } as const satisfies Record<
  Shape,
  number
>;

const SHAPES_BY_TEXT: ReadonlyMap<string, Shape> = new Map([
  ['0', 'portrait'],
  ['1', 'landscape'],
  ['2', 'square'],
  ['portrait', 'portrait'],
  ['landscape', 'landscape'],
  ['square', 'square'],
  ['9:16', 'portrait'],
  ['16:9', 'landscape'],
  ['1:1', 'square'],
]);

/** A shape as Jogg answers it, a number or a word; anything else is unknown, so `null`. */
export const shapeField = z
  .union([z.number(), z.string()])
  .transform((value) => SHAPES_BY_TEXT.get(String(value).trim().toLowerCase()) ?? null)
  .nullish()
  .transform((shape) => shape ?? null)
  .catch(null);
