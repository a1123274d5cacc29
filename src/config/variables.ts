import { LOG_LEVELS } from '../lib/log.ts';

export interface Variable {
  readonly name: string;
  readonly meaning: string;
  readonly fallback: string | null;
}

/** Every variable the app reads, in the order of the table in `docs/settings.md`. */
export const VARIABLES: readonly Variable[] = [
  { name: 'SLACK_BOT_TOKEN', meaning: "the workspace's bot token, `xoxb-…`", fallback: null },
  {
    name: 'SLACK_APP_TOKEN',
    meaning: 'app-level token, `xapp-…`: Socket Mode, no public address needed',
    fallback: null,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    meaning: 'HTTP mode: proves that requests to `/slack/events` come from Slack',
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
      "`v2` is Jogg's newer one, and the one that tells the balance; `v1` is the older one. Videos under way end with the version that started them",
    fallback: 'v1',
  },
  {
    name: 'JOGG_WEBHOOK_SECRET',
    meaning:
      'one or two webhook secrets, comma-separated (two while you rotate); unset: taken from Jogg when `PUBLIC_URL` is set',
    fallback: null,
  },
  {
    name: 'PUBLIC_URL',
    meaning:
      'where this app is reached from outside; set: Jogg tells it at once when a video is done',
    fallback: null,
  },
  {
    name: 'VIDEO_HOSTS',
    meaning:
      'hosts that finished videos are downloaded from, comma-separated; with a dot in front, all hosts below it; from elsewhere only the link is shown',
    fallback: '.jogg.ai',
  },
  {
    name: 'HTTPS_PROXY',
    meaning:
      'proxy on the way to Slack and Jogg, `http://user:password@host:port`; also in small letters',
    fallback: null,
  },
  {
    name: 'HTTP_PROXY',
    meaning: 'the same for plain http, and for https where `HTTPS_PROXY` is not set',
    fallback: null,
  },
  {
    name: 'NO_PROXY',
    meaning:
      'where no proxy is asked, comma-separated: `*`, `host` (with all below it), `*.host`, `host:port`, `10.0.0.0/8`',
    fallback: null,
  },
  {
    name: 'STATE_URL',
    meaning:
      'where state is kept: `sqlite://path` (`sqlite:///path` for an absolute one, `sqlite://~/path`, on Windows `sqlite:///C:/path`; a local disk), `postgres://user:password@host/database` (PostgreSQL 15 or newer) or `memory:` (forgets on restart)',
    fallback: 'sqlite://data/jogg-slack.sqlite',
  },
  { name: 'PORT', meaning: 'port of the HTTP server', fallback: '3000' },
  { name: 'HOST', meaning: 'address it listens on', fallback: '0.0.0.0' },
  {
    name: 'AI_LABEL',
    meaning:
      '`off`: results do not say “AI-generated video”; only where you label them in another way',
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

/** What may also come from a file that `NAME_FILE` names: secrets, and addresses with passwords. */
export const SECRETS: readonly string[] = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'JOGG_API_KEY',
  'JOGG_WEBHOOK_SECRET',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'STATE_URL',
];
