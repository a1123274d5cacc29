import type { EditBudget, Holds, Messenger, PostShare } from '../../domain/ports.ts';
import type { EditOutcome, FindOutcome } from '../../domain/video/outcome.ts';
import { fileOfResult } from '../../domain/video/result-file.ts';
import type { Slot, Video } from '../../domain/video/video.ts';
import { BoundedMap } from '../../lib/bounded-map.ts';
import type { Clock } from '../../lib/clock.ts';
import type { LogEvent } from '../../lib/log.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { cardMessage } from '../messages/card.ts';
import { replyMessage } from '../messages/replies.ts';
import { type CallFailure, classifyPost } from '../web-api/classify.ts';
import { createOutbound, type Outbound } from '../web-api/outbound.ts';
import type { SlackClient } from '../web-api/slack-client.ts';
import { createChannelLimit } from './channel-limit.ts';
import { BLOCK_ERRORS, fallbackMessage } from './fallback-message.ts';
import { findFile, showFile } from './file-message.ts';
import { findMessage, messageKey, searchLocation } from './find-message.ts';
import { metadataOf } from './message-metadata.ts';
import { createPostShare } from './post-share.ts';

export interface MessengerDeps {
  /** Rejects if the workspace has no installation. Then nothing is sent. */
  readonly clientFor: (workspace: string) => Promise<SlackClient>;
  readonly holds: Holds;
  readonly edits: EditBudget;
  readonly clock: Clock;
  /** The recent render time, in ms; null before the first render. */
  readonly usualMs: () => Promise<number | null>;
  readonly mayReadHistory: (workspace: string, channel: string) => Promise<boolean>;
  readonly mayReadFiles: (workspace: string) => Promise<boolean>;
  readonly logEvent: LogEvent;
  readonly label: AiLabel;
  /** The app's handle, with its @. */
  readonly handle: () => string;
}

export interface SlackMessenger extends Messenger {
  readonly share: PostShare;
  /** Other calls to Slack must use it, to respect rate limits and rejected tokens. */
  readonly outbound: Outbound;
}

const FALLBACK_DELAY_MS = 1_000;
const MAX_FALLBACK_KEYS = 1_000;

/**
 * Implements `Messenger` for Slack. Each call makes at most one request, and none while Slack must
 * not be called. Slack's answers never throw; errors of `clientFor`, `usualMs` and `mayReadHistory`
 * do. A message whose blocks Slack rejects is `later` once. It is then sent as one block of text.
 */
