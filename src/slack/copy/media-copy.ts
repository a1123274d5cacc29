import type { Video } from '../../domain/video/video.ts';
import type { Sentence } from './sentence.ts';

const AUDIO_UNUSABLE = 'We couldn’t use your audio';

const AUDIO_SENTENCES: Readonly<Record<string, Sentence>> = {
  gone: {
    what: `${AUDIO_UNUSABLE}: the file is gone from Slack, or the app can’t open it.`,
    remedy: 'Try again and put the file into the form once more.',
  },
  scope: {
    what: `${AUDIO_UNUSABLE}: the app isn’t allowed to read files in Slack (files:read).`,
    remedy: 'Ask the person who runs the app to reinstall it, then try again.',
  },
  too_large: {
    what: `${AUDIO_UNUSABLE}: the file is larger than 20 MB.`,
    remedy: 'Make it an mp3, or shorter, then try again.',
  },
  address: {
    what: `${AUDIO_UNUSABLE}: its link must be public, start with https and lead straight to the file.`,
    remedy: 'Upload the file to Slack instead, or try another link.',
  },
  unreachable: {
    what: `${AUDIO_UNUSABLE}: its link doesn’t lead to a file we can use.`,
    remedy: 'Open the link in a browser to check it, or upload the file to Slack.',
  },
  kind: {
    what: `${AUDIO_UNUSABLE}: it isn’t an mp3, wav or m4a file, whatever its name says.`,
    remedy: 'Save it as an mp3, then try again.',
  },
  storage: {
    what: `${AUDIO_UNUSABLE}: Jogg’s storage refused it twice.`,
    remedy:
      'Save it as an mp3 of at most 10 minutes and try again. If that fails, tell the person who runs the app (jogg_upload_failed).',
  },
};

/** Why the audio could not be used; null for a reason in Jogg's own words. */
export function audioSentence(detail: string | null): Sentence | null {
  const known = detail ?? '';
  return Object.hasOwn(AUDIO_SENTENCES, known) ? (AUDIO_SENTENCES[known] ?? null) : null;
}

const SCOPE = 'the app isn’t allowed to upload files in this workspace';
const MEMBER = 'the app isn’t in this channel';
const LARGE = 'it’s too large';
const SHARED = 'a rule for shared channels doesn’t allow it';

const REASONS: ReadonlyMap<string, string> = new Map([
  ['missing_scope', SCOPE],
  ['no_permission', SCOPE],
  ['not_allowed_token_type', SCOPE],
  ['not_in_channel', MEMBER],
  ['channel_not_found', MEMBER],
  ['file_uploads_disabled', 'this workspace doesn’t allow files'],
  ['storage_limit_reached', 'the file storage of this workspace is full'],
  ['file_upload_size_restricted', LARGE],
  ['too_large', LARGE],
  ['slack_connect_canvas_sharing_blocked', SHARED],
  ['slack_connect_file_link_sharing_blocked', SHARED],
  ['slack_connect_lists_sharing_blocked', SHARED],
  ['unknown_method', 'this Slack doesn’t accept files'],
  ['host', 'it’s on a server that the app doesn’t trust'],
  ['proxy', 'the app’s proxy doesn’t let it through'],
  ['kind', 'it isn’t an MP4'],
  ['download', 'we couldn’t download it'],
  ['expired', 'its link at Jogg no longer works'],
  ['not_moved', 'we couldn’t move it to Slack'],
  ['not_shown', 'Slack took it but didn’t show it'],
  ['no_room', 'the app’s machine is out of disk space'],
  ['no_folder', 'the app’s machine has no folder to store it in'],
  ['slow', 'moving it to Slack took too long'],
]);

/** Why a result has only a link; null if the app did not try to upload the file. */
export function fileSentence({ file }: Video): string | null {
  if (file.status !== 'given_up') return null;
  const reason = REASONS.get(file.why ?? '') ?? 'Slack didn’t take it';
  return `The video file isn’t here because ${reason}.`;
}
