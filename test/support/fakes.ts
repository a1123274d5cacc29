import { env } from 'node:process';
import { z } from 'zod';
import { appEnv, SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { createJoggSandbox, type JoggSandboxOptions } from '../../sandbox/jogg/jogg-sandbox.ts';
import { createSlackSandbox, type SlackSandboxOptions } from '../../sandbox/slack/sandbox.ts';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { slackTimeouts, timeLimit } from '../../sandbox/time-limit.ts';
import { until } from './until.ts';

/** The version of Jogg's API in this run; vitest.config.ts has a project for each. */
export const TESTED_VERSION = z.enum(['v1', 'v2']).parse(env['JOGG_API_VERSION'] ?? 'v1');
/** Jogg as observed or as documented, for `check:deep`. */
const BEHAVIOUR = z.enum(['field', 'documented']).parse(env['JOGG_BEHAVIOUR'] ?? 'field');
/** The keys of the tests, the defaults of `make`, and the parts of a video's link. */
const SECRETS = [
  ...['canary', 'Hello from Slack', 'https:', 'http:', '.mp4'],
  ...Object.values(SANDBOX_KEYS),
];

export interface FakesOptions {
  readonly jogg?: JoggSandboxOptions;
  readonly slack?: Partial<SlackSandboxOptions>;
  readonly socket?: boolean;
  /** False: only polling, no webhooks. */
  readonly webhook?: boolean;
}

/** Starts the fakes, with settings for the app: renders take 300 ms, delays are a fiftieth. */
export async function startFakes(options: FakesOptions, stateFile: string) {
  const { socket = false, webhook = true } = options;
  const port = await freePort();
  const jogg = createJoggSandbox({
    apiKeys: [SANDBOX_KEYS.joggApiKey],
    renderMs: 300,
    webhookRetryMs: 100,
    webhookTimeoutMs: timeLimit(10_000),
    behaviour: BEHAVIOUR,
    ...options.jogg,
  });
  const slack = createSlackSandbox({
    manifest: 'manifest.yml',
    ...SANDBOX_KEYS,
    ...slackTimeouts(),
    ...(socket ? {} : { appUrl: `http://127.0.0.1:${port}/slack/events` }),
    ...options.slack,
  });
  const [{ url: joggUrl }, { apiUrl }] = await Promise.all([jogg.start(), slack.start()]);
  const parentEnv = { ...env, JOGG_API_VERSION: TESTED_VERSION };
  const appOptions = { parentEnv, slackApiUrl: apiUrl, joggUrl, port, stateFile, socket, webhook };
  /** The slots of all the app's messages in a channel, in order. */
  const slots = (channel: string = MARKETING) =>
    slack.messages(channel).flatMap((each) => kindOf(each) ?? []);
  return {
    slack,
    jogg,
    driver: slack.driver,
    url: `http://127.0.0.1:${port}`,
    env: appEnv({ ...appOptions, pollScale: 0.02 }),
    slots,
    /** Resolves when a slot has this many messages. */
    shown: (slot: string, count = 1) =>
      until(() => slots().filter((each) => each.startsWith(slot)).length >= count),
    paid: () =>
      jogg.log.filter(({ method, path }) => method === 'POST' && path.includes('create_video')),
    /** Stops both. @throws if one of these log lines contains a secret. */
    async end(lines: readonly unknown[]) {
      await Promise.all([slack.stop(), jogg.stop()]);
      const secrets = [...SECRETS, ...[...jogg.endpoints.values()].map(({ secret }) => secret)];
      const leaks = lines
        .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
        .filter((line) => secrets.some((secret) => secret !== '' && line.includes(secret)));
      if (leaks.length > 0) throw new Error(`logged what nobody may read:\n${leaks.join('\n')}`);
    },
  };
}

/** The slot of the app's message, by its first block; undefined for other messages. */
export function kindOf(message: {
  blocks?: readonly { block_id?: string }[];
  metadata?: unknown;
  files?: readonly unknown[];
}) {
  if (message.files?.length) return 'result';
  return message.metadata ? message.blocks?.[0]?.block_id : undefined;
}
