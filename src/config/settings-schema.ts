import { z } from 'zod';
import { LOG_LEVELS } from '../lib/log.ts';
import { readProxy } from '../lib/network/proxies.ts';

/** Where the operator finds the tokens. */
export const CREATE_APP = 'api.slack.com/apps → your app';
const UNSUPPORTED_SERVERS = /^(rediss?|mysql|mariadb|mongodb(\+srv)?):/i;
const POSTGRES = /^postgres(ql)?:/i;
const DATABASE_EXAMPLE = 'postgres://user:password@host:5432/database';
const url = (fix: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
      error: fix,
      abort: true,
    })
    .regex(/^[^?#]*$/, { error: 'must not have a ? or # part: leave it out', abort: true })
    .refine((text) => !/^https?:\/*[^/]*@/i.test(text), {
      error: 'must not have a user name or password in it: leave out all up to the @',
      abort: true,
    });

const proxy = z.string().refine((text) => readProxy(text) !== null, {
  error:
    'must be an HTTP proxy such as http://proxy.example:3128 (SOCKS is not supported). In a password, write %40 for @ and %23 for #',
});

/** Whether a connection URL names a host and a database, in the form of PostgreSQL's clients. */
function namesDatabase(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname, pathname, hash, searchParams } = new URL(text);
  const hasHost = hostname !== '' || searchParams.has('host');
  return hasHost && hash === '' && /^\/[^/]+$/.test(pathname);
}

/** Printable ASCII without quotes and spaces: the characters of tokens, all allowed in a header. */
const token = (fix: string) =>
  z.string({ error: `missing. ${fix}` }).regex(/^[!#-&(-_a-~]+$/, {
    error: `has a character that no token has, such as a quote or a space. ${fix}`,
    abort: true,
  });
const notSlackToken = (fix: string) => ({
  error: `has one of Slack's tokens in it. ${fix}`,
  abort: true,
});
const SLACK_TOKEN = /^(xapp|xox[a-z])[-.]/;

export const CREDENTIALS = `Copy it from ${CREATE_APP} → Basic Information → App Credentials`;
export const BOT_TOKEN = `Copy the Bot User OAuth Token (xoxb-…) from ${CREATE_APP} → OAuth & Permissions`;
const APP_TOKEN = `Generate one with the scope connections:write at ${CREATE_APP} → Basic Information → App-Level Tokens`;
/** The fixes for a Slack token of the wrong kind. */
export const WRONG_KIND = {
  bot: `wrong kind of token. The bot token begins with xoxb-. ${BOT_TOKEN}`,
  app: `wrong kind of token. The app-level token begins with xapp-. ${APP_TOKEN}`,
} as const;
export const SIGNING_SECRET = `Copy the Signing Secret (32 hexadecimal digits) from ${CREATE_APP} → Basic Information`;
const JOGG_KEY = 'Copy your key from app.jogg.ai → API';

const WRONG_KEY =
  'must be 32 random bytes, written as base64 (44 characters) or hexadecimal (64). Make one with: openssl rand -base64 32';

/** The 32 bytes of a key in base64, base64url or hexadecimal; null for any other text. */
function decodeKey(text: string): Uint8Array | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
}

/** Parses every variable. The messages of its issues are fixes for the operator. */
export const schema = z.object({
  SLACK_BOT_TOKEN: token(BOT_TOKEN)
    .refine((text) => !/^(xapp|xoxp)-/.test(text), WRONG_KIND.bot)
    .optional(),
  SLACK_APP_TOKEN: token(APP_TOKEN)
    .refine((text) => !/^xox[bp]-/.test(text), WRONG_KIND.app)
    .optional(),
  SLACK_SIGNING_SECRET: token(SIGNING_SECRET)
    .refine((text) => !SLACK_TOKEN.test(text), notSlackToken(SIGNING_SECRET))
    .optional(),
  SLACK_CLIENT_ID: token(CREDENTIALS)
    .refine((text) => !SLACK_TOKEN.test(text), notSlackToken(CREDENTIALS))
    .optional(),
  SLACK_CLIENT_SECRET: token(CREDENTIALS)
    .refine((text) => !SLACK_TOKEN.test(text), notSlackToken(CREDENTIALS))
    .optional(),
  TOKEN_ENCRYPTION_KEY: z
    .string()
    .transform((text) => text.split(',').map((each) => decodeKey(each.trim())))
    .refine((keys) => keys.length <= 2, {
      error: 'must be one key, or two separated by a comma: the new one first',
      abort: true,
    })
    .transform((keys, context) => {
      const valid = keys.filter((key) => key !== null);
      if (valid.length === keys.length) return valid;
      context.addIssue({ code: 'custom', message: WRONG_KEY });
      return z.NEVER;
    })
    .optional(),
  SLACK_API_URL: url('must be an http(s) address such as https://slack.com/api/'),
  JOGG_API_KEY: token(JOGG_KEY).refine((text) => !SLACK_TOKEN.test(text), notSlackToken(JOGG_KEY)),
  JOGG_API_URL: url('must be an http(s) address such as https://api.jogg.ai').refine(
    (text) => !/\/v\d+\/*$/i.test(text),
    'must not have the version in it: set JOGG_API_VERSION instead',
  ),
  JOGG_API_VERSION: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['v1', 'v2'], { error: 'must be v1 or v2' })),
  JOGG_WEBHOOK_SECRET: z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .refine(
      (secrets) => secrets.length <= 2 && secrets.every((each) => each !== ''),
      'must be one secret, or two separated by a comma',
    )
    .optional(),
  PUBLIC_URL: url('must be an http(s) address such as https://videos.example.com')
    .refine(
      (text) => !/\/(slack|jogg)\/\w+\/*$/.test(text),
      'must end before /slack/… or /jogg/…: the app adds these itself',
    )
    .optional(),
  VIDEO_HOSTS: z
    .string()
    .toLowerCase()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .refine(
      (hosts) => hosts.every((host) => /^\.?([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(host)),
      'must be host names such as .jogg.ai, separated by commas',
    ),
  HTTPS_PROXY: proxy.optional(),
  HTTP_PROXY: proxy.optional(),
  NO_PROXY: z.string().optional(),
  STATE_URL: z
    .string()
    .refine((text) => !UNSUPPORTED_SERVERS.test(text), {
      error:
        'this kind of server (redis://, mysql://) is not supported. Use sqlite://data/jogg-slack.sqlite or postgres://…',
      abort: true,
    })
    .refine((text) => !POSTGRES.test(text) || namesDatabase(text), {
      error: `must look like ${DATABASE_EXAMPLE}. In the password, write %40 for @, %23 for # and %2F for /`,
      abort: true,
    })
    .regex(/^(memory:|sqlite:\/\/.+|postgres(ql)?:\/\/.+)$/, {
      error: `must be sqlite://path (sqlite:///path for an absolute path), memory: or ${DATABASE_EXAMPLE}`,
      abort: true,
    })
    .refine(
      (text) => POSTGRES.test(text) || /[^/\\]$/.test(text),
      'names a folder. Add a file name, as in data/jogg-slack.sqlite',
    )
    .refine(
      (text) => POSTGRES.test(text) || !text.includes('?'),
      'must not have options after a ?: leave them out',
    ),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a number from 0 to 65535'),
  HOST: z
    .string()
    .regex(
      /^[\w.:%-]+$/,
      'must be an address of this machine such as 0.0.0.0 or 127.0.0.1, without http://',
    ),
  AI_LABEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['on', 'off'], { error: 'must be on or off' })),
  LOG_LEVEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })),
  POLL_INTERVAL_SCALE: z
    .string()
    .transform(Number)
    .refine((scale) => Number.isFinite(scale) && scale > 0, 'must be a number greater than 0'),
});
