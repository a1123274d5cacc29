import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoWorld } from './demo-world.ts';
import { patience } from './patience.ts';
import { ADA, APP, MARKETING } from './slack/seed.ts';
import type { Message } from './slack/world.ts';

/** Why a run did not end as it should, in a sentence. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
}

const STEP_MS = 30_000;
/** What comes twice comes soon after. */
const SETTLE_MS = 500;

/**
 * One run as Ada in #marketing: command, form, suggestions, submission, result. With `kill` the app
 * is killed once its card says that Jogg renders. `thread`: as a person reads it.
 * @throws RunFailure where there is not one card, one result and one paid request
 */
export async function runOnce(
  world: DemoWorld,
  order: { readonly script: string; readonly kill: boolean },
): Promise<{ readonly thread: string; readonly videoUrl: string; readonly summary: string }> {
  await orderVideo(world, order.script);
  const card = await seen(world, 'the card was not posted', () => cards(world)[0]);
  if (order.kill) {
    const renders = () => textOf(card).includes('Just started');
    await seen(world, 'the card never said that Jogg renders', renders);
    await world.app.kill();
  }
  await seen(world, 'no result was posted', () => results(world)[0]);
  await sleep(SETTLE_MS);

  const thread = world.slack.driver.threadText(MARKETING, card.ts);
  const counts = { card: cards(world), result: results(world), 'paid request': paid(world) };
  const summary = Object.entries(counts)
    .map(([word, { length }]) => `${length} ${word}${length === 1 ? '' : 's'}`)
    .join(', ');
  if (Object.values(counts).some(({ length }) => length !== 1))
    throw new RunFailure(`each must be there exactly once, but there are: ${summary}\n\n${thread}`);
  const videoUrl = linkIn(results(world)[0]);
  if (videoUrl === undefined) throw new RunFailure(`the result has no video link:\n\n${thread}`);
  await checkVideo(videoUrl);
  return { thread, videoUrl, summary };
}

/** `/jogg`, and its form filled in as a person would: the first of what nobody chose. */
async function orderVideo({ slack }: DemoWorld, script: string): Promise<void> {
  const { viewId, notice, ephemeral } = await slack.driver.command({ channel: MARKETING });
  const view = viewId === undefined ? undefined : slack.views.find({ view_id: viewId });
  if (view === undefined) {
    const words = notice ?? ephemeral[0]?.text ?? 'nothing came';
    throw new RunFailure(`/jogg did not open the form: ${words}`);
  }
  const pickers = view.blocks.filter(({ element }) => {
    const { type, initial_option: given } = (element ?? {}) as Record<string, unknown>;
    return type === 'external_select' && given === undefined;
  });
  const picked = pickers.map(({ block_id }) => [block_id, { query: '' }] as const);
  const values = { ...Object.fromEntries(picked), script };
  const sent = await slack.driver.submit({ viewId: view.id, values }).catch((error: unknown) => {
    throw new RunFailure(`the form could not be filled in: ${messageOf(error)}`);
  });
  if (sent.notice !== undefined) throw new RunFailure(`the form was not taken: ${sent.notice}`);
  for (const [field, words] of Object.entries(sent.errors ?? {}))
    throw new RunFailure(`the form was refused at “${field}”: ${words}`);
}

/** What the app opened threads with, anywhere. */
const cards = (world: DemoWorld): Message[] => ours(world).filter((each) => !isReply(each));

/** Its replies that call for the requester. */
const results = (world: DemoWorld): Message[] =>
  ours(world).filter((each) => isReply(each) && textOf(each).includes(ADA));

const ours = ({ slack }: DemoWorld): Message[] =>
  slack.channels
    .flatMap((channel) => slack.messages(channel.id))
    .filter((each) => each.user === APP.botUser && each.for === undefined);

const isReply = ({ ts, thread_ts = ts }: Message): boolean => thread_ts !== ts;

const paid = ({ jogg }: DemoWorld) =>
  jogg.log.filter((each) => each.method === 'POST' && /create_video/.test(each.path));

/** Where the film of a result is: its file, else the first link. */
function linkIn(message: Message | undefined): string | undefined {
  const file = message?.files?.[0]?.url_private;
  if (file !== undefined) return file;
  const said = JSON.stringify(message?.blocks) ?? message?.text.replaceAll('&amp;', '&') ?? '';
  return said.match(/https?:\/\/[^"\\<>|\s]+/)?.[0];
}

async function checkVideo(url: string): Promise<void> {
  const signal = AbortSignal.timeout(patience(STEP_MS));
  const response = await fetch(url, { method: 'HEAD', signal }).catch((error: unknown) => {
    throw new RunFailure(`the video link cannot be opened: ${url} (${messageOf(error)})`);
  });
  const type = response.headers.get('content-type');
  if (response.status !== 200 || type !== 'video/mp4')
    throw new RunFailure(`the video link answers ${response.status} ${type}: ${url}`);
}

async function seen<T>(world: DemoWorld, otherwise: string, read: () => T) {
  const ms = patience(STEP_MS);
  try {
    return await world.slack.driver.waitFor(read, ms);
  } catch {
    const shown = cards(world).map(({ ts }) => world.slack.driver.threadText(MARKETING, ts));
    throw new RunFailure([`${otherwise} within ${ms / 1000} s`, ...shown].join('\n\n'));
  }
}

const textOf = (message: Message): string => JSON.stringify([message.text, message.blocks]);

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
