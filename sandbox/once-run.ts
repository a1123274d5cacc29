import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoWorld } from './demo-world.ts';
import type { SlackSandbox } from './slack/sandbox.ts';
import type { Message } from './slack/world.ts';
import { timeLimit } from './time-limit.ts';

/** Says in a sentence why a run failed. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
}

const STEP_MS = 30_000;
const SETTLE_MS = 500;

/** What a run uses of a workspace. */
type WorkspaceApi = Pick<SlackSandbox, 'driver' | 'views' | 'channels' | 'users' | 'messages'>;

/**
 * Makes one video as the first person in #marketing, from the command to the result. `kill` kills
 * the app once its card says that Jogg renders. `paidBefore`: the number of earlier paid requests.
 * `thread`: as a person reads it.
 * @throws RunFailure unless there are exactly one card, one result and one paid request
 */
export async function runOnce(
  world: Pick<DemoWorld, 'jogg' | 'app'>,
  order: { readonly script: string; readonly kill: boolean; readonly paidBefore?: number },
  workspace: WorkspaceApi,
): Promise<{ readonly thread: string; readonly videoUrl: string; readonly summary: string }> {
  const { driver, users, channels, messages } = workspace;
  const channel = channels.find(({ name }) => name === 'marketing')?.id ?? '';
  const appMessages = (): Message[] =>
    channels
      .flatMap(({ id }) => messages(id))
      .filter((each) => users.find(({ id }) => id === each.user)?.is_bot && !each.for);
  /** The app's top-level messages in any channel. */
  const cards = () => appMessages().filter(({ ts, thread_ts = ts }) => thread_ts === ts);
  const results = () =>
    appMessages().filter(
      (each) => !cards().includes(each) && textOf(each).includes(users[0]?.id ?? ''),
    );
  const waitFor = async <T>(failure: string, read: () => T): Promise<NonNullable<T>> => {
    const ms = timeLimit(STEP_MS);
    return driver.waitFor(read, ms).catch(() => {
      const shown = cards().map(({ ts }) => driver.threadText(channel, ts));
      throw new RunFailure([`${failure} within ${ms / 1000} s`, ...shown].join('\n\n'));
    });
  };

  await requestVideo(workspace, channel, order.script);
  const card = await waitFor('the card was not posted', () => cards()[0]);
  if (order.kill) {
    const renders = () => textOf(card).includes('Just started');
    await waitFor('the card never said that Jogg renders', renders);
    await world.app.kill();
  }
  await waitFor('no result was posted', () => results()[0]);
  await sleep(SETTLE_MS);

  const thread = driver.threadText(channel, card.ts);
  const own = paidRequests(world).slice(order.paidBefore ?? 0);
  const counts = { card: cards(), result: results(), 'paid request': own };
  const summary = Object.entries(counts)
    .map(([word, { length }]) => `${length} ${word}${length === 1 ? '' : 's'}`)
    .join(', ');
  if (Object.values(counts).some(({ length }) => length !== 1))
    throw new RunFailure(`expected one of each, but there are: ${summary}\n\n${thread}`);
  const videoUrl = videoLinkOf(results()[0]);
  if (videoUrl === undefined) throw new RunFailure(`the result has no video link:\n\n${thread}`);
  await checkVideo(videoUrl);
  return { thread, videoUrl, summary };
}

/** Runs `/jogg` and fills in the form; takes the first option of each empty picker. */
async function requestVideo({ driver, views }: WorkspaceApi, channel: string, script: string) {
  const { viewId = '', notice, ephemeral } = await driver.command({ channel });
  const view = views.find({ view_id: viewId });
  if (view === undefined) {
    const text = notice ?? ephemeral[0]?.text ?? 'no answer came';
    throw new RunFailure(`/jogg did not open the form: ${text}`);
  }
  const pickers = view.blocks.filter(({ element }) => {
    const { type, initial_option: initial } = (element ?? {}) as Record<string, unknown>;
    return type === 'external_select' && initial === undefined;
  });
  const picked = pickers.map(({ block_id }) => [block_id, { query: '' }] as const);
  const values = { ...Object.fromEntries(picked), script };
  const sent = await driver.submit({ viewId, values }).catch((error: unknown) => {
    throw new RunFailure(`the form could not be filled in: ${messageOf(error)}`);
  });
  if (sent.notice !== undefined) throw new RunFailure(`the form was not accepted: ${sent.notice}`);
  for (const [field, text] of Object.entries(sent.errors ?? {}))
    throw new RunFailure(`the form was refused at “${field}”: ${text}`);
}

export const paidRequests = ({ jogg }: Pick<DemoWorld, 'jogg'>) =>
  jogg.log.filter((each) => each.method === 'POST' && /create_video/.test(each.path));

/** The URL of a result's video: its file, or else the first link. */
function videoLinkOf(message: Message | undefined): string | undefined {
  const file = message?.files?.[0]?.url_private;
  if (file !== undefined) return file;
  const content = JSON.stringify(message?.blocks) ?? message?.text.replaceAll('&amp;', '&') ?? '';
  return content.match(/https?:\/\/[^"\\<>|\s]+/)?.[0];
}

async function checkVideo(url: string): Promise<void> {
  const signal = AbortSignal.timeout(timeLimit(STEP_MS));
  const response = await fetch(url, { method: 'HEAD', signal }).catch((error: unknown) => {
    throw new RunFailure(`the video link cannot be opened: ${url} (${messageOf(error)})`);
  });
  const type = response.headers.get('content-type');
  if (response.status !== 200 || type !== 'video/mp4')
    throw new RunFailure(`the video link answers ${response.status} ${type}: ${url}`);
}

const textOf = (message: Message): string => JSON.stringify([message.text, message.blocks]);

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
