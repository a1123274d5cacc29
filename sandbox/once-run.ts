import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoWorld } from './demo-world.ts';
import { patience } from './patience.ts';
import { flatten } from './slack/rules/input-state.ts';
import { ADA, APP, MARKETING } from './slack/seed.ts';
import type { Message } from './slack/world.ts';

/** Why a run did not end as it should, in a sentence. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
}

export interface OnceReport {
  /** The thread as a person reads it. */
  readonly thread: string;
  readonly videoUrl: string;
  readonly summary: string;
}

/** The longest each step may take on a quiet machine. */
const STEP_MS = 30_000;
/** What comes twice comes soon after. */
const SETTLE_MS = 1_500;

/**
 * One run as Ada in #marketing: command, form, suggestions, submission, result. With `kill` the app
 * is killed once its card says that Jogg renders. Throws `RunFailure`.
 */
export async function runOnce(
  world: DemoWorld,
  order: { readonly script: string; readonly kill: boolean },
): Promise<OnceReport> {
  await world.lists;
  await orderVideo(world, order.script);
  const card = await seen(world, 'the card was not posted', () => cards(world)[0]);
  if (order.kill) {
    await seen(world, 'the card never said that Jogg renders', () =>
      textOf(card).includes('Rendering'),
    );
    await world.app.kill();
  }
  await seen(world, 'no result was posted', () => results(world)[0]);
  await sleep(SETTLE_MS);

  const thread = world.slack.driver.threadText(MARKETING, card.ts);
  const counts = [
    counted(cards(world).length, 'card'),
    counted(results(world).length, 'result'),
    counted(paidRequests(world), 'paid request'),
  ];
  const summary = counts.map((each) => each.words).join(', ');
  if (counts.some((each) => each.count !== 1)) {
    throw new RunFailure(`each must be there exactly once, but there are: ${summary}\n\n${thread}`);
  }
  const videoUrl = linkIn(results(world)[0]);
  if (videoUrl === null) throw new RunFailure(`the result has no video link:\n\n${thread}`);
  await checkVideo(videoUrl);
  return { thread, videoUrl, summary };
}

/** `/jogg`, and its form filled in as a person would: the first avatar, the first voice. */
async function orderVideo(world: DemoWorld, script: string): Promise<void> {
  const { driver } = world.slack;
  const seenNow = await driver.command({
    user: ADA,
    channel: MARKETING,
    command: '/jogg',
    text: '',
  });
  const { viewId } = seenNow;
  if (viewId === undefined) {
    const words = seenNow.notice ?? seenNow.ephemeral[0]?.text ?? 'nothing came';
    throw new RunFailure(`/jogg did not open the form: ${words}`);
  }
  const avatar = await firstSuggestion(world, viewId, 'avatar');
  const voice = await firstSuggestion(world, viewId, 'voice');
  const sent = await driver
    .submit({ viewId, values: { script, avatar, voice } })
    .catch((error: unknown) => {
      throw new RunFailure(`the form could not be filled in: ${messageOf(error)}`);
    });
  if (sent.notice !== undefined) throw new RunFailure(`the form was not taken: ${sent.notice}`);
  for (const [field, words] of Object.entries(sent.errors ?? {})) {
    throw new RunFailure(`the form was refused at “${field}”: ${words}`);
  }
}

/** Opens a picker and takes what stands first. */
async function firstSuggestion(
  { slack }: DemoWorld,
  viewId: string,
  actionId: string,
): Promise<string> {
  const [first] = flatten(await slack.driver.suggest({ viewId, actionId, query: '' }));
  if (first === undefined) throw new RunFailure(`the form suggested no ${actionId}`);
  return first.value;
}

/** What the app opened threads with, anywhere. */
function cards(world: DemoWorld): Message[] {
  return ours(world).filter((each) => each.thread_ts === undefined || each.thread_ts === each.ts);
}

/** Its replies that call for the requester. */
function results(world: DemoWorld): Message[] {
  return ours(world).filter(
    (each) =>
      each.thread_ts !== undefined && each.thread_ts !== each.ts && textOf(each).includes(ADA),
  );
}

function ours({ slack }: DemoWorld): Message[] {
  return slack.channels
    .flatMap((channel) => slack.messages(channel.id))
    .filter((each) => each.user === APP.botUser && each.for === undefined);
}

function paidRequests({ jogg }: DemoWorld): number {
  return jogg.log.filter((each) => each.method === 'POST' && /create_video/.test(each.path)).length;
}

/** The first link of a message that leads to a film. */
function linkIn(message: Message | undefined): string | null {
  const said = JSON.stringify(message?.blocks) ?? message?.text.replaceAll('&amp;', '&') ?? '';
  return said.match(/https?:\/\/[^"\\<>|\s]+/)?.[0] ?? null;
}

async function checkVideo(url: string): Promise<void> {
  const response = await fetch(url, {
    method: 'HEAD',
    signal: AbortSignal.timeout(patience(STEP_MS)),
  }).catch((error: unknown) => {
    throw new RunFailure(`the video link cannot be opened: ${url} (${messageOf(error)})`);
  });
  const type = response.headers.get('content-type');
  if (response.status !== 200 || type !== 'video/mp4') {
    throw new RunFailure(`the video link answers ${response.status} ${type}: ${url}`);
  }
}

async function seen<T>(
  world: DemoWorld,
  otherwise: string,
  read: () => T,
): Promise<NonNullable<T>> {
  const ms = patience(STEP_MS);
  try {
    return await world.slack.driver.waitFor(read, ms);
  } catch {
    const shown = cards(world).map((each) => world.slack.driver.threadText(MARKETING, each.ts));
    throw new RunFailure([`${otherwise} within ${ms / 1000} s`, ...shown].join('\n\n'));
  }
}

const textOf = (message: Message): string => JSON.stringify([message.text, message.blocks]);

function counted(count: number, word: string): { count: number; words: string } {
  return { count, words: `${count} ${word}${count === 1 ? '' : 's'}` };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
