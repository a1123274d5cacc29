import type { Video } from '../../domain/video/video.ts';

const SCOPE = 'the app may not upload files in this workspace';
const MEMBER = 'the app is not a member of this channel';
const LARGE = 'it is too large';
const SHARED = 'a rule about channels that are shared with others does not allow it';

const REASONS: ReadonlyMap<string, string> = new Map([
  ['missing_scope', SCOPE],
  ['no_permission', SCOPE],
  ['not_allowed_token_type', SCOPE],
  ['not_in_channel', MEMBER],
  ['channel_not_found', MEMBER],
  ['file_uploads_disabled', 'this workspace does not allow files'],
  ['storage_limit_reached', 'the file storage of this workspace is full'],
  ['file_upload_size_restricted', LARGE],
  ['too_large', LARGE],
  ['slack_connect_canvas_sharing_blocked', SHARED],
  ['slack_connect_file_link_sharing_blocked', SHARED],
  ['slack_connect_lists_sharing_blocked', SHARED],
  ['unknown_method', 'this Slack does not take files'],
  ['host', 'it is kept on a server that this app does not trust'],
  ['proxy', 'the proxy of this app does not let it through'],
  ['kind', 'it is not an MP4'],
  ['download', 'it could not be downloaded'],
  ['expired', 'its link at Jogg does not work any more'],
  ['not_moved', 'it could not be brought here'],
  ['not_shown', 'Slack took it and did not show it'],
  ['no_room', 'the machine that runs this app has no room left'],
  ['no_folder', 'the machine that runs this app has no folder where it may keep it for a moment'],
  ['slow', 'bringing it here took too long'],
]);

/** Why a result has only a link; null where no file was ever promised. */
export function fileSentence({ file }: Video): string | null {
  if (file.status !== 'given_up') return null;
  const reason = REASONS.get(file.why ?? '') ?? 'Slack did not take it';
  return `The file itself is not here because ${reason}.`;
}
