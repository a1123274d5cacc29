import type { z } from 'zod';
import { nearestWord } from '../lib/spelling.ts';
import { accessProblems } from './access-settings.ts';
import { type Config, ConfigError, type Problem } from './config.ts';
import { type Environment, fileVariable, readSecretFiles } from './secret-files.ts';
import { CREATE_APP, SIGNING_SECRET, schema, WRONG_KIND } from './settings-schema.ts';
import { SECRETS, VARIABLES } from './variables.ts';

/** A setting of Bolt that this app does not use. It is reported, so operators do not rely on it. */
const UNSUPPORTED = 'SLACK_STATE_SECRET';

/** Quotes around a value. Docker and some shells keep them as a part of the value. */
const QUOTED = /^["'`“”„‘’‚«»]|["'`“”„‘’‚«»]$/;
/** Neither the token for Socket Mode nor the secret for HTTP mode is set. */
const NO_CONNECTION = `missing. For Socket Mode (easiest), generate an app-level token (xapp-…) with the scope connections:write at ${CREATE_APP} → Basic Information. For HTTP mode, set SLACK_SIGNING_SECRET instead, from the same page`;
const REMOVE_QUOTES = 'has quotes around its value. Leave them out';

const SLACK_API = /^https:\/\/slack\.com\/api\/*$/;
/** The formats of Slack's secrets. The secrets of a test server may have other formats. */
const SECRET_FORMATS = [
  ['SLACK_BOT_TOKEN', /^(xoxe\.)?xoxb-/, WRONG_KIND.bot],
  ['SLACK_APP_TOKEN', /^xapp-/, WRONG_KIND.app],
  ['SLACK_SIGNING_SECRET', /^[0-9a-f]{32}$/i, `not a signing secret. ${SIGNING_SECRET}`],
] as const;

/**
 * Reads the settings from an environment and the secrets from the files that it names. An empty
 * variable counts as unset.
 * @throws {ConfigError} with every variable that is missing or wrong, and its fix.
 */
export function readConfig(env: Environment): Config {
  const files = readSecretFiles(env);
  const problems: Problem[] = [UNSUPPORTED, fileVariable(UNSUPPORTED)]
    .filter((name) => env[name])
    .map((variable) => ({
      variable,
      fix: 'not needed: this app keeps the state of each installation itself. Remove it',
    }));
  problems.push(...files.problems);
  const values = Object.fromEntries(
    VARIABLES.map(({ name, fallback }) => [
      name,
      files.values[name] ?? (env[nameAsSet(env, name)]?.trim() || (fallback ?? undefined)),
    ]),
  );
  /** The name under which the operator set a variable, or should set it. */
  const nameToShow = (name: string): string =>
    env[fileVariable(name)]?.trim() && SECRETS.includes(name)
      ? fileVariable(name)
      : nameAsSet(env, name);
  const add = (name: string, fix: string): void => {
    const variable = nameToShow(name);
    if (!problems.some((problem) => problem.variable === variable))
      problems.push({ variable, fix });
  };
  const isSet = (name: string): boolean =>
    values[name] !== undefined || Boolean(env[fileVariable(name)]?.trim());
  for (const { variable, fix } of accessProblems(isSet, values['PUBLIC_URL'])) add(variable, fix);
  const parsed = schema.safeParse(values);
  const quoted = VARIABLES.filter(({ name }) => QUOTED.test(values[name] ?? ''));
  for (const { path, message } of parsed.error?.issues ?? []) {
    const hasQuotes =
      quoted.some(({ name }) => name === path[0]) && !message.includes('such as a quote');
    add(String(path[0]), hasQuotes ? REMOVE_QUOTES : message);
  }
  for (const { name } of quoted) add(name, REMOVE_QUOTES);
  const { SLACK_SIGNING_SECRET: signing = '', SLACK_API_URL: api = '' } = values;
  if (SLACK_API.test(api))
    for (const [name, format, fix] of SECRET_FORMATS)
      if (values[name] && !format.test(values[name])) add(name, fix);
  if (!values['SLACK_APP_TOKEN'] && !signing && !env['SLACK_SIGNING_SECRET_FILE']?.trim())
    add('SLACK_APP_TOKEN', NO_CONNECTION);
  if (!parsed.success || problems.length > 0)
    throw new ConfigError([...problems, ...misspelledVariables(env)]);
  return configOf(parsed.data);
}

/** Reads `STATE_URL` alone, for commands that need no tokens, or its problem. Never throws. */
export function readStateUrl(env: Environment): string | Problem {
  const { values, problems } = readSecretFiles(env);
  const variable = 'STATE_URL' in values ? fileVariable('STATE_URL') : 'STATE_URL';
  const fileProblem = problems.find((each) => each.variable === fileVariable('STATE_URL'));
  if (fileProblem) return fileProblem;
  const fallback = VARIABLES.find(({ name }) => name === 'STATE_URL')?.fallback;
  const value = values['STATE_URL'] ?? (env['STATE_URL']?.trim() || fallback);
  const { data, error } = schema.shape.STATE_URL.safeParse(value);
  return data ?? { variable, fix: error?.issues[0]?.message ?? '' };
}

/** The name under which a variable is set: for the proxies, lowercase names come first. */
function nameAsSet(env: Environment, name: string): string {
  const lowercase = name.toLowerCase();
  return name.endsWith('_PROXY') && env[lowercase]?.trim() ? lowercase : name;
}

/**
 * Variables whose names look like misspelled settings. They do not prevent the start by themselves,
 * because they may belong to another program.
 */
export function misspelledVariables(env: Environment): Problem[] {
  const known = [...VARIABLES.map(({ name }) => name), ...SECRETS.map(fileVariable)];
  return Object.keys(env)
    .filter((name) => env[name]?.trim() && !known.includes(name))
    .filter((name) => /^(SLACK|JOGG|STATE|PUBLIC|POLL|VIDEO|LOG)_/.test(name))
    .flatMap((variable) => {
      const meant = nearestWord(variable, known, 2);
      return meant ? [{ variable, fix: `there is no such setting. Did you mean ${meant}?` }] : [];
    });
}

function configOf(env: z.output<typeof schema>): Config {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env;
  const publicUrl = env.PUBLIC_URL?.replace(/\/+$/, '') ?? null;
  return {
    slack: {
      access:
        env.SLACK_BOT_TOKEN === undefined
          ? {
              kind: 'oauth',
              clientId: env.SLACK_CLIENT_ID ?? '',
              clientSecret: env.SLACK_CLIENT_SECRET ?? '',
              sealingKeys: env.TOKEN_ENCRYPTION_KEY ?? [],
              publicUrl: publicUrl ?? '',
            }
          : { kind: 'token', botToken: env.SLACK_BOT_TOKEN },
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
    publicUrl,
    videoHosts: env.VIDEO_HOSTS,
    proxies: {
      https: env.HTTPS_PROXY ?? null,
      http: env.HTTP_PROXY ?? null,
      bypass: env.NO_PROXY ?? '',
    },
    stateUrl: env.STATE_URL,
    port: env.PORT,
    host: env.HOST,
    aiLabel: env.AI_LABEL === 'on',
    logLevel: env.LOG_LEVEL,
    pollIntervalScale: env.POLL_INTERVAL_SCALE,
  };
}
