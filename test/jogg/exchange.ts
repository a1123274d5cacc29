import { z } from 'zod';
import { JoggError } from '../../src/jogg/http/errors.ts';
import { ok, thrownBy } from './stand-in.ts';

/** The smallest thing that Jogg can be asked for, and its answer. */
export const schema = z.object({ name: z.string() });
export const hello = ok({ name: 'hello' });

/** The facts of an error that callers decide by. */
export async function factsOf(promise: Promise<unknown>) {
  const error = await thrownBy(promise);
  if (!(error instanceof JoggError)) throw error;
  const { code, joggCode, httpStatus, msg, rid, retryAfterMs, arrived } = error;
  return { code, joggCode, httpStatus, msg, rid, retryAfterMs, arrived };
}
