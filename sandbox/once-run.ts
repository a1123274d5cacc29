import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoWorld } from './demo-world.ts';
import { patience } from './patience.ts';
import type { SlackSandbox } from './slack/sandbox.ts';
import type { Message } from './slack/world.ts';

/** Why a run did not end as it should, in a sentence. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
}

const STEP_MS = 30_000;
/** What comes twice comes soon after. */
const SETTLE_MS = 500;

/** A workspace, and who does what in it. */
type Place = Pick<SlackSandbox, 'driver' | 'views' | 'channels' | 'users' | 'messages'>;

/**
 * One run as the first person in #marketing: command, form, suggestions, submission, result. With
 * `kill` the app is killed once its card says that Jogg renders. `paidBefore`: the requests that
 * others have paid for. `thread`: as a person reads it.
 * @throws RunFailure where there is not one card, one result and one paid request
 */
export async function runOnce(
  world: Pick<DemoWorld, 'jogg' | 'app'>,
  order: { readonly script: string; readonly kill: boolean; readonly paidBefore?: number },
  place: Place,
): Promise<{ readonly thread: string; readonly videoUrl: string; readonly summary: string }> {
  await orderVideo(place, order.script);
  const card = await seen(place, 'the card was not posted', () => cards(place)[0]);
  if (order.kill) {
    const renders = () => textOf(card).includes('Just started');
    await seen(place, 'the card never said that Jogg renders', renders);
    await world.app.kill();
  }
  await seen(place, 'no result was posted', () => results(place)[0]);
  await sleep(SETTLE_MS);

  const thread = place.driver.threadText(marketingOf(place), card.ts);
  const own = paid(world).slice(order.paidBefore ?? 0);
  const counts = { card: cards(place), result: results(place), 'paid request': own };
  const summary = Object.entries(counts)
    .map(([word, { length }]) => `${length} ${word}${length === 1 ? '' : 's'}`)
    .join(', ');
  if (Object.values(counts).some(({ length }) => length !== 1))
    throw new RunFailure(`each must be there exactly once, but there are: ${summary}\n\n${thread}`);
  const videoUrl = linkIn(results(place)[0]);
  if (videoUrl === undefined) throw new RunFailure(`the result has no video link:\n\n${thread}`);
  await checkVideo(videoUrl);
  return { thread, videoUrl, summary };
}

/** `/jogg`, and its form filled in as a person would: the first of what nobody chose. */
async function orderVideo(place: Place, script: string): Promise<void> {
  const { viewId, notice, ephemeral } = await place.driver.command({
    channel: marketingOf(place),
  });
  const view = viewId === undefined ? undefined : place.views.find({ view_id: viewId });
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
  const sent = await place.driver.submit({ viewId: view.id, values }).catch((error: unknown) => {
    throw new RunFailure(`the form could not be filled in: ${messageOf(error)}`);
  });
  if (sent.notice !== undefined) throw new RunFailure(`the form was not taken: ${sent.notice}`);
  for (const [field, words] of Object.entries(sent.errors ?? {}))
    throw new RunFailure(`the form was refused at “${field}”: ${words}`);
}

/** What the app opened threads with, anywhere. */
const cards = (place: Place): Message[] => ours(place).filter((each) => !isReply(each));

/** Its replies that call for the requester. */
const results = (place: Place): Message[] =>
  ours(place).filter((each) => isReply(each) && textOf(each).includes(place.users[0]?.id ?? ''));

const ours = ({ channels, users, messages }: Place): Message[] =>
  channels
    .flatMap((channel) => messages(channel.id))
    .filter((each) => users.find(({ id }) => id === each.user)?.is_bot && each.for === undefined);

const marketingOf = ({ channels }: Place): string =>
  channels.find(({ name }) => name === 'marketing')?.id ?? '';

const isReply = ({ ts, thread_ts = ts }: Message): boolean => thread_ts !== ts;

export const paid = ({ jogg }: Pick<DemoWorld, 'jogg'>) =>
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

async function seen<T>(place: Place, otherwise: string, read: () => T) {
  const ms = patience(STEP_MS);
  try {
    return await place.driver.waitFor(read, ms);
  } catch {
    const channel = marketingOf(place);
    const shown = cards(place).map(({ ts }) => place.driver.threadText(channel, ts));
    throw new RunFailure([`${otherwise} within ${ms / 1000} s`, ...shown].join('\n\n'));
  }
}

const textOf = (message: Message): string => JSON.stringify([message.text, message.blocks]);

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
