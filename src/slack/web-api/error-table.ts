/**
 * What a Slack error says about the request. `later`, `parked` (much later) and `refused`: it had
 * no effect. `unknown`: it may have had one.
 */
export type ErrorClass = 'later' | 'parked' | 'refused' | 'unknown';

/**
 * Every documented error of the methods in use. An error that is not listed counts as `unknown`.
 * https://docs.slack.dev/reference/methods/chat.postMessage/ · chat.update · chat.delete ·
 * files.getUploadURLExternal · files.completeUploadExternal · files.info · files.delete ·
 * conversations.history · conversations.replies
 */
const CLASSES: Readonly<Record<ErrorClass, readonly string[]>> = {
  later: [
    'message_limit_exceeded',
    'rate_limited',
    'ratelimited',
    // The request arrived incomplete.
    'request_timeout',
    'streaming_state_conflict',
    // The token is refreshed before the next try.
    'token_expired',
  ],
  parked: [
    'external_channel_migrating',
    'org_login_required',
    'team_access_not_granted',
    'team_added_to_org',
  ],
  unknown: [
    'duplicate_channel_not_found',
    'duplicate_message_not_found',
    // “It's possible some aspect of the operation succeeded.”
    'fatal_error',
    'file_update_failed',
    'internal_error',
    'list_record_comment_fetch_failed',
    'service_unavailable',
    'update_failed',
  ],
  refused: [
    'access_denied',
    'accesslimited',
    'account_inactive',
    'alt_txt_too_large',
    'as_user_not_supported',
    'attachment_payload_limit_exceeded',
    'block_mismatch',
    'cannot_reply_to_message',
    'cant_broadcast_message',
    'cant_delete_file',
    'cant_delete_message',
    'cant_update_message',
    'channel_not_found',
    'channels_limit_exceeded',
    'compliance_exports_prevent_deletion',
    'delete_not_allowed',
    'deprecated_endpoint',
    'edit_window_closed',
    'ekm_access_denied',
    'enterprise_is_restricted',
    'file_deleted',
    'file_deleting_disabled',
    'file_not_found',
    'file_upload_size_restricted',
    'file_uploads_disabled',
    'invalid_arg_name',
    'invalid_arguments',
    'invalid_array_arg',
    'invalid_attachments',
    'invalid_auth',
    'invalid_blocks',
    'invalid_blocks_format',
    'invalid_channel',
    'invalid_charset',
    'invalid_cursor',
    'invalid_form_data',
    'invalid_metadata_filter_keys',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'invalid_post_type',
    'invalid_ts_latest',
    'invalid_ts_oldest',
    'is_archived',
    'is_inactive',
    'markdown_text_conflict',
    'message_not_found',
    'messages_tab_disabled',
    'metadata_must_be_sent_from_app',
    'metadata_too_large',
    'method_deprecated',
    'method_not_supported_for_channel_type',
    'missing_argument',
    'missing_file_data',
    'missing_post_type',
    'missing_scope',
    'msg_blocks_too_long',
    'msg_too_long',
    'no_dual_broadcast_content_update',
    'no_permission',
    'no_text',
    'not_allowed_token_type',
    'not_authed',
    'not_in_channel',
    'pagination_not_available',
    'posting_to_channel_denied',
    'restricted_action',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
    'slack_connect_canvas_sharing_blocked',
    'slack_connect_file_link_sharing_blocked',
    'slack_connect_lists_sharing_blocked',
    'snippet_too_large',
    'storage_limit_reached',
    'team_not_found',
    'thread_not_found',
    'token_revoked',
    'too_many_attachments',
    'too_many_contact_cards',
    'two_factor_setup_required',
    'unknown_method',
    'unknown_snippet_type',
    'unknown_subtype',
  ],
};

const CLASS_OF: ReadonlyMap<string, ErrorClass> = new Map(
  (['later', 'parked', 'unknown', 'refused'] as const).flatMap((kind) =>
    CLASSES[kind].map((error) => [error, kind] as const),
  ),
);

/** The class of one of Slack's error names. */
export function errorClass(error: string): ErrorClass {
  return CLASS_OF.get(error) ?? 'unknown';
}

/** All listed errors with their classes. */
export function listedErrors(): ReadonlyMap<string, ErrorClass> {
  return CLASS_OF;
}
