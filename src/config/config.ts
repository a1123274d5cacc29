import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from '../lib/log.ts';
import { type ProxySettings, readProxy } from '../lib/proxies.ts';
import { likeWord } from '../lib/spelling.ts';
import { VARIABLES } from './variables.ts';

export interface Config {
  readonly slack: {
    readonly botToken: string;
    readonly apiUrl: string;
    /** Socket Mode when there is an app token, else HTTP with the signing secret. */
    readonly mode:
      | { readonly kind: 'socket'; readonly appToken: string }
      | { readonly kind: 'http'; readonly signingSecret: string };
  };
  readonly jogg: {
    readonly apiKey: string;
    readonly apiUrl: string;
    readonly version: 'v1' | 'v2';
    readonly webhookSecrets: readonly string[];
  };
  readonly publicUrl: string | null;
  /** Where finished videos may be downloaded from, to show them as files. */
  readonly videoHosts: readonly string[];
  readonly proxies: ProxySettings;
  readonly stateUrl: string;
  readonly port: number;
  readonly host: string;
  readonly logLevel: LogLevel;
  readonly pollIntervalScale: number;
}

/** One variable that stops the start: its name, what is wrong and how to mend it; never its value. */
export interface Problem {
  readonly variable: string;
  readonly fix: string;
}

/** Thrown with every problem at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`${problems.length} settings are missing or wrong`);
    this.problems = problems;
  }
}

const CREATE_APP = 'api.slack.com/apps → your app';
const SLACKS_OWN = /^https:\/\/slack\.com\/api\/*$/;
const url = (fix: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
      error: fix,
      abort: true,
    })
    .regex(/^[^?#]*$/, 'leave out what begins with ? or #');

const proxy = z.string().refine((text) => readProxy(text) !== null, {
  error:
    'must be the address of an HTTP proxy, like http://proxy.example:3128 (no SOCKS); write %40 for an @ in a password, %23 for #',
});

/** Printable ASCII without the three quotes: what a token consists of, and what a header may carry. */
const token = (fix: string) =>
  z.string({ error: fix }).regex(/^[!#-&(-_a-~]+$/, {
    error: `has a character that no token has: paste it again without quotes and spaces; ${fix}`,
    abort: true,
  });
const notSlacks = (fix: string) => ({
  error: `is one of Slack's tokens: ${fix}`,
  abort: true,
});
const SLACK_TOKEN = /^(xapp|xox[a-z])[-.]/;

const BOT_TOKEN = `copy the Bot User OAuth Token (xoxb-…) from ${CREATE_APP} → OAuth & Permissions`;
const APP_TOKEN = `make one with connections:write in ${CREATE_APP} → Basic Information → App-Level Tokens`;
const SIGNING_SECRET = `copy the Signing Secret (32 hexadecimal digits) from ${CREATE_APP} → Basic Information`;
const JOGG_KEY = 'copy your key from app.jogg.ai → API';

