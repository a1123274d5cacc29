import { parameterError } from './refusal.ts';

/** The fields of a JSON object, each read with its type or refused with its name (40000). */
export interface Fields {
  text(name: string): string | undefined;
  integer(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  texts(name: string): string[] | undefined;
  object(name: string): Fields | undefined;
}

/** `null` counts as absent; a value of another type is refused, never converted. */
export function fieldsOf(value: unknown, prefix = ''): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw parameterError(`${prefix === '' ? 'body' : prefix.slice(0, -1)} must be an object`);
  }
  const at = (name: string): unknown => (value as Record<string, unknown>)[name] ?? undefined;
  const wrong = (name: string, type: string) => parameterError(`${prefix}${name} must be ${type}`);
  return {
    text(name) {
      const found = at(name);
      if (found === undefined || typeof found === 'string') return found;
      throw wrong(name, 'a string');
    },
    integer(name) {
      const found = at(name);
      if (found === undefined) return undefined;
      if (typeof found === 'number' && Number.isSafeInteger(found)) return found;
      throw wrong(name, 'an integer');
    },
    flag(name) {
      const found = at(name);
      if (found === undefined || typeof found === 'boolean') return found;
      throw wrong(name, 'a boolean');
    },
    texts(name) {
      const found = at(name);
      if (found === undefined) return undefined;
      if (!Array.isArray(found) || !found.every((item) => typeof item === 'string')) {
        throw wrong(name, 'a list of strings');
      }
      return found;
    },
    object(name) {
      const found = at(name);
      return found === undefined ? undefined : fieldsOf(found, `${prefix}${name}.`);
    },
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
