import { z } from 'zod';
import type { FileUpload, SendBytes } from '../../domain/ports.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { videoAlt } from '../copy/alt-text.ts';
import type { Outbound } from '../web-api/outbound.ts';
import type { SlackClient } from '../web-api/slack-client.ts';
import { fileName } from './file-name.ts';

const uploadSchema = z.object({
  ok: z.literal(true),
  upload_url: z.url(),
  file_id: z.string().regex(/^\w{1,50}$/),
});

/**
 * The first two of Slack's three upload steps: get an upload URL, then send the bytes. The file
 * stays invisible until the third step, and Slack discards files that are never completed.
 * https://docs.slack.dev/messaging/working-with-files#upload
 */
export function createFileUpload(deps: {
  readonly clientFor: (workspace: string) => Promise<Pick<SlackClient, 'files'>>;
  readonly mayUpload: (workspace: string) => Promise<boolean>;
  readonly send: SendBytes;
  /** Whether the Web API's URL is plain http. Then the upload URL may be, too. */
  readonly plainHttp: boolean;
  readonly outbound: Outbound;
  readonly label: AiLabel;
}): FileUpload {
  const { outbound } = deps;
  return {
    permitted: deps.mayUpload,
    async store(video, file, signal) {
      const client = await deps.clientFor(video.workspace);
      const outcome = await outbound(video.workspace, 'files.getUploadURLExternal', () =>
        client.files.getUploadURLExternal({
          filename: fileName(video),
          length: file.bytes,
          alt_txt: videoAlt(video, deps.label),
        }),
      );
      if (outcome.kind === 'later') return outcome;
      if (outcome.kind === 'unknown') return { kind: 'later', afterMs: null };
      if (outcome.kind === 'refused') return { kind: 'impossible', why: outcome.error };
      const upload = uploadSchema.safeParse(outcome.answer).data;
      if (!upload || !(deps.plainHttp || upload.upload_url.startsWith('https:')))
        return { kind: 'impossible', why: 'unreadable' };
      const sent = await deps.send(upload.upload_url, file, signal);
      if (sent === 'sent') return { kind: 'stored', id: upload.file_id };
      return sent === 'failed'
        ? { kind: 'later', afterMs: null }
        : { kind: 'impossible', why: sent };
    },
  };
}
