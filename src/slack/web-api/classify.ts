import { z } from 'zod';
import { isDirectMessage, isUser } from '../../domain/conversation.ts';
import type { PostOutcome } from '../../domain/video/outcome.ts';
import { neverSent } from '../../lib/network/network-error.ts';
import { readRetryAfter } from '../../lib/network/retry-after.ts';
import { errorClass } from './error-table.ts';

/**
 * What became of a request that did not succeed. Never carries words of an error: only listed
 * names.
 */
export type Failure = Exclude<PostOutcome, { kind: 'done' }>;

const PARKED_MS = 15 * 60_000;
/** A limit lasts at least a second, and so long where Slack does not say. */
const MIN_LIMIT_MS = 1_000;
const DEFAULT_LIMIT_MS = 30_000;

const platformSchema = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({
    error: z.string(),
    response_metadata: z.object({ retryAfter: z.number().nullish() }).nullish().catch(null),
  }),
});
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

/** Classifies what Slack's client threw. What is not listed counts as `unknown`. `now` in ms. */
export function classifyError(error: unknown, now: number): Failure {
  const limited = rateLimitedSchema.safeParse(error);
  if (limited.success) return rateLimited(limited.data.retryAfter, now);
  const platform = platformSchema.safeParse(error);
  if (platform.success) return classifyName(platform.data.data, now);
  const http = httpSchema.safeParse(error);
  if (http.success) return classifyStatus(http.data, now);
  if (requestSchema.safeParse(error).success)
    return neverSent(error) ? later(null) : { kind: 'unknown' };
  return classifyInvalidRetryAfter(error, now);
}

/**
 * Whether Slack puts off what was asked because of where it was to go, such as a workspace that an
 * organization takes its app away from: the same method works elsewhere.
 */
export function isDestinationError(error: unknown): boolean {
  const platform = platformSchema.safeParse(error);
  return platform.success && errorClass(platform.data.data.error) === 'parked';
}

/**
 * Whether what Slack's client threw means that Slack is not there: no answer, or not one of its
 * own.
 */
export function isOutage(error: unknown): boolean {
  const platform = platformSchema.safeParse(error);
  // Where an answer is no JSON, the client takes all of it for the error's name.
  if (platform.success) {
    const name = platform.data.data.error;
    return name === 'service_unavailable' || !/^\w+$/.test(name);
  }
  const http = httpSchema.safeParse(error);
  if (http.success) return http.data.statusCode >= 500;
  return classifyError(error, 0).kind !== 'later' || requestSchema.safeParse(error).success;
}

/**
 * Classifies the answer to `chat.postMessage`: it is done only where it names the message, in the
 * conversation that was asked for. `inThread` tells whether it landed in the thread asked for.
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

function classifyName(data: z.infer<typeof platformSchema>['data'], now: number): Failure {
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

function classifyStatus(http: z.infer<typeof httpSchema>, now: number): Failure {
  if (http.statusCode !== 429) return { kind: 'unknown' };
  const header = http.headers['retry-after'];
  return rateLimited(typeof header === 'string' ? header : null, now);
}

/**
 * The client knows a 429 whose header is no number only by an error without a code.
 * https://github.com/slackapi/node-slack-sdk/blob/main/packages/web-api/src/WebClient.ts
 */
function classifyInvalidRetryAfter(error: unknown, now: number): Failure {
  const message = error instanceof Error ? error.message : '';
  const match = /^Retry header did not contain a valid timeout .*retry-after header: (.*)\)$/.exec(
    message,
  );
  return match ? rateLimited(match[1] ?? null, now) : { kind: 'unknown' };
}

/** Posting to a person answers with the direct message it went to. */
function isSameChannel(requested: string, actual: string): boolean {
  return requested === actual || (isUser(requested) && isDirectMessage(actual));
}

function rateLimited(retryAfter: string | number | null, now: number): Failure {
  return later(Math.max(MIN_LIMIT_MS, readRetryAfter(retryAfter, now) ?? DEFAULT_LIMIT_MS));
}

function later(afterMs: number | null): Failure {
  return { kind: 'later', afterMs };
}
