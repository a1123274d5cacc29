import { z } from 'zod';

/**
 * One of our messages. `sending` is stored before the request. `in_doubt`: the answer was lost, and
 * the app searches for the message. `unknown`: the app may not search and does not repeat it.
 * `misplaced`: the message is outside its thread and must be deleted. `unseen`: Slack accepted a
 * file, and the app searches for its message, since Slack may never show it.
 */
export const postSchema = z.object({
  status: z.enum([
    'due',
    'sending',
    'in_doubt',
    'sent',
    'misplaced',
    'refused',
    'unknown',
    'unseen',
  ]),
  channel: z.string().nullable(),
  ts: z.string().nullable(),
  refusal: z.string().nullable(),
  tries: z.number(),
  notBefore: z.number(),
  searches: z.number(),
  doubtSince: z.number().nullable(),
  /** Whether more is known than the message says, so that it must be edited. */
  outdated: z.boolean().default(false),
});
export type Post = z.infer<typeof postSchema>;

/** The messages besides the card that report a failure. */
export const EDITED_REPLIES = ['result', 'direct'] as const;
export type EditedReply = (typeof EDITED_REPLIES)[number];

/** A message that is due now and has not been tried. */
export const FRESH_POST: Post = {
  status: 'due',
  channel: null,
  ts: null,
  refusal: null,
  tries: 0,
  notBefore: 0,
  searches: 0,
  doubtSince: null,
  outdated: false,
};
