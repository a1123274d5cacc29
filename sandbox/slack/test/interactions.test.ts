import { expect, it } from 'vitest';
import { ADA, ADA_AND_APP, GENERAL, GONE, GRACE, PARTNERS, VISITOR } from '../seed.ts';
import { bareApp, FORM, sandboxWith } from './start-slack.ts';

const again = { type: 'button', action_id: 'again', value: 'v1' };
const text = { type: 'plain_text', text: 'Again' };
const CARD = {
  text: 'card',
  blocks: [{ type: 'actions', block_id: 'card', elements: [{ ...again, text }] }],
};

/** A sandbox with a card in #general, and an app that accepts everything. */
async function withCard(now: () => number = Date.now) {
  const stack = new AsyncDisposableStack();
  const sandbox = stack.use(await sandboxWith({ now }));
  const payloads: Record<string, unknown>[] = [];
  stack.use(await bareApp(sandbox.slack, (payload) => String(payloads.push(payload))));
  const card = await sandbox.call('chat.postMessage', { channel: GENERAL, ...CARD });
  const { ts } = card as { ts: string };
  const press = (user: string = ADA, actionId = 'again', messageTs = ts) =>
    sandbox.slack.driver.click({ messageTs, actionId, user });
  const respond = async (body: unknown) => {
    const url = String(payloads.at(-1)?.['response_url']);
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return `${answer.status} ${await answer.text()}`;
  };
  const end = { [Symbol.asyncDispose]: () => stack.disposeAsync() };
  return { ...sandbox, driver: sandbox.slack.driver, payloads, respond, press, ts, ...end };
}

it('sends a click in a message in Slack’s format', async () => {
  await using setup = await withCard();
  const { ts, payloads } = setup;
  await setup.press(GRACE);
  const container = { type: 'message', message_ts: ts, channel_id: GENERAL, is_ephemeral: false };
  const action = { ...again, block_id: 'card', text, action_ts: expect.any(String) };
  expect(payloads).toMatchObject([
    {
      ...{ type: 'block_actions', api_app_id: 'A0JOGGAPP1', enterprise: null },
      user: { id: GRACE, username: 'grace', name: 'grace', team_id: 'T0SANDBOX1' },
      team: { id: 'T0SANDBOX1', domain: 'sandbox' },
      ...{ is_enterprise_install: false, container, actions: [action], state: { values: {} } },
      channel: { id: GENERAL, name: 'general' },
      message: { type: 'message', ts, text: 'card', bot_id: 'B0JOGGBOT1' },
      trigger_id: expect.any(String),
      response_url: expect.stringContaining('/response/'),
    },
  ]);
});

it('sends a click on an edited message as long as the button exists', async () => {
  await using setup = await withCard();
  const { ts, payloads } = setup;
  const press = { messageTs: ts, blockId: 'as-it-was', actionId: 'again' };
  await setup.driver.click(press);
  await setup.call('chat.update', { channel: GENERAL, ts, text: 'card', blocks: [] });
  await expect(setup.driver.click(press)).rejects.toThrow('This changed before you pressed it');
  expect(payloads).toMatchObject([{ actions: [{ ...again, block_id: 'card' }] }]);
});

it('sends view_closed without values to an app that requested it', async () => {
  await using setup = await withCard();
  for (const notify_on_close of [false, true]) {
    const view = { ...FORM, notify_on_close };
    const trigger_id = setup.driver.trigger(ADA);
    const answer = await setup.call('views.open', { view, trigger_id });
    await setup.driver.close({ viewId: (answer as { view: { id: string } }).view.id });
  }
  const view = { callback_id: 'create_video', state: { values: {} } };
  expect(setup.payloads).toMatchObject([{ type: 'view_closed', is_cleared: false, view }]);
});

it('rejects a click on an invisible element', async () => {
  await using setup = await withCard();
  await expect(setup.press(VISITOR)).rejects.toThrow('is not in');
  await expect(setup.press(GONE)).rejects.toThrow('deactivated');
  await expect(setup.press(ADA, 'other')).rejects.toThrow('This changed');
});

