import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../sandbox/free-port.ts';
import {
  createJoggSandbox,
  type JoggSandbox,
  type JoggSandboxOptions,
} from '../../sandbox/jogg/jogg-sandbox.ts';
import { patience, slackTimes } from '../../sandbox/patience.ts';
import type { Given } from '../../sandbox/slack/person/driver.ts';
import { createSlackSandbox, type SlackSandboxOptions } from '../../sandbox/slack/sandbox.ts';
import { ADA, MARKETING } from '../../sandbox/slack/seed.ts';
import { createApp } from '../../src/app/index.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Log, LogFields } from '../../src/lib/log.ts';
import { openState } from '../../src/store/open-state.ts';
import { checkLog } from './checked-log.ts';
import { TESTED_BEHAVIOUR, TESTED_VERSION } from './tested-version.ts';
import { until } from './until.ts';

export { until };

export interface StageOptions {
  readonly jogg?: JoggSandboxOptions;
  readonly slack?: Partial<SlackSandboxOptions>;
  /** More settings of the app. */
  readonly env?: Record<string, string>;
  readonly socket?: boolean;
  /** False: no webhooks, polling alone. */
  readonly webhook?: boolean;
  /** What Jogg is like before the app starts; then its lists are not waited for. */
  readonly prepare?: (jogg: JoggSandbox) => void;
  /** Opens the state, so that a test can hold on to it. */
  readonly open?: typeof openState;
  /**
   * Runs what it is given when the test ends; a concurrent test passes its own `onTestFinished`.
   */
  readonly atEnd?: (end: () => Promise<void>) => void;
}

const KEYS = {
  bot: 'xoxb-canary-bot',
  app: 'xapp-canary-app',
  signing: 'canary-signing',
  jogg: 'canary-jogg',
};
export type Stage = Awaited<ReturnType<typeof onStage>>;

/**
 * The real app between the stand-ins for Slack and Jogg, until the end of the test: renders take
 * 300 ms, delays are a fiftieth. `say…` what a person does; `lines` holds what was logged.
 */