const schema = z.object({
  SLACK_BOT_TOKEN: token(BOT_TOKEN).refine(
    (text) => !/^(xapp|xoxp)-/.test(text),
    `is another kind of token; the bot token begins with xoxb-: ${CREATE_APP} → OAuth & Permissions`,
  ),
  SLACK_APP_TOKEN: token(APP_TOKEN)
    .refine((text) => !/^xox[bp]-/.test(text), `is not an app-level token (xapp-…): ${APP_TOKEN}`)
    .optional(),
  SLACK_SIGNING_SECRET: token(SIGNING_SECRET)
    .refine((text) => !SLACK_TOKEN.test(text), notSlacks(SIGNING_SECRET))
    .optional(),
  SLACK_API_URL: url('must be a http(s) address such as https://slack.com/api/'),
  JOGG_API_KEY: token(JOGG_KEY).refine((text) => !SLACK_TOKEN.test(text), notSlacks(JOGG_KEY)),
  JOGG_API_URL: url('must be a http(s) address such as https://api.jogg.ai').refine(
    (text) => !/\/v\d+\/*$/i.test(text),
    'leave the version out: JOGG_API_VERSION says which',
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
      'must be one secret, or two with a comma between them',
    )
    .optional(),
  PUBLIC_URL: url('must be a http(s) address such as https://videos.example.com').optional(),
  VIDEO_HOSTS: z
    .string()
    .toLowerCase()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .refine(
      (hosts) => hosts.every((host) => /^\.?([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(host)),
      'must be host names with commas between them, such as .jogg.ai',
    ),
  HTTPS_PROXY: proxy.optional(),
  HTTP_PROXY: proxy.optional(),
  NO_PROXY: z.string().optional(),
  STATE_URL: z
    .string()
    .refine((text) => !SERVERS.test(text), {
      error:
        'names a server, which this version does not support (redis://, postgres://): use sqlite://data/jogg-slack.sqlite',
      abort: true,
    })
    .regex(/^(memory:|sqlite:\/\/.+)$/, {
      error: 'must be sqlite://path (sqlite:///path for an absolute one) or memory:',
      abort: true,
    })
    .regex(
      /[^/\\]$/,
      'names a folder: put the name of a file behind it, as in data/jogg-slack.sqlite',
    )
    .regex(/^[^?]*$/, 'leave out what begins with ?: SQLite takes no options here'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number between 0 and 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number between 0 and 65535'),
  HOST: z
    .string()
    .regex(
      /^[\w.:%-]+$/,
      'must be an address of this machine such as 0.0.0.0 or ::, without http://',
    ),
  LOG_LEVEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })),
  POLL_INTERVAL_SCALE: z
    .string()
    .transform(Number)
    .refine((scale) => Number.isFinite(scale) && scale > 0, 'must be a number above 0'),
});

/** Not supported yet: named, so that nobody waits for them to work. */
const UNSUPPORTED = [
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'TOKEN_ENCRYPTION_KEY',
] as const;

/** What may stand around a value in a file for Docker or a shell, which takes it for a part of it. */
const QUOTED = /^["'`“”„‘’‚«»]|["'`“”„‘’‚«»]$/;
const UNQUOTE = 'has quotes around its value: leave them out';
const SECRETS = VARIABLES.map(({ name }) => name).filter((name) =>
  /_(TOKEN|SECRET|KEY)$/.test(name),
);
const SERVERS = /^(rediss?|postgres(ql)?|mysql|mariadb|mongodb(\+srv)?):/i;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from an environment. An empty variable counts as unset.
 * @throws {ConfigError} naming every variable that is missing or wrong, with its mend.
 */
export function readConfig(env: Environment): Config {
  const problems: Problem[] = UNSUPPORTED.filter((name) => env[name]).map((variable) => ({
    variable,
    fix: 'installing in many workspaces is not supported by this version: remove it and set SLACK_BOT_TOKEN',
  }));
  const given = Object.fromEntries(
    VARIABLES.map(({ name, fallback }) => [
      name,
      env[nameIn(env, name)]?.trim() || (fallback ?? undefined),
    ]),
  );
  const parsed = schema.safeParse(given);
  const quoted = VARIABLES.filter(({ name }) => QUOTED.test(given[name] ?? ''));
  for (const { path, message } of parsed.error?.issues ?? []) {
    const unquote = quoted.some(({ name }) => name === path[0]) && !message.includes('quotes');
    const variable = nameIn(env, String(path[0]));
    problems.push({ variable, fix: unquote ? UNQUOTE : message });
  }
  for (const variable of quoted.map(({ name }) => nameIn(env, name)))
    if (!problems.some((problem) => problem.variable === variable))
      problems.push({ variable, fix: UNQUOTE });
  for (const name of SECRETS.filter((each) => env[`${each}_FILE`]?.trim() && !given[each]))
    problems.push({
      variable: `${name}_FILE`,
      fix: `is not read by this version: set ${name} itself`,
    });
  const { SLACK_SIGNING_SECRET: signing = '', SLACK_API_URL: api = '' } = given;
  const another = signing !== '' && SLACKS_OWN.test(api) && !/^[0-9a-f]{32}$/i.test(signing);
  if (another && !problems.some(({ variable }) => variable === 'SLACK_SIGNING_SECRET'))
    problems.push({
      variable: 'SLACK_SIGNING_SECRET',
      fix: `is another value: ${SIGNING_SECRET}`,
    });
  if (!env['SLACK_APP_TOKEN']?.trim() && !env['SLACK_SIGNING_SECRET']?.trim())
    problems.push({
      variable: 'SLACK_APP_TOKEN',
      fix: `or SLACK_SIGNING_SECRET is needed: the first (xapp-…, ${CREATE_APP} → Basic Information → App-Level Tokens) for Socket Mode, the second (same page) for HTTP`,
    });
  if (!parsed.success || problems.length > 0)
    throw new ConfigError([...problems, ...misspelt(env)]);
  return configOf(parsed.data);
}

/** Under which name a variable is set: those of proxies are looked for in small letters first. */
function nameIn(env: Environment, name: string): string {
  const small = name.toLowerCase();
  return name.endsWith('_PROXY') && env[small]?.trim() ? small : name;
}

/** Variables that look like ours and are not. Alone they stop nothing: they may be another program's. */
export function misspelt(env: Environment): Problem[] {
  const ours = VARIABLES.map(({ name }) => name);
  return Object.keys(env)
    .filter((name) => env[name]?.trim() && !ours.includes(name))
    .filter((name) => /^(SLACK|JOGG|STATE|PUBLIC|POLL|VIDEO|LOG)_/.test(name))
    .flatMap((variable) => {
      const meant = likeWord(variable, ours, 2);
      return meant ? [{ variable, fix: `is unknown: did you mean ${meant}?` }] : [];
    });
}

function configOf(env: z.output<typeof schema>): Config {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env;
  return {
    slack: {
      botToken: env.SLACK_BOT_TOKEN,
      apiUrl: env.SLACK_API_URL.replace(/\/*$/, '/'),
      mode: appToken
        ? { kind: 'socket', appToken }
        : { kind: 'http', signingSecret: signingSecret ?? '' },
    },
    jogg: {
      apiKey: env.JOGG_API_KEY,
      apiUrl: env.JOGG_API_URL.replace(/\/+$/, ''),
      version: env.JOGG_API_VERSION,
      webhookSecrets: env.JOGG_WEBHOOK_SECRET ?? [],
    },
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    videoHosts: env.VIDEO_HOSTS,
    proxies: {
      https: env.HTTPS_PROXY ?? null,
      http: env.HTTP_PROXY ?? null,
      bypass: env.NO_PROXY ?? '',
    },
    stateUrl: env.STATE_URL,
    port: env.PORT,
    host: env.HOST,
    logLevel: env.LOG_LEVEL,
    pollIntervalScale: env.POLL_INTERVAL_SCALE,
  };
}
