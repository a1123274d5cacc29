import { z } from 'zod';
import type { PostShare } from '../../domain/ports.ts';
import { fileToShare } from '../../domain/video/result-file.ts';
import type { Video } from '../../domain/video/video.ts';
import { type SafeLink, safeLink } from '../blocks/link.ts';
import type { Message } from '../blocks/message.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { shareMessage, shareWithFile } from '../messages/share-message.ts';
import { classifyPost } from '../web-api/classify.ts';
import type { Outbound } from '../web-api/outbound.ts';
import type { SlackClient } from '../web-api/slack-client.ts';
import { BLOCK_ERRORS, fallbackMessage } from './fallback-message.ts';
import { metadataOf } from './message-metadata.ts';

/** Slack rejects the file there. A message without the file may succeed. */
const FILE_ERRORS: ReadonlySet<string> = new Set([
  'access_denied',
  'slack_connect_file_link_sharing_blocked',
]);

const infoSchema = z.object({ file: z.object({ permalink: z.string() }) });

/**
 * Shows a result in another conversation: with its playable file if possible, otherwise with cover
 * and link. Repeats only what Slack has rejected, with less content, so at most one message
 * appears. Throws what `clientFor` and `mayReadFiles` throw.
 */
export function createPostShare(
  deps: {
    readonly clientFor: (workspace: string) => Promise<Pick<SlackClient, 'chat' | 'files'>>;
    readonly mayReadFiles: (workspace: string) => Promise<boolean>;
    readonly label: AiLabel;
  },
  outbound: Outbound,
): PostShare {
  const { label } = deps;

  /** The file's permalink; null if the app may not show the file, or if Slack does not give it. */
  const permalinkOf = async (video: Video): Promise<SafeLink | null> => {
    const file = fileToShare(video);
    if (file === null || !(await deps.mayReadFiles(video.workspace))) return null;
    const client = await deps.clientFor(video.workspace);
    const outcome = await outbound(video.workspace, 'files.info', () =>
      client.files.info({ file }),
    );
    if (outcome.kind !== 'answered') return null;
    return safeLink(infoSchema.safeParse(outcome.answer).data?.file.permalink ?? null);
  };

  return async (video, { channel, by }) => {
    const client = await deps.clientFor(video.workspace);
    const send = ({ text, blocks }: Message, unfurl_media = false) =>
      outbound(video.workspace, 'chat.postMessage', () =>
        client.chat.postMessage({
          channel,
          text,
          blocks,
          metadata: metadataOf(video),
          unfurl_links: false,
          unfurl_media,
        }),
      );
    const file = await permalinkOf(video);
    const plain = shareMessage(video, by, label);
    let outcome = await (file === null
      ? send(plain)
      : send(shareWithFile(video, { by, label, file }), true));
    if (file !== null && outcome.kind === 'refused' && FILE_ERRORS.has(outcome.error))
      outcome = await send(plain);
    // The last attempt has neither file nor image.
    if (outcome.kind === 'refused' && BLOCK_ERRORS.has(outcome.error))
      outcome = await send(fallbackMessage(plain));
    const target = { channel, threadTs: null };
    return outcome.kind === 'answered' ? classifyPost(outcome.answer, target) : outcome;
  };
}