export async function onStage(options: StageOptions = {}) {
  const slack = createSlackSandbox({
    manifest: 'manifest.yml',
    botToken: KEYS.bot,
    appToken: KEYS.app,
    signingSecret: KEYS.signing,
    ...slackTimes(),
    ...options.slack,
  });
  const jogg = createJoggSandbox({
    apiKeys: [KEYS.jogg],
    renderMs: 300,
    webhookRetryMs: 100,
    webhookTimeoutMs: patience(10_000),
    behaviour: TESTED_BEHAVIOUR,
    ...options.jogg,
  });
  const [{ apiUrl }, { url: joggUrl }] = await Promise.all([slack.start(), jogg.start()]);
  options.prepare?.(jogg);
  const atEnd = options.atEnd ?? onTestFinished;
  atEnd(async () => {
    for (const end of ends.reverse()) await end();
  });
  const ends: (() => Promise<void>)[] = [
    async () => checkLog(lines, ...[...jogg.endpoints.values()].map(({ secret }) => secret)),
  ];
  ends.push(
    () => slack.stop(),
    () => jogg.stop(),
  );

  const lines: { level: string; event: string; fields: LogFields }[] = [];
  const keep =
    (level: string) =>
    (event: string, fields: LogFields = {}) => {
      lines.push({ level, event, fields });
    };
  const log: Log = {
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
  };
  const port = await freePort();
  const env = {
    SLACK_BOT_TOKEN: KEYS.bot,
    ...(options.socket ? { SLACK_APP_TOKEN: KEYS.app } : { SLACK_SIGNING_SECRET: KEYS.signing }),
    SLACK_API_URL: apiUrl,
    JOGG_API_KEY: KEYS.jogg,
    JOGG_API_URL: joggUrl,
    JOGG_API_VERSION: TESTED_VERSION,
    ...(options.webhook === false ? {} : { PUBLIC_URL: `http://127.0.0.1:${port}` }),
    STATE_URL: 'memory:',
    PORT: String(port),
    HOST: '127.0.0.1',
    POLL_INTERVAL_SCALE: '0.02',
    ...options.env,
  };

  const { open = openState } = options;
  const run = async (over: Record<string, string> = {}) => {
    const app = await createApp({ config: readConfig({ ...env, ...over }), log, open });
    const stop = once(() => app.stop(5_000));
    ends.push(stop);
    await app.start();
    return { stop };
  };
  if (!options.socket) slack.setAppUrl(`http://127.0.0.1:${port}/slack/events`);
  const first = await run();
  // What follows, follows a start that is over: its requests to Jogg mix with no test's.
  if (!options.prepare)
    await until(() => lines.some(({ event }) => event.startsWith('catalogue_')));
  if (options.webhook !== false) await until(() => jogg.endpoints.size > 0);

  const { driver } = slack;
  /** The card of a channel's latest video, once it is there. */
  const card = (channel: string = MARKETING) =>
    driver.waitFor(() => slack.messages(channel).findLast((each) => kindOf(each) === 'card'));

  return {
    slack,
    jogg,
    /** What the app was started with. */
    env,
    driver,
    lines,
    url: `http://127.0.0.1:${port}`,
    /** Slack's Web API, with a slash at its end. */
    apiUrl,
    stop: first.stop,
    start: run,
    card,
    /** Opens the form and submits it; what is not given is chosen by the form. */
    make: async (
      values: Record<string, Given> = {},
      where: { user?: string; channel?: string } = {},
    ) => {
      const { user = ADA, channel = MARKETING } = where;
      const { viewId } = await driver.command({ user, channel, text: '' });
      if (viewId === undefined) throw new Error('no form opened');
      const filled = {
        script: 'Hello from Slack',
        avatar: { query: '' },
        voice: { query: '' },
        ...values,
      };
      return driver.submit({ viewId, values: filled });
    },
    /** The reply of a slot in the thread of a channel's latest card, once it is there. */
    reply: async (slot: string, channel: string = MARKETING) => {
      const root = await card(channel);
      return driver.waitFor(() =>
        slack.thread(channel, root.ts).find((each) => kindOf(each) === slot),
      );
    },
    /** The slots of all messages of ours in a channel, in order. */
    slots: (channel: string = MARKETING) =>
      slack.messages(channel).flatMap((each) => kindOf(each) ?? []),
    /** What the paid requests asked for, alike for both versions of the API. */
    asked: () =>
      jogg.log
        .filter(({ method, path }) => method === 'POST' && path.includes('create_video'))
        .map(({ body }) => askedOf(body)),
    paid: () =>
      jogg.log.filter(({ method, path }) => method === 'POST' && path.includes('create_video')),
  };
}

const SHAPES = ['portrait', 'landscape', 'square'];
const askedSchema = z
  .looseObject({
    voice: z.looseObject({ type: z.string() }).optional(),
    avatar: z.looseObject({}).optional(),
    aspect_ratio: z.union([z.string(), z.number().transform((number) => SHAPES[number])]),
  })
  .transform(({ voice, avatar, ...rest }): Record<string, unknown> => {
    const { type: _, ...speech } = voice ?? {};
    return { ...rest, ...speech, ...avatar };
  });

/** v2 nests what v1 has side by side, and has words for v1's numbers. */
function askedOf(body: unknown): Record<string, unknown> {
  return askedSchema.parse(body);
}

/** Which of our messages this is, by its first block; undefined for anybody else's. */
export function kindOf(message: {
  blocks?: readonly { block_id?: string }[];
  metadata?: unknown;
  files?: readonly unknown[];
}) {
  if (message.files?.length) return 'result';
  return message.metadata ? message.blocks?.[0]?.block_id : undefined;
}

function once(run: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= run();
    return done;
  };
}
