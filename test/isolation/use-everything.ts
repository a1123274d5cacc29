import type { Message } from '../../sandbox/slack/world.ts';
import { kindOf } from '../support/fakes.ts';
import { until } from '../support/until.ts';
import type { Workspace } from './two-workspaces.ts';

async function open({ driver, user, marketing }: Workspace, text = ''): Promise<string> {
  return (await driver.command({ user, channel: marketing, text })).viewId ?? '';
}

/** Creates a video and returns its card once it matches `shows`. */
async function make(workspace: Workspace, script: string, shows: RegExp): Promise<Message> {
  const { driver, slack, mark, marketing } = workspace;
  const earlier = new Set(slack.messages(marketing).map(({ ts }) => ts));
  const chosen = { avatar: { query: '' }, voice: { query: '' } };
  const values = { script, video_name: `${mark} title`, ...chosen };
  await driver.submit({ viewId: await open(workspace), values });
  const isIt = (message: Message) =>
    kindOf(message) === 'card' && !earlier.has(message.ts) && shows.test(JSON.stringify(message));
  return driver.waitFor(() => slack.messages(marketing).find(isIt));
}

/** Uses every surface of the app once, with the workspace's mark in every text. */
export async function useEverything(workspace: Workspace): Promise<void> {
  const { driver, slack, mark, user, other, marketing, general } = workspace;
  const press = (ts: string, actionId: string, selected: string | null = null) =>
    driver.click({ channel: marketing, user, messageTs: ts, actionId, selected });
  /** Runs `act` and returns the id of the view that it opens. */
  const opened = async (callbackId: string, act: () => Promise<unknown>): Promise<string> => {
    await act();
    const view = await driver.waitFor(() =>
      slack.views.stack(user).findLast((each) => each.payload['callback_id'] === callbackId),
    );
    return view.id;
  };
  const close = async () => {
    for (let view = slack.views.stack(user).at(-1); view; view = slack.views.stack(user).at(-1))
      await driver.close({ viewId: view.id });
  };

  // A replica that has just met this workspace may answer later than Slack waits.
  const help = () => driver.command({ user, channel: marketing, text: 'help' });
  for (const _ of 'ab') await until(async () => (await help()).ephemeral.length > 0);
  const card = await make(workspace, `${mark} script`, /"share"/);
  await driver.waitFor(() => slack.thread(marketing, card.ts).find(({ files }) => files?.length));
  await make(workspace, `${mark} [fail: ${mark} reason]`, /❌/);
  const doubted = await make(workspace, `${mark} doubt [lost]`, /⚠️/);
  for (const action of ['look_again', 'give_up']) await press(doubted.ts, action);

  for (const text of ['status', 'list', 'help', 'credits'])
    await driver.command({ user, channel: marketing, text });
  await driver.close({ viewId: await open(workspace, `${mark} draft`) });
  const viewId = await open(workspace);
  for (const actionId of ['avatar', 'voice'])
    await driver.suggest({ viewId, actionId, query: mark.slice(0, 4) });
  await close();

  await opened('transcript', () => press(card.ts, 'transcript'));
  await close();
  const share = await opened('share_video', () => press(card.ts, 'share'));
  await driver.submit({ viewId: share, values: { conversation: general } });
  const part = /"(script:[^"]+)"/.exec(JSON.stringify(card.blocks))?.[1] ?? null;
  await opened('create_video', () => press(card.ts, 'remix', part));
  await close();

  const posted = await driver.say({ user: other, channel: marketing, text: `${mark} said` });
  const message = { channel: marketing, ts: posted.ts };
  const callbackId = 'make_video_from_message';
  await opened('create_video', () => driver.shortcut({ user, callbackId, message }));
  await close();
  const bot = slack.users.find((each) => each.is_bot)?.id;
  await driver.say({ user, channel: marketing, text: `<@${bot}> ${mark} asked` });

  await driver.openHome({ user });
  const { id: home } = await driver.waitFor(() => slack.views.home(user));
  await driver.click({ user, viewId: home, actionId: 'home_search', selected: mark });
  for (const actionId of ['home_clear', 'home_show_failed'])
    await driver.click({ user, viewId: home, actionId }).catch(() => undefined);
}
