import {
  ErrorCode,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it, test } from 'vitest';
import { classifyError, classifyPosted, isOutage } from '../../src/slack/web-api/classify.ts';
import { errorClass, listedErrors } from '../../src/slack/web-api/error-table.ts';
import { NOON } from './sample-video.ts';

/**
 * Every error Slack documents for the methods in use, and two of an API that is not Slack's own,
 * by what it must be taken for. https://docs.slack.dev/reference/methods/
 */
const DOCUMENTED = {
  later: `
    message_limit_exceeded rate_limited ratelimited request_timeout token_expired
    streaming_state_conflict
  `,
  parked: `
    org_login_required team_access_not_granted team_added_to_org external_channel_migrating
  `,
  unknown: `
    duplicate_channel_not_found duplicate_message_not_found fatal_error internal_error
    service_unavailable update_failed file_update_failed list_record_comment_fetch_failed
  `,
  refused: `
    as_user_not_supported channel_not_found ekm_access_denied invalid_blocks invalid_blocks_format
    invalid_metadata_format invalid_metadata_schema is_archived markdown_text_conflict
    messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large msg_blocks_too_long
    msg_too_long no_text not_in_channel restricted_action restricted_action_non_threadable_channel
    restricted_action_read_only_channel restricted_action_thread_locked
    restricted_action_thread_only_channel slack_connect_canvas_sharing_blocked
    slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked team_not_found
    too_many_attachments too_many_contact_cards cannot_reply_to_message missing_file_data
    attachment_payload_limit_exceeded access_denied account_inactive accesslimited
    deprecated_endpoint enterprise_is_restricted invalid_arg_name invalid_arguments
    invalid_array_arg invalid_auth invalid_charset invalid_form_data invalid_post_type
    method_deprecated missing_post_type missing_scope no_permission not_allowed_token_type
    not_authed token_revoked two_factor_setup_required block_mismatch cant_broadcast_message
    cant_update_message edit_window_closed invalid_attachments is_inactive message_not_found
    no_dual_broadcast_content_update cant_delete_message compliance_exports_prevent_deletion
    alt_txt_too_large file_upload_size_restricted file_uploads_disabled missing_argument
    snippet_too_large storage_limit_reached unknown_snippet_type unknown_method unknown_subtype
    channels_limit_exceeded file_not_found invalid_channel posting_to_channel_denied file_deleted
    cant_delete_file delete_not_allowed file_deleting_disabled invalid_cursor
    invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest
    method_not_supported_for_channel_type pagination_not_available thread_not_found
  `,
};

const UNKNOWN = { kind: 'unknown' };
const later = (afterMs: number | null) => ({ kind: 'later', afterMs });
const LATER = later(null);
const platform = (error: string, retryAfter?: number) =>
  new WebAPIPlatformError({
    ok: false,
    error,
    ...(retryAfter === undefined ? {} : { response_metadata: { retryAfter } }),
  });
const http = (status: number, headers: Record<string, string> = {}) =>
  new WebAPIHTTPError(status, '', headers, '<html>');
const caused = (cause: unknown) => new WebAPIRequestError(new TypeError('x', { cause }));
const network = (code?: unknown, syscall?: string) =>
  caused(Object.assign(new Error('secret'), { code }, syscall && { syscall }));
const oddLimit = (header: string, before = '', after = '') =>
  new Error(
    `${before}Retry header did not contain a valid timeout (url: https://slack.com/api/x, retry-after header: ${header})${after}`,
  );
const all = (...errors: Error[]) => caused(new AggregateError(errors));
const refusal = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
const reset = Object.assign(new Error('x'), { code: 'ECONNRESET', syscall: 'read' });
const twice = Object.assign(http(429), { headers: { 'retry-after': ['7'] } });
const circle: Error & { cause?: unknown } = new Error('x');
circle.cause = circle;

