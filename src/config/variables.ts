import { LOG_LEVELS } from '../lib/log.ts';

export interface Variable {
  readonly name: string;
  readonly meaning: string;
  readonly fallback: string | null;
}

/** Every variable that the app reads, in the order of the table in `docs/settings.md`. */
export const VARIABLES: readonly Variable[] = [
  { name: 'SLACK_BOT_TOKEN', meaning: "one workspace's bot token, `xoxb-…`", fallback: null },
  {
    name: 'SLACK_APP_TOKEN',
    meaning: 'app-level token, `xapp-…`: turns on Socket Mode, which needs no public address',
    fallback: null,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    meaning: 'HTTP mode: proves that requests to `/slack/events` come from Slack',
    fallback: null,
  },
  {
    name: 'SLACK_CLIENT_ID',
    meaning:
      'with the next two and `PUBLIC_URL`, instead of `SLACK_BOT_TOKEN`: any workspace may install the app at `/slack/install` ([how](many-workspaces.md))',
    fallback: null,
  },
  { name: 'SLACK_CLIENT_SECRET', meaning: 'proves to Slack that it is your app', fallback: null },
  {
    name: 'TOKEN_ENCRYPTION_KEY',
    meaning:
      "seals the workspaces' tokens in the state: 32 bytes as base64 or hexadecimal (`openssl rand -base64 32`). Two, comma-separated, while you rotate: the first seals, each opens",
    fallback: null,
  },
  {
    name: 'SLACK_API_URL',
    meaning: 'Web API root (GovSlack, a proxy, a test server)',
    fallback: 'https://slack.com/api/',
  },
  { name: 'JOGG_API_KEY', meaning: 'the API key of your Jogg account', fallback: null },
  {
    name: 'JOGG_API_URL',
    meaning: "root of Jogg's API, without version",
    fallback: 'https://api.jogg.ai',
  },
  {
    name: 'JOGG_API_VERSION',
    meaning:
      '`v2` is newer and shows your credit balance; `v1` is older. You may switch at any time: videos in progress keep the version that started them',
    fallback: 'v1',
  },
  {
    name: 'JOGG_WEBHOOK_SECRET',
    meaning:
      'normally empty: the app registers its webhook itself. If you registered it at Jogg by hand, its secret; two, comma-separated, while you rotate',
    fallback: null,
  },
  {
    name: 'PUBLIC_URL',
    meaning:
      'public https address of this app: needed for HTTP mode, optional in Socket Mode. With it, Jogg tells the app at once when a video is done',
    fallback: null,
  },
  {
    name: 'VIDEO_HOSTS',
    meaning:
      'hosts from which finished videos are downloaded, comma-separated; `.jogg.ai` includes all hosts under it. For other hosts people see a link instead of the video',
    fallback: '.jogg.ai',
  },
  {
    name: 'HTTPS_PROXY',
    meaning: 'proxy for Slack and Jogg, `http://user:password@host:port`; lowercase names work too',
    fallback: null,
  },
  {
    name: 'HTTP_PROXY',
    meaning: 'the same for plain http, and for https if `HTTPS_PROXY` is not set',
    fallback: null,
  },
  {
    name: 'NO_PROXY',
    meaning:
      'where to use no proxy, comma-separated: `*`, `host` (and all under it), `*.host`, `host:port`, `10.0.0.0/8`',
    fallback: null,
  },
  {
    name: 'STATE_URL',
    meaning:
      'where the state is kept: `sqlite://path` on a local disk (`sqlite:///path` for an absolute path, `sqlite://~/path`, on Windows `sqlite:///C:/path`), `postgres://user:password@host/database` (PostgreSQL 15 or newer) or `memory:` (forgets on restart)',
    fallback: 'sqlite://data/jogg-slack.sqlite',
  },
  { name: 'PORT', meaning: 'port of the HTTP server', fallback: '3000' },
  {
    name: 'HOST',
    meaning:
      'address the HTTP server listens on, also in Socket Mode; `127.0.0.1` keeps it to this machine',
    fallback: '0.0.0.0',
  },
  {
    name: 'AI_LABEL',
    meaning:
      '`off`: results do not say “AI-generated video”. Only if you label them in another way',
    fallback: 'on',
  },
  {
    name: 'LOG_LEVEL',
    meaning: LOG_LEVELS.map((level) => `\`${level}\``).join(', '),
    fallback: 'info',
  },
  {
    name: 'POLL_INTERVAL_SCALE',
    meaning: 'multiplies every polling delay; for tests and the sandbox',
    fallback: '1',
  },
];

/** The settings that `NAME_FILE` can also read from a file: secrets, and URLs with passwords. */
export const SECRETS: readonly string[] = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_SECRET',
  'TOKEN_ENCRYPTION_KEY',
  'JOGG_API_KEY',
  'JOGG_WEBHOOK_SECRET',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'STATE_URL',
];
