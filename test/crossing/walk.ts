import { patience } from '../../sandbox/patience.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import { kindOf } from '../support/stand-ins.ts';
import { until } from '../support/until.ts';
import type { Side } from './two-workspaces.ts';

/** What a killed replica had claimed waits until its lease of 30 s has run out. */
const leaseOverMs = () => patience(90_000);

/** Opens the form with these words; a program that has just started may be too slow at first. */
async function open({ driver, user, marketing }: Side, text = ''): Promise<string> {
  let viewId: string | undefined;
  await until(async () => {
    ({ viewId } = await driver.command({ user, channel: marketing, text }));
    return viewId !== undefined;
  });
  return viewId ?? '';
}

/** Makes a video and answers its card, once it looks like `shows`. */
export async function make(side: Side, script: string, shows: RegExp): Promise<Message> {
  const { driver, slack, mark, marketing } = side;
  const earlier = new Set(slack.messages(marketing).map(({ ts }) => ts));
  const viewId = await open(side);
  const values = {
    script,
    video_name: `${mark} title`,
    avatar: { query: '' },
    voice: { query: '' },
  };
  // The lists may still be on their way from Jogg, or the program may have died over it.
  await until(async () => {
    if (slack.views.find({ view_id: viewId }) === undefined) return true;
    await driver.submit({ viewId, values }).catch(() => undefined);
    return slack.views.find({ view_id: viewId }) === undefined;
  });
  const isIt = (message: Message) =>
    kindOf(message) === 'card' && !earlier.has(message.ts) && shows.test(JSON.stringify(message));
  return driver.waitFor(() => slack.messages(marketing).find(isIt), leaseOverMs());
}

/** Resolves when the video of a card is there as a file. */
export const film = ({ driver, slack, marketing }: Side, { ts }: Message): Promise<Message> =>
  driver.waitFor(
    () => slack.thread(marketing, ts).find(({ files }) => files?.length),
    leaseOverMs(),
  );

/** Uses every surface of the app once, with `mark` in each word that is written. */
export async function useEverything(side: Side): Promise<void> {
  const { driver, slack, mark, user, other, marketing, general } = side;
  const press = (ts: string, actionId: string, selected: string | null = null) =>
    driver.click({ channel: marketing, user, messageTs: ts, actionId, selected });
  /** Does what opens that view until it is there, however often the program dies over it. */
  const opened = async (callbackId: string, act: () => Promise<unknown>) => {
    const view = () =>
      slack.views.stack(user).findLast((each) => each.payload['callback_id'] === callbackId);
    await until(async () => {
      await act();
      return driver.waitFor(view, patience(2_000)).then(Boolean, () => false);
    });
    return view()?.id ?? '';
  };
  const close = async () => {
    for (let view = slack.views.stack(user).at(-1); view; view = slack.views.stack(user).at(-1))
      await driver.close({ viewId: view.id });
  };

  const card = await make(side, `${mark} script`, /"share"/);
  await film(side, card);
  await make(side, `${mark} [fail: ${mark} reason]`, /❌/);
  const open2 = await make(side, `${mark} doubt [lost]`, /⚠️|✅/);
  for (const action of ['look_again', 'give_up'])
    if (JSON.stringify(open2).includes(`"${action}"`)) await press(open2.ts, action);

  for (const text of ['status', 'list', 'help', 'credits'])
    await driver.command({ user, channel: marketing, text });
  await driver.close({ viewId: await open(side, `${mark} draft`) });
  const viewId = await open(side);
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

  const said = await driver.say({ user: other, channel: marketing, text: `${mark} said` });
  const message = { channel: marketing, ts: said.ts };
  const callbackId = 'make_video_from_message';
  await opened('create_video', () => driver.shortcut({ user, callbackId, message }));
  await close();
  const bot = slack.users.find((each) => each.is_bot)?.id;
  await driver.say({ user, channel: marketing, text: `<@${bot}> ${mark} asked` });

  await until(async () => {
    await driver.openHome({ user });
    return slack.views.home(user) !== undefined;
  });
  const home = slack.views.home(user);
  if (!home) throw new Error('no Home');
  for (const [actionId, selected] of [
    ['home_search', mark],
    ['home_clear', null],
    ['home_show_failed', null],
  ] as const)
    await driver.click({ user, viewId: home.id, actionId, selected }).catch(() => undefined);
}