export function createMessenger(deps: MessengerDeps): SlackMessenger {
  const { clock, label } = deps;
  const outbound = createOutbound(deps);
  const withinChannelLimit = createChannelLimit();
  const fallbackKeys = new BoundedMap<string, true>(MAX_FALLBACK_KEYS);

  const usualMs = async ({ state }: Video) => (state === 'rendering' ? deps.usualMs() : null);
  const contentOf = async (video: Video, slot: Slot) => {
    const now = clock.now();
    const message =
      slot === 'card'
        ? cardMessage(video, { now, usualMs: await usualMs(video), label })
        : replyMessage(video, slot, { now, label, handle: deps.handle() });
    const { text, blocks } = fallbackKeys.has(keyOf(video, slot))
      ? fallbackMessage(message)
      : message;
    const [first, ...others] = blocks;
    const keyedBlocks = first
      ? [{ ...first, block_id: messageKey(video, slot) }, ...others]
      : blocks;
    return { text, blocks: keyedBlocks, metadata: metadataOf(video) };
  };

  const handleFailure = (video: Video, slot: Slot, failure: CallFailure): CallFailure => {
    const key = keyOf(video, slot);
    if (failure.kind !== 'refused' || !BLOCK_ERRORS.has(failure.error) || fallbackKeys.has(key))
      return failure;
    fallbackKeys.set(key, true);
    return { kind: 'later', afterMs: FALLBACK_DELAY_MS };
  };

  return {
    outbound,

    async post(video, slot) {
      const target = destination(video, slot);
      if (target === null) return { kind: 'refused', error: 'thread_not_found' };
      const client = await deps.clientFor(video.workspace);
      const fileId = slot === 'result' ? fileOfResult(video) : null;
      const { channel, threadTs } = target;
      if (fileId !== null && threadTs !== null)
        return withinChannelLimit(channel, () =>
          showFile(outbound, client, video, {
            fileId,
            channel,
            threadTs,
            now: clock.now(),
            label,
            handle: deps.handle(),
          }),
        );
      const content = await contentOf(video, slot);
      const outcome = await withinChannelLimit(channel, () =>
        outbound(video.workspace, 'chat.postMessage', () =>
          client.chat.postMessage({
            channel,
            ...(threadTs === null ? {} : { thread_ts: threadTs }),
            ...content,
            unfurl_links: false,
            unfurl_media: false,
          }),
        ),
      );
      return outcome.kind === 'answered'
        ? classifyPost(outcome.answer, target)
        : handleFailure(video, slot, outcome);
    },

    async edit(video, isOptional = false, slot = 'card') {
      const { channel, ts } = video.posts[slot] ?? { channel: null, ts: null };
      if (channel === null || ts === null) return { kind: 'gone', error: 'message_not_found' };
      if (isOptional && !(await deps.edits.trySpend(video.workspace))) return { kind: 'skipped' };
      const client = await deps.clientFor(video.workspace);
      const content = await contentOf(video, slot);
      const outcome = await withinChannelLimit(channel, () =>
        outbound(video.workspace, 'chat.update', () =>
          client.chat.update({ channel, ts, ...content, parse: 'none', link_names: false }),
        ),
      );
      // The budget is charged after the edit, so that nobody waits for it.
      if (!isOptional) await deps.edits.spend(video.workspace);
      return outcome.kind === 'answered'
        ? { kind: 'done' }
        : editOutcome(handleFailure(video, slot, outcome));
    },

    async find(video, slot) {
      const location = searchLocation(video, slot);
      if (location === null) return { kind: 'unreadable' };
      const client = await deps.clientFor(video.workspace);
      const fileId = slot === 'result' ? fileOfResult(video) : null;
      const { channel } = location;
      const fileOutcome: FindOutcome =
        fileId !== null && (await deps.mayReadFiles(video.workspace))
          ? await findFile(outbound, client, video, { fileId, channel })
          : { kind: 'unreadable' };
      if (fileOutcome.kind === 'found' || !(await deps.mayReadHistory(video.workspace, channel)))
        return fileOutcome;
      const threadOutcome = await withinChannelLimit(channel, () =>
        findMessage(outbound, client, video, slot, location),
      );
      return mergeFindOutcomes(fileOutcome, threadOutcome);
    },

    async discard(video, fileId) {
      const client = await deps.clientFor(video.workspace);
      const outcome = await outbound(video.workspace, 'files.delete', () =>
        client.files.delete({ file: fileId }),
      );
      return outcome.kind === 'answered' ? { kind: 'done' } : editOutcome(outcome);
    },

    share: createPostShare(deps, outbound),

    async retract(video, { channel, ts }) {
      const client = await deps.clientFor(video.workspace);
      const outcome = await withinChannelLimit(channel, () =>
        outbound(video.workspace, 'chat.delete', () => client.chat.delete({ channel, ts })),
      );
      return outcome.kind === 'answered' ? { kind: 'done' } : editOutcome(outcome);
    },
  };
}

/** Where to post a message; null for a reply without a card. */
function destination(
  video: Video,
  slot: Slot,
): { readonly channel: string; readonly threadTs: string | null } | null {
  if (slot === 'card') return video.origin;
  if (slot === 'direct') return { channel: video.requester, threadTs: null };
  const { channel, ts } = video.posts.card ?? { channel: null, ts: null };
  if (channel === null || ts === null) return null;
  return { channel, threadTs: video.origin.threadTs ?? ts };
}

/**
 * Combines two searches. The message is absent if no search found it and one search was conclusive.
 */
function mergeFindOutcomes(fileOutcome: FindOutcome, threadOutcome: FindOutcome): FindOutcome {
  if (threadOutcome.kind === 'found' || threadOutcome.kind === 'later') return threadOutcome;
  return fileOutcome.kind === 'unreadable' ? threadOutcome : fileOutcome;
}

/** Edits and deletions are idempotent, so an unknown outcome means another try. */
function editOutcome(failure: CallFailure): EditOutcome {
  switch (failure.kind) {
    case 'later':
      return failure;
    case 'unknown':
      return { kind: 'later', afterMs: null };
    case 'refused':
      return { kind: 'gone', error: failure.error };
  }
}

function keyOf(video: Video, slot: Slot): string {
  return `${video.id}/${slot}`;
}
