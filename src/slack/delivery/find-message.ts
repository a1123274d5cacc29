import { z } from 'zod';
import { CLOCK_TOLERANCE_MS } from '../../domain/clock-tolerance.ts';
import { isUser } from '../../domain/conversation.ts';
import type { FindOutcome } from '../../domain/video/outcome.ts';
import { fileOfResult } from '../../domain/video/result-file.ts';
import type { Slot, Video } from '../../domain/video/video.ts';
import { asRepeatable } from '../web-api/classify.ts';
import type { Outbound } from '../web-api/outbound.ts';
import type { SlackClient } from '../web-api/slack-client.ts';
import { metadataSchema } from './message-metadata.ts';

/**
 * Commercially distributed apps get at most 15, regardless of the limit.
 * https://docs.slack.dev/reference/methods/conversations.replies/
 */
const PAGE_LIMIT = 100;

const messageSchema = z.object({
  ts: z.string(),
  metadata: metadataSchema,
  blocks: z.array(z.object({ block_id: z.string().nullish().catch(null) })).min(1),
});
const fileMessageSchema = z.object({
  ts: z.string(),
  files: z.array(z.object({ id: z.string() })),
});
const answerSchema = z.object({
  ok: z.literal(true),
  messages: z.array(z.unknown()),
  has_more: z.boolean().nullish().catch(null),
});

/**
 * The `block_id` of a message's first block, which identifies the message: its slot and, after a
 * new confirmation, the number of that confirmation.
 */
export function messageKey(video: Video, slot: Slot): string {
  const isRepeated = video.confirmations > 1 && (slot === 'unconfirmed' || slot === 'direct');
  return isRepeated ? `${slot}_${video.confirmations}` : slot;
}

/** Where and since when to search for a slot's message; null if unknown. */
export function searchLocation(
  video: Video,
  slot: Slot,
): { readonly channel: string; readonly threadTs: string | null; readonly oldest: string } | null {
  const { card, direct } = video.posts;
  const created = `${Math.floor((video.createdAt - CLOCK_TOLERANCE_MS) / 1_000)}.000000`;
  if (slot === 'card') {
    const { channel, threadTs } = video.origin;
    // The origin is a user id. The id of the direct message is unknown.
    return isUser(channel) ? null : { channel, threadTs, oldest: created };
  }
  if (slot === 'direct')
    return direct?.channel ? { channel: direct.channel, threadTs: null, oldest: created } : null;
  if (!card?.channel || !card.ts) return null;
  return {
    channel: card.channel,
    threadTs: video.origin.threadTs ?? card.ts,
    oldest: card.ts,
  };
}

/**
 * Searches for a slot's message. `absent`: all messages since `oldest` were read. `unreadable`: the
 * app has no access, or there are too many messages. `later`: Slack did not answer; a read may be
 * repeated.
 */
export async function findMessage(
  outbound: Outbound,
  client: SlackClient,
  video: Video,
  slot: Slot,
  location: NonNullable<ReturnType<typeof searchLocation>>,
): Promise<FindOutcome> {
  const { channel, threadTs, oldest } = location;
  const args = {
    channel,
    oldest,
    inclusive: true,
    limit: PAGE_LIMIT,
    include_all_metadata: true,
  };
  const outcome = await (threadTs === null
    ? outbound(video.workspace, 'conversations.history', () => client.conversations.history(args))
    : outbound(video.workspace, 'conversations.replies', () =>
        client.conversations.replies({ ...args, ts: threadTs }),
      ));
  if (outcome.kind === 'refused') return { kind: 'unreadable' };
  if (outcome.kind !== 'answered') return asRepeatable(outcome);
  const page = answerSchema.safeParse(outcome.answer);
  if (!page.success) return { kind: 'later', afterMs: null };
  const found = page.data.messages.map((each) => matchingTs(each, video, slot)).find(Boolean);
  if (found) return { kind: 'found', channel, ts: found };
  return { kind: page.data.has_more ? 'unreadable' : 'absent' };
}

/**
 * The message's `ts` if it is the slot's message. A file's message has no metadata and no blocks.
 */
function matchingTs(each: unknown, video: Video, slot: Slot): string | undefined {
  const message = messageSchema.safeParse(each).data;
  const key = messageKey(video, slot);
  if (message?.metadata.event_payload.video_id === video.id && message.blocks[0]?.block_id === key)
    return message.ts;
  const fileId = slot === 'result' ? fileOfResult(video) : null;
  const shared = fileMessageSchema.safeParse(each).data;
  return shared?.files.some(({ id }) => id === fileId) ? shared.ts : undefined;
}