describe('an error that Slack names', () => {
  const listed = Object.entries(DOCUMENTED).flatMap(([kind, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((error): [string, string] => [error, kind]),
  );

  it.each(listed)('%s is %s', (error, kind) => {
    const limit = /^rate_?limited$/.test(error);
    const outcomes: Record<string, object> = {
      later: later(limit ? 30_000 : null),
      parked: later(15 * 60_000),
      refused: { kind: 'refused', error },
      unknown: UNKNOWN,
    };
    expect([errorClass(error), classifyError(platform(error), NOON)]).toEqual([
      kind,
      outcomes[kind],
    ]);
  });

  it('is in the table if and only if Slack documents it', () => {
    expect([...listedErrors().keys()].sort()).toEqual(listed.map(([error]) => error).sort());
  });
});

describe('a request that did not succeed', () => {
  // What went wrong, what became of the request, and whether Slack is not there at all.
  it.each<[string, unknown, object, boolean]>([
    ['an error nobody knows', platform('some_new_error'), UNKNOWN, false],
    ['no error', platform(''), UNKNOWN, true],
    ['a page', platform('<html>502 Bad Gateway</html>'), UNKNOWN, true],
    ['a page with a word in front', platform('error <html>'), UNKNOWN, true],
    ['a page with a word behind', platform('<html> error'), UNKNOWN, true],
    ['the name of a method', platform('toString'), UNKNOWN, false],
    ['the name of a prototype', platform('__proto__'), UNKNOWN, false],
    ['service_unavailable', platform('service_unavailable'), UNKNOWN, true],
    ['internal_error', platform('internal_error'), UNKNOWN, false],
    ['is_archived', platform('is_archived'), { kind: 'refused', error: 'is_archived' }, false],

    ['a limit of 7 s', new WebAPIRateLimitedError(7), later(7_000), false],
    ['a limit of 0 s', new WebAPIRateLimitedError(0), later(1_000), false],
    ['a limit of -1 s', new WebAPIRateLimitedError(-1), later(30_000), false],
    ['a limit of a day', new WebAPIRateLimitedError(86_400), later(900_000), false],
    ['a named limit of 7 s', platform('ratelimited', 7), later(7_000), false],
    ['a named limit of 0 s', platform('ratelimited', 0), later(1_000), false],
    ['a named limit of a day', platform('ratelimited', 86_400), later(900_000), false],
    ['another error with a wait', platform('request_timeout', 7), later(7_000), false],
    ['status 429 with a header', http(429, { 'retry-after': '7' }), later(7_000), false],
    ['status 429 without one', http(429), later(30_000), false],
    ['status 429 with two headers', twice, later(30_000), false],
    ['a limit by date', oddLimit('Mon, 01 Jun 2026 12:00:42 GMT'), later(42_000), false],
    ['a limit in words', oddLimit('abc'), later(30_000), false],
    ['a limit by null', oddLimit('null'), later(30_000), false],
    ['those words behind others', oddLimit('abc', 'Why? '), UNKNOWN, true],
    ['those words before others', oddLimit('abc', '', ' and more'), UNKNOWN, true],

    ['status 500', http(500), UNKNOWN, true],
    ['status 503', http(503), UNKNOWN, true],
    ['status 499', http(499), UNKNOWN, false],
    ['status 404', http(404), UNKNOWN, false],
    ['status 413', http(413), UNKNOWN, false],

    ['no listener', network('ECONNREFUSED', 'connect'), LATER, true],
    ['no such name', network('ENOTFOUND', 'getaddrinfo'), LATER, true],
    ['no name server', network('EAI_AGAIN', 'getaddrinfo'), LATER, true],
    ['no connection in time', network('UND_ERR_CONNECT_TIMEOUT'), LATER, true],
    ['a reset while connecting', network('ECONNRESET', 'connect'), LATER, true],
    ['a time-out while connecting', network('ETIMEDOUT', 'connect'), LATER, true],
    ['no route', network('EHOSTUNREACH', 'connect'), LATER, true],
    ['an expired certificate', network('CERT_HAS_EXPIRED'), LATER, true],
    ['a self-signed one', network('DEPTH_ZERO_SELF_SIGNED_CERT'), LATER, true],
    ['one in its chain', network('SELF_SIGNED_CERT_IN_CHAIN'), LATER, true],
    ['one of nobody', network('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), LATER, true],
    ['one of another name', network('ERR_TLS_CERT_ALTNAME_INVALID'), LATER, true],
    ['no TLS', network('ERR_SSL_WRONG_VERSION_NUMBER'), LATER, true],
    ['every address refusing', all(refusal, refusal), LATER, true],
    ['one of two addresses refusing', all(refusal, reset), UNKNOWN, true],
    ['no address at all', all(), UNKNOWN, true],

    ['a reset while reading', network('ECONNRESET', 'read'), UNKNOWN, true],
    ['a reset at some time', network('ECONNRESET'), UNKNOWN, true],
    ['a broken pipe', network('EPIPE', 'write'), UNKNOWN, true],
    ['a time-out while reading', network('ETIMEDOUT', 'read'), UNKNOWN, true],
    ['a socket that broke', network('UND_ERR_SOCKET'), UNKNOWN, true],
    ['no headers in time', network('UND_ERR_HEADERS_TIMEOUT'), UNKNOWN, true],
    ['no body in time', network('UND_ERR_BODY_TIMEOUT'), UNKNOWN, true],
    ['half a body', network('UND_ERR_RES_CONTENT_LENGTH_MISMATCH'), UNKNOWN, true],
    ['an error of TLS at some time', network('EPROTO'), UNKNOWN, true],
    ['a code that is none', network(7), UNKNOWN, true],
    ['no code', network(), UNKNOWN, true],
    ['no answer in time', caused(new DOMException('x', 'TimeoutError')), UNKNOWN, true],
    ['causes in a circle', new WebAPIRequestError(circle), UNKNOWN, true],

    ['a body cut short', new TypeError('terminated'), UNKNOWN, true],
    ['a bug', new TypeError('Cannot read properties of null'), UNKNOWN, true],
    ['no data', { code: ErrorCode.PlatformError }, UNKNOWN, true],
    ['no error in its data', { code: ErrorCode.PlatformError, data: {} }, UNKNOWN, true],
    ['words', 'words', UNKNOWN, true],
    ['null', null, UNKNOWN, true],
    ['nothing', undefined, UNKNOWN, true],
  ])('with %s', (_, error, outcome, outage) => {
    expect(classifyError(error, NOON)).toEqual(outcome);
    expect(isOutage(error)).toBe(outage);
  });
});

describe('an answer to a post', () => {
  const answer = { ok: true, channel: 'C1', ts: '2.2', message: { ts: '2.2', thread_ts: '1.1' } };
  const reply = { channel: 'C1', threadTs: '1.1' };
  const to = (channel: string) => ({ channel, threadTs: null });
  const done = { kind: 'done', channel: 'C1', ts: '2.2', inThread: true };

  test.each<[string, object, Parameters<typeof classifyPosted>[1], object]>([
    ['in the thread asked for', answer, reply, done],
    ['without its message', { ok: true, channel: 'C1', ts: '2.2' }, reply, done],
    ['where no thread was asked for', answer, to('C1'), done],
    ['that left its thread', { ...answer, message: {} }, reply, { ...done, inThread: false }],
    [
      'in another thread',
      { ...answer, message: { thread_ts: '9.9' } },
      reply,
      { ...done, inThread: false },
    ],
    ['to a person', { ...answer, channel: 'D7' }, to('U1'), { ...done, channel: 'D7' }],
    ['to a guest', { ...answer, channel: 'D7' }, to('W1'), { ...done, channel: 'D7' }],
    ['by a whole time', { ...answer, ts: '178.000100' }, to('C1'), { ...done, ts: '178.000100' }],
  ])('is done: one %s', (_, posted, asked, outcome) => {
    expect(classifyPosted(posted, asked)).toEqual(outcome);
  });

  test.each<[string, unknown, Parameters<typeof classifyPosted>[1]]>([
    ...[undefined, '', 2.2, 'x1.2', '1.2x', '1', '.2', '1.', '1x2'].map(
      (ts) => [`the time ${ts}`, { ...answer, ts }, reply] as [string, unknown, typeof reply],
    ),
    ['no channel', { ...answer, channel: undefined }, reply],
    ['another channel', { ...answer, channel: 'C2' }, reply],
    ['a direct message for a channel', { ...answer, channel: 'D7' }, to('C1')],
    ['a direct message for C1U', { ...answer, channel: 'D7' }, to('C1U')],
    ['a channel for a person', answer, to('U1')],
    ['ok: false', { ...answer, ok: false }, reply],
    ['nothing', {}, reply],
    ['a list', [], reply],
    ['null', null, reply],
    ['a page', '<html>', reply],
  ])('leaves doubt where it names %s', (_, posted, asked) => {
    expect(classifyPosted(posted, asked)).toEqual(UNKNOWN);
  });
});
