import { parameterError } from './refusal.ts';

/** The fields of a JSON object; `must…` refuses what is not there. All throw `Refusal` (40000). */
export type Fields = ReturnType<typeof fieldsOf>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const areTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads each field with its type. `null` counts as absent; a value of another type is refused,
 * never converted. @throws Refusal where `value` is no object
 */
export function fieldsOf(value: unknown, prefix = '') {
  if (!isObject(value))
    throw parameterError(`${prefix === '' ? 'body' : prefix.slice(0, -1)} must be an object`);
  const read =
    <T>(is: (found: unknown) => found is T, type: string) =>
    (name: string): T | undefined => {
      const found = value[name] ?? undefined;
      if (found === undefined || is(found)) return found;
      throw parameterError(`${prefix}${name} must be ${type}`);
    };
  const must =
    <T>(reader: (name: string) => T | undefined) =>
    (name: string): T =>
      need(prefix + name, reader(name));
  const text = read(isText, 'a string');
  const integer = read(isInteger, 'an integer');
  return {
    ...{ text, mustText: must(text), integer, mustInteger: must(integer) },
    flag: read(isFlag, 'a boolean'),
    texts: read(areTexts, 'a list of strings'),
    mustObject: must(read(isObject, 'an object')),
  };
}

/** The value, or 40000 `… is required`. */
export function need<T>(name: string, value: T | undefined): T {
  if (value === undefined || value === '') throw parameterError(`${name} is required`);
  return value;
}

/** The value, if it is one of `allowed`, or 40000 naming the parameter. */
export function oneOf<T>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  throw parameterError(`${name} must be one of ${allowed.join(', ')}`);
}

/** A query parameter as a whole number ≥ 1. */
export function pageNumber(name: string, value: string | undefined, usual: number): number {
  if (value === undefined) return usual;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw parameterError(`${name} must be an integer of at least 1`);
}