it('lets people from another organization click, but run no command or shortcut', async () => {
  await using setup = await withCard();
  const { driver } = setup;
  const card = await setup.call('chat.postMessage', { channel: PARTNERS, ...CARD });
  await setup.press(VISITOR, 'again', (card as { ts: string }).ts);
  expect(setup.payloads.at(-1)).toMatchObject({ user: { team_id: 'T0PARTNER1' } });
  const command = driver.command({ channel: PARTNERS, user: VISITOR });
  await expect(command).rejects.toThrow('organization');
  // The manifest turns the app's messages tab off for everybody.
  const direct = driver.command({ channel: ADA_AND_APP });
  await expect(direct).rejects.toThrow('Sending messages to this app has been turned off');
  const shortcut = driver.shortcut({ callbackId: 'anywhere', user: VISITOR });
  await expect(shortcut).rejects.toThrow('organization');
});

it('accepts five answers at a response URL', async () => {
  await using setup = await withCard();
  const { respond, ts: thread_ts } = setup;
  await setup.press();
  const all = { text: 'all', response_type: 'in_channel', thread_ts, replace_original: false };
  expect(await respond({ text: 'only you' })).toBe('200 ok');
  expect(await respond(all)).toBe('200 ok');
  expect(await respond({ text: 'new card', replace_original: true })).toBe('200 ok');
  expect(await respond({ blocks: [{ type: 'x' }] })).toMatch(/^400 .*invalid_blocks/);
  expect(setup.slack.messages(GENERAL)).toMatchObject([
    { text: 'new card', edited: {} },
    { text: 'only you', ephemeral: true, for: ADA },
    { text: 'all', thread_ts },
  ]);
  for (const _ of [4, 5]) await respond({ text: 'x' });
  expect(await respond({ text: 'x' })).toMatch(/^404 .*used_url/);
});

it('accepts no answer at a response URL after 30 minutes', async () => {
  let at = 1_700_000_000_000;
  await using setup = await withCard(() => at);
  await setup.press();
  at += 30 * 60_000;
  expect(await setup.respond({ text: 'x' })).toBe('200 ok');
  at += 1;
  expect(await setup.respond({ text: 'x' })).toMatch(/^404 .*expired_url/);
});

it('sends message shortcuts and global shortcuts from the manifest', async () => {
  await using setup = await withCard();
  const { driver, payloads } = setup;
  const { ts } = await driver.say({ channel: GENERAL, text: 'R&amp;D' });
  const seen = (doing: { callbackId: string; message?: { channel: string; ts: string } }) =>
    Promise.race([
      driver.shortcut(doing),
      driver.waitFor(() => payloads.at(-1)?.['callback_id'] === doing.callbackId),
    ]);
  await seen({ callbackId: 'from_message', message: { channel: GENERAL, ts } });
  expect(payloads.at(-1)).toMatchObject({
    ...{ type: 'message_action', callback_id: 'from_message', message_ts: ts },
    message: { text: 'R&amp;D', user: ADA },
    channel: { id: GENERAL, name: 'general' },
    response_url: expect.any(String),
  });
  await seen({ callbackId: 'anywhere' });
  expect(payloads.at(-1)).toMatchObject({ type: 'shortcut', trigger_id: expect.any(String) });
  expect(payloads.at(-1)).not.toHaveProperty('channel');
  const wrong = driver.shortcut({ callbackId: 'from_message' });
  await expect(wrong).rejects.toThrow('no global shortcut');
});

it('escapes &, < and > in a command as entities', async () => {
  await using setup = await withCard();
  await setup.driver.command({ text: 'a & b <c>' });
  expect(setup.payloads).toMatchObject([{ text: 'a &amp; b &lt;c&gt;', channel_name: 'general' }]);
});

it('sends only events that the manifest subscribes to, and retries failed ones', async () => {
  await using setup = await sandboxWith();
  const seen: unknown[] = [];
  await using _app = await bareApp(setup.slack, ({ event, event_id }, response, { headers }) => {
    const { 'x-slack-retry-num': num, 'x-slack-retry-reason': reason } = headers;
    seen.push([(event as { type: string }).type, event_id, num, reason]);
    response.statusCode = seen.length === 1 ? 500 : 200;
    return '';
  });
  const { driver, deliveries } = setup.slack;
  expect(await driver.event({ type: 'reaction_added' })).toBeNull();
  await driver.openHome();
  await driver.waitFor(() => deliveries.length === 2 && deliveries[1]?.outcome === 'ok');
  const id = deliveries[0]?.payload['event_id'];
  expect(seen).toEqual([
    ['app_home_opened', id, undefined, undefined],
    ['app_home_opened', id, '1', 'http_error'],
  ]);
});
