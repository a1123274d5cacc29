import { z } from 'zod';
import { isDirectMessage, isUser } from '../../domain/conversation.ts';
import type { PostOutcome } from '../../domain/video/outcome.ts';
import { neverSent } from '../../lib/network/network-error.ts';
import { readRetryAfter } from '../../lib/network/retry-after.ts';
import { errorClass } from './error-table.ts';
import { errorNameOf, platformErrorSchema } from './platform-error.ts';

/**
 * The outcome of a request that failed. Contains only known error names, never an error's message.
 */
export type CallFailure = Exclude<PostOutcome, { kind: 'done' }>;

const PARKED_MS = 15 * 60_000;
/** The shortest limit, and the limit if Slack names none. */
const MIN_LIMIT_MS = 1_000;
const DEFAULT_LIMIT_MS = 30_000;

const rateLimitedSchema = z.object({
  code: z.literal('slack_webapi_rate_limited_error'),
  retryAfter: z.number(),
});
const httpSchema = z.object({
  code: z.literal('slack_webapi_http_error'),
  statusCode: z.number(),
  headers: z.record(z.string(), z.unknown()).catch({}),
});
const requestSchema = z.object({ code: z.literal('slack_webapi_request_error') });
const postedSchema = z.object({
  ok: z.literal(true),
  channel: z.string().min(1),
  ts: z.string().regex(/^\d+\.\d+$/),
  message: z
    .object({ thread_ts: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** Classifies an error that Slack's client threw. An unlisted error is `unknown`. `now` in ms. */
export function classifyError(error: unknown, now: number): CallFailure {
  const limited = rateLimitedSchema.safeParse(error);
  if (limited.success) return rateLimited(limited.data.retryAfter, now);
  const platform = platformErrorSchema.safeParse(error);
  if (platform.success) return classifyName(platform.data.data, now);
  const http = httpSchema.safeParse(error);
  if (http.success) return classifyStatus(http.data, now);
  if (requestSchema.safeParse(error).success)
    return neverSent(error) ? later(null) : { kind: 'unknown' };
  return classifyInvalidRetryAfter(error, now);
}

/**
 * Whether the error concerns the destination alone, such as a workspace that an organization has
 * withdrawn from the app. The same method may succeed elsewhere.
 */
export function isDestinationError(error: unknown): boolean {
  const platform = platformErrorSchema.safeParse(error);
  return platform.success && errorClass(platform.data.data.error) === 'parked';
}

/** Whether the error means that Slack is down: no response, or a response that is not Slack's. */
export function isOutage(error: unknown): boolean {
  const name = errorNameOf(error);
  if (name !== null) return name === 'service_unavailable' || !/^\w+$/.test(name);
  const http = httpSchema.safeParse(error);
  if (http.success) return http.data.statusCode >= 500;
  return classifyError(error, 0).kind !== 'later' || requestSchema.safeParse(error).success;
}

/**
 * Classifies the answer to `chat.postMessage`. It is `done` only if it names the message in the
 * requested conversation. `inThread`: whether the message is in the requested thread.
 */
export function classifyPost(
  answer: unknown,
  target: { readonly channel: string; readonly threadTs: string | null },
): PostOutcome {
  const posted = postedSchema.safeParse(answer);
  if (!posted.success || !isSameChannel(target.channel, posted.data.channel))
    return { kind: 'unknown' };
  const { channel, ts, message } = posted.data;
  const inThread = target.threadTs === null || !message || message.thread_ts === target.threadTs;
  return { kind: 'done', channel, ts, inThread };
}

function classifyName(data: z.infer<typeof platformErrorSchema>['data'], now: number): CallFailure {
  const kind = errorClass(data.error);
  switch (kind) {
    case 'refused':
      return { kind: 'refused', error: data.error };
    case 'parked':
      return later(PARKED_MS);
    case 'later': {
      const limited = data.error === 'ratelimited' || data.error === 'rate_limited';
      const retryAfter = data.response_metadata?.retryAfter ?? null;
      return limited || retryAfter !== null ? rateLimited(retryAfter, now) : later(null);
    }
    case 'unknown':
      return { kind: 'unknown' };
  }
}

function classifyStatus(http: z.infer<typeof httpSchema>, now: number): CallFailure {
  if (http.statusCode !== 429) return { kind: 'unknown' };
  const header = http.headers['retry-after'];
  return rateLimited(typeof header === 'string' ? header : null, now);
}

/**
 * If the Retry-After header is not a number, the client throws an error without a code.
 * https://github.com/slackapi/node-slack-sdk/blob/main/packages/web-api/src/WebClient.ts
 */
function classifyInvalidRetryAfter(error: unknown, now: number): CallFailure {
  const message = error instanceof Error ? error.message : '';
  const match = /^Retry header did not contain a valid timeout .*retry-after header: (.*)\)$/.exec(
    message,
  );
  return match ? rateLimited(match[1] ?? null, now) : { kind: 'unknown' };
}

/** A post to a user id is answered with the id of the direct message. */
function isSameChannel(requested: string, actual: string): boolean {
  return requested === actual || (isUser(requested) && isDirectMessage(actual));
}

/** A request that changes nothing may also be repeated if nobody knows whether it arrived. */
export function asRepeatable(
  failure: Exclude<CallFailure, { kind: 'refused' }>,
): Extract<CallFailure, { kind: 'later' }> {
  return failure.kind === 'later' ? failure : later(null);
}

function rateLimited(retryAfter: string | number | null, now: number): CallFailure {
  return later(Math.max(MIN_LIMIT_MS, readRetryAfter(retryAfter, now) ?? DEFAULT_LIMIT_MS));
}

function later(afterMs: number | null): Extract<CallFailure, { kind: 'later' }> {
  return { kind: 'later', afterMs };
}
