import type { z } from 'zod';
import { parameterError } from './jogg-error.ts';

const TYPES: Readonly<Record<string, string>> = {
  ...{ string: 'a string', int: 'an integer', number: 'an integer', boolean: 'a boolean' },
  ...{ array: 'a list of strings', object: 'an object' },
};

/** Parses `value` by `schema`. @throws JoggError (40000) that names the first wrong parameter */
export function read<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = issue?.path.filter((part) => typeof part === 'string').join('.') || 'body';
  if (issue?.code === 'too_small' || issue?.message.endsWith('received undefined'))
    throw parameterError(`${name} is required`);
  if (issue?.code === 'invalid_type')
    throw parameterError(`${name} must be ${TYPES[issue.expected]}`);
  if (issue?.code === 'invalid_value') throw mustBeOneOf(name, issue.values);
  throw parameterError(`${name} ${issue?.message}`);
}

/** Returns the value. @throws JoggError (40000) `… is required` */
export function required<T>(name: string, value: T | undefined): T {
  if (value === undefined || value === '') throw parameterError(`${name} is required`);
  return value;
}

/** A 40000 that names the parameter and its allowed values. */
export const mustBeOneOf = (name: string, allowed: readonly unknown[]) =>
  parameterError(`${name} must be one of ${allowed.join(', ')}`);
