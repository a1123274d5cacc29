import { z } from 'zod';
import type { Shape } from '../../domain/catalogue.ts';

/** An id from Jogg: a text or an integer, printable, at most 200 characters. */
export const idField = z
  .union([z.string().trim(), z.int().nonnegative().transform(String)])
  .pipe(z.string().regex(/^(?!\.{1,2}$)[\x21-\x7e]{1,200}$/));

/** An avatar's id. Requests need it as a number. */
export const avatarIdField = idField.pipe(z.string().regex(/^\d{1,15}$/));

/** A text. Null if it is missing, empty or of another type. */
export const textField = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text))
  .nullish()
  .transform((text) => text ?? null)
  .catch(null);

/** A status: a number or a text. Null for anything else. */
export const statusField = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((status) => status ?? null)
  .catch(null);

/** Whether an avatar is ready: 1 in v1, `completed` in v2. Public avatars have no status. */
export const readyField = statusField.transform(
  (status) => status === null || READY.has(String(status).trim().toLowerCase()),
);
const READY: ReadonlySet<string> = new Set(['1', 'completed', 'success', 'succeeded']);

/** A number, which Jogg may send as text. */
const numberField = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,12}(\.\d{1,9})?$/)
    .transform(Number),
]);

/** A duration in seconds. Null for 0, which means that it is not known yet. */
export const secondsField = numberField
  .pipe(z.number().positive())
  .nullish()
  .transform((value) => value ?? null)
  .catch(null);

/** A time in ms since the epoch; Jogg sends seconds. Null for anything else. */
export const timeField = numberField
  .pipe(z.int().positive().max(10_000_000_000))
  .transform((seconds) => seconds * 1_000)
  .nullish()
  .transform((ms) => ms ?? null)
  .catch(null);

/** Jogg's numbers for the shapes, in the requests of v1 and in the answers of both versions. */
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

/** A shape: a number or a text. Null for anything else. */
export const shapeField = z
  .union([z.number(), z.string()])
  .transform((value) => SHAPES_BY_TEXT.get(String(value).trim().toLowerCase()) ?? null)
  .nullish()
  .transform((shape) => shape ?? null)
  .catch(null);
