import { z } from 'zod';
import type { FindOutcome, PostOutcome } from '../../domain/video/outcome.ts';
import type { Video } from '../../domain/video/video.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { replyMessage } from '../messages/replies.ts';
import { asRepeatable } from '../web-api/classify.ts';
import type { Outbound } from '../web-api/outbound.ts';
import type { SlackClient } from '../web-api/slack-client.ts';
import { fileTitle } from './file-name.ts';

const completedSchema = z.object({
  ok: z.literal(true),
  files: z.array(z.object({ id: z.string() })),
});
const sharesSchema = z.record(z.string(), z.array(z.object({ ts: z.string() }))).catch({});
const channelIdsSchema = z.array(z.string()).catch([]);
const infoSchema = z.object({
  ok: z.literal(true),
  file: z.object({
    channels: channelIdsSchema,
    groups: channelIdsSchema,
    ims: channelIdsSchema,
    shares: z
      .object({ public: sharesSchema.default({}), private: sharesSchema.default({}) })
      .catch({ public: {}, private: {} }),
  }),
});

/**
 * The last of Slack's three upload steps: shows a stored file in its thread, as the result. May be
 * repeated, because Slack completes a file only once.
 * https://docs.slack.dev/reference/methods/files.completeUploadExternal
 */
export async function showFile(
  outbound: Outbound,
  client: Pick<SlackClient, 'files'>,
  video: Video,
  target: {
    readonly fileId: string;
    readonly channel: string;
    readonly threadTs: string;
    readonly now: number;
    readonly label: AiLabel;
    readonly handle: string;
  },
): Promise<PostOutcome> {
  const { fileId, channel, threadTs, now, label, handle } = target;
  const outcome = await outbound(video.workspace, 'files.completeUploadExternal', () =>
    client.files.completeUploadExternal({
      files: [{ id: fileId, title: fileTitle(video, label) }],
      channel_id: channel,
      thread_ts: threadTs,
      initial_comment: replyMessage(video, 'result', { now, label, handle }).text,
    }),
  );
  if (outcome.kind !== 'answered') return outcome;
  const completed = completedSchema.safeParse(outcome.answer).data;
  return completed?.files.some(({ id }) => id === fileId)
    ? { kind: 'done', channel, ts: null, inThread: true }
    : { kind: 'unknown' };
}

/** Finds a file's message through the file itself. Needs no access to the channel's history. */
export async function findFile(
  outbound: Outbound,
  client: Pick<SlackClient, 'files'>,
  video: Video,
  target: { readonly fileId: string; readonly channel: string },
): Promise<FindOutcome> {
  const { fileId, channel } = target;
  const outcome = await outbound(video.workspace, 'files.info', () =>
    client.files.info({ file: fileId }),
  );
  if (outcome.kind === 'refused')
    return { kind: outcome.error === 'file_not_found' ? 'absent' : 'unreadable' };
  if (outcome.kind !== 'answered') return asRepeatable(outcome);
  const info = infoSchema.safeParse(outcome.answer).data;
  if (!info) return { kind: 'unreadable' };
  const { shares, channels, groups, ims } = info.file;
  const ts = [...(shares.public[channel] ?? []), ...(shares.private[channel] ?? [])][0]?.ts;
  if (ts !== undefined) return { kind: 'found', channel, ts };
  const isInChannel = [...channels, ...groups, ...ims].includes(channel);
  return isInChannel ? { kind: 'found', channel, ts: null } : { kind: 'absent' };
}
