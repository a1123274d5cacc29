import { createFileUpload } from '../slack/delivery/file-upload.ts';
import type { OpenInstallation } from '../tenancy/installation.ts';
import { createPrepareAudio } from '../videos/run/prepare-audio.ts';
import { createStoreFile } from '../videos/run/store-file.ts';
import type { Shared } from './open-shared.ts';
import type { TenantAccount } from './tenant-account.ts';
import type { Media } from './wire-media.ts';
import type { SlackParts } from './wire-slack.ts';

export type FileParts = ReturnType<typeof wireFiles>;

/** Moves a tenant's videos to its Slack as files, and its audio to Jogg. */
export function wireFiles(
  { config, label, clock }: Shared,
  deps: {
    readonly installation: Pick<OpenInstallation, 'botToken'>;
    readonly media: Media;
    readonly account: Pick<TenantAccount, 'client' | 'postLimiter' | 'renderer'>;
    readonly slack: Pick<SlackParts, 'client' | 'identity' | 'messenger'>;
    readonly stopping: AbortSignal;
  },
) {
  const { installation, media, account, slack, stopping } = deps;
  const storeFile = createStoreFile({
    fetchVideo: media.fetchVideo,
    upload: createFileUpload({
      clientFor: async () => slack.client,
      mayUpload: async () => slack.identity.can('files:write'),
      send: media.send,
      plainHttp: config.slack.apiUrl.startsWith('http:'),
      outbound: slack.messenger.outbound,
      label,
    }),
    poll: account.renderer.poll,
    clock,
    stopping,
  });
  const prepareAudio = createPrepareAudio({
    slackFile: (id) =>
      media.slackFile({ client: slack.client, botToken: installation.botToken }, id),
    address: media.fetchAudio,
    uploadAudio: account.client.uploadAudio,
    postLimiter: account.postLimiter,
  });
  return { storeFile, prepareAudio };
}
