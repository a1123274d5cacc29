import type { Video } from '../../domain/video/video.ts';

const SCOPE = 'the app may not upload files in this workspace';
const MEMBER = 'the app isn’t in this channel';
const LARGE = 'it is too large';
const SHARED = 'a rule for shared channels does not allow it';

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
  ['host', 'it is on a server that the app does not trust'],
  ['proxy', 'the app’s proxy does not let it through'],
  ['kind', 'it isn’t an MP4'],
  ['download', 'we couldn’t download it'],
  ['expired', 'its link at Jogg no longer works'],
  ['not_moved', 'we couldn’t bring it here'],
  ['not_shown', 'Slack took it but did not show it'],
  ['no_room', 'the app’s machine is out of disk space'],
  ['no_folder', 'the app’s machine has no folder to keep it for a moment'],
  ['slow', 'bringing it here took too long'],
]);

/** Why a result has only a link; null where no file was ever promised. */
export function fileSentence({ file }: Video): string | null {
  if (file.status !== 'given_up') return null;
  const reason = REASONS.get(file.why ?? '') ?? 'Slack did not take it';
  return `The video file isn’t here because ${reason}.`;
}
