import { z } from 'zod';

/**
 * The result as a file in Slack: `wanted` until its bytes are `stored` under an id, or `given_up`
 * with the reason. Only a stored file is shown. A file that Slack accepted and never showed is
 * `unshown` until it is deleted, so that it cannot appear beside its link.
 */
export const fileSchema = z.object({
  status: z.enum(['none', 'wanted', 'stored', 'unshown', 'given_up']),
  id: z.string().nullable(),
  /** The reason: the app's own code or the name of Slack's error. */
  why: z.string().nullable(),
  tries: z.number(),
  notBefore: z.number(),
  /** How often the link had expired. Each time, Jogg is asked for a fresh one. */
  expired: z.number().default(0),
  /** The content of the alternative text. Earlier versions quoted the script. */
  altText: z.enum(['script', 'title']).default('script'),
  /** Whether nothing about the file quotes the script, as names by earlier versions did. */
  isDiscreet: z.boolean().default(false),
});
export const NO_FILE: z.infer<typeof fileSchema> = {
  status: 'none',
  id: null,
  why: null,
  tries: 0,
  notBefore: 0,
  expired: 0,
  altText: 'script',
  isDiscreet: false,
};
