import { z } from 'zod';

/** The version of Jogg's API this run is about: vitest.config.ts has a project for each. */
export const TESTED_VERSION = z
  .enum(['v1', 'v2'])
  .default('v1')
  .parse(process.env['JOGG_API_VERSION']);

/**
 * Whether Jogg behaves as its callers have met it, or to the letter of its documents: for
 * `check:deep`.
 */
export const TESTED_BEHAVIOUR = z
  .enum(['field', 'documented'])
  .default('field')
  .parse(process.env['JOGG_BEHAVIOUR']);
