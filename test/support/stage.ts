import { onTestFinished } from 'vitest';
import type { JoggSandbox } from '../../sandbox/jogg/jogg-sandbox.ts';
import type { FieldInput } from '../../sandbox/slack/person/driver.ts';
import { ADA, MARKETING } from '../../sandbox/slack/seed.ts';
import { createApp } from '../../src/app/index.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Log, LogFields } from '../../src/lib/log.ts';
import { type OpenState, openState } from '../../src/store/open-state.ts';
import { type FakesOptions, kindOf, startFakes } from './fakes.ts';
import { formOf, openForm } from './form.ts';
import { until } from './until.ts';

export { kindOf, until };

export interface StageOptions extends FakesOptions {
  /** Additional settings of the app. */
  readonly env?: Record<string, string>;
  /** Changes Jogg before the app starts; the stage then does not wait for its lists. */
  readonly prepare?: (jogg: JoggSandbox) => void;
  /** Opens the state, so that a test has access to it. */
  readonly open?: OpenState;
  /** A concurrent test passes its own `onTestFinished`. */
  readonly atEnd?: (end: () => Promise<void>) => void;
}

export type Stage = Awaited<ReturnType<typeof onStage>>;

/** The real app between the fakes of Slack and Jogg, until the test ends. `lines` is its log. */
export async function onStage(options: StageOptions = {}) {
  const world = await startFakes(options, 'memory');
  const { slack, jogg, driver, paid } = world;
  options.prepare?.(jogg);
  const ends: (() => Promise<void>)[] = [() => world.end(lines)];
  (options.atEnd ?? onTestFinished)(async () => {
    for (const end of ends.reverse()) await end();
  });

  const lines: { level: string; event: string; fields: LogFields }[] = [];
  const keep =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      lines.push({ level, event, fields });
  const [debug, info, warn, error] = ['debug', 'info', 'warn', 'error'].map(keep);
  const log = { debug, info, warn, error } as Log;
  const env: Record<string, string> = { ...world.env, STATE_URL: 'memory:', ...options.env };
  const { open = openState } = options;
  const run = async (over: Record<string, string> = {}) => {
    const app = await createApp({ config: readConfig({ ...env, ...over }), log, open });
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= app.stop(5_000);
      return stopped;
    };
    ends.push(stop);
    await app.start();
    return { stop };
  };
  const first = await run();
  // The test begins once the start is complete, so its requests to Jogg do not mix with it.
  if (!options.prepare)
    await until(() => lines.some(({ event }) => event.startsWith('catalogue_')));
  if (options.webhook !== false) await until(() => jogg.endpoints.size > 0);

  /** The card of a channel's latest video, once it exists. */
  const card = (channel: string = MARKETING) => driver.waitFor(() => lastCard(channel));
  const lastCard = (channel: string) =>
    slack.messages(channel).findLast((each) => kindOf(each) === 'card');

  /** Opens the form and submits it; the form chooses missing values. */
  const make = async (
    values: Record<string, FieldInput> = {},
    { user = ADA, channel = MARKETING }: { user?: string; channel?: string } = {},
  ) => {
    const { viewId } = await driver.command({ user, channel, text: '' });
    if (viewId === undefined) throw new Error('no form opened');
    const chosen = { script: 'Hello from Slack', avatar: { query: '' }, voice: { query: '' } };
    return driver.submit({ viewId, values: { ...chosen, ...values } });
  };
  /** The reply of a slot in the thread of a channel's latest card, once it exists. */
  const reply = async (slot: string, channel: string = MARKETING) => {
    const { ts } = await card(channel);
    return driver.waitFor(() => slack.thread(channel, ts).find((each) => kindOf(each) === slot));
  };

  return {
    ...world,
    env,
    lines,
    /** Slack's Web API, with a slash at its end. */
    apiUrl: env['SLACK_API_URL'] ?? '',
    stop: first.stop,
    start: run,
    card,
    cardShows: (pattern: RegExp, channel: string = MARKETING) =>
      driver.waitFor(() => pattern.test(JSON.stringify(lastCard(channel) ?? null))),
    make,
    reply,
    video: async (...given: Parameters<typeof make>) => {
      await make(...given);
      return reply('result', given[1]?.channel);
    },
    message: (text: RegExp, channel: string = MARKETING) =>
      driver.waitFor(() => slack.messages(channel).find((each) => text.test(each.text))),
    /** Presses a button of a message, by default of the channel's latest card. */
    press: async (actionId: string, at: { ts?: string; channel?: string; user?: string } = {}) => {
      const { ts, channel = MARKETING, user = ADA } = at;
      return driver.click({ channel, messageTs: ts ?? (await card(channel)).ts, actionId, user });
    },
    remix: async (part: string, at: { channel?: string; user?: string } = {}) => {
      const { channel = MARKETING, user = ADA } = at;
      const { ts, blocks } = await card(channel);
      const selected = new RegExp(`"(${part}:[^"]+)"`).exec(JSON.stringify(blocks))?.[1] ?? null;
      return driver.click({ channel, messageTs: ts, actionId: 'remix', user, selected });
    },
    /** The answer that a person sees to `/jogg` with these words in #marketing. */
    command: (text = '', user: string = ADA) => driver.command({ user, channel: MARKETING, text }),
    open: (text = '', user: string = ADA) => openForm({ slack, driver, reply }, text, user),
    form: (user: string = ADA) => formOf({ slack, driver, reply }, user),
    /** The fields of all log lines of an event, once there are this many. */
    logged: async (event: string, count = 1) => {
      const found = () => lines.filter((line) => line.event === event).map(({ fields }) => fields);
      await until(() => found().length >= count);
      return found();
    },
    moved: (to: string) =>
      until(() => lines.some((line) => line.event === 'video_moved' && line.fields['to'] === to)),
    /** The orders in the paid requests, in the same form for both versions of the API. */
    orders: () => paid().map(({ body }) => orderOf(Object(body))),
  };
}

const SHAPES = ['portrait', 'landscape', 'square'];
/** v2 nests properties that are flat in v1, and has words for v1's numbers. */
function orderOf({ voice, avatar, aspect_ratio: shape, ...rest }: Record<string, unknown>) {
  const { type: _, ...speech }: Record<string, unknown> = Object(voice);
  return { ...rest, ...speech, ...Object(avatar), aspect_ratio: SHAPES[Number(shape)] ?? shape };
}
