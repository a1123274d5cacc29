import type { KnownBlock } from '@slack/types';
import { expect, it } from 'vitest';
import { ADA, GENERAL, GONE, GRACE, PARTNERS, VISITOR } from '../seed.ts';
import { bareApp, sandboxWith } from './bench.ts';

const CARD: { text: string; blocks: KnownBlock[] } = {
  text: 'card',
  blocks: [
    {
      type: 'actions',
      block_id: 'card',
      elements: [
        {
          type: 'button',
          action_id: 'again',
          text: { type: 'plain_text', text: 'Again' },
          value: 'v1',
        },
      ],
    },
  ],
};

async function withCard(now?: () => number) {
  const stack = new AsyncDisposableStack();
  const sandbox = stack.use(await sandboxWith(now === undefined ? {} : { now }));
  const payloads: Record<string, unknown>[] = [];
  stack.use(
    await bareApp(sandbox.slack, (payload) => {
      payloads.push(payload);
      return '';
    }),
  );
  const card = await sandbox.client.chat.postMessage({ channel: GENERAL, ...CARD });
  const respond = async (body: unknown) => {
    const url = payloads.at(-1)?.['response_url'];
    const answer = await fetch(String(url), { method: 'POST', body: JSON.stringify(body) });
    return `${answer.status} ${await answer.text()}`;
  };
  return {
    ...sandbox,
    payloads,
    respond,
    ts: card.ts ?? '',
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

it('sends a click in a message as Slack shapes it', async () => {
  await using setup = await withCard();
  const { driver } = setup.slack;
  await driver.click({ messageTs: setup.ts, actionId: 'again', user: GRACE });
  expect(setup.payloads).toMatchObject([
    {
      type: 'block_actions',
      user: { id: GRACE, username: 'grace', name: 'grace', team_id: 'T0SANDBOX1' },
      api_app_id: 'A0JOGGAPP1',
      team: { id: 'T0SANDBOX1', domain: 'sandbox' },
      enterprise: null,
      is_enterprise_install: false,
      container: {
        type: 'message',
        message_ts: setup.ts,
        channel_id: GENERAL,
        is_ephemeral: false,
      },
      channel: { id: GENERAL, name: 'general' },
      message: { type: 'message', ts: setup.ts, text: 'card', bot_id: 'B0JOGGBOT1' },
      state: { values: {} },
      trigger_id: expect.any(String),
      response_url: expect.stringContaining('/response/'),
      actions: [
        {
          type: 'button',
          action_id: 'again',
          block_id: 'card',
          value: 'v1',
          text: { type: 'plain_text', text: 'Again' },
          action_ts: expect.any(String),
        },
      ],
    },
  ]);
});

it('lets nobody click what they cannot see', async () => {
  await using setup = await withCard();
  const { driver } = setup.slack;
  const press = (user: string) => driver.click({ messageTs: setup.ts, actionId: 'again', user });
  await expect(press(VISITOR)).rejects.toThrow('is not in');
  await expect(press(GONE)).rejects.toThrow('deactivated');
  await expect(driver.click({ messageTs: setup.ts, actionId: 'other' })).rejects.toThrow(
    '0 elements',
  );
});

it('lets people of another organisation click, but run no command or shortcut', async () => {
  await using setup = await withCard();
  const { driver } = setup.slack;
  const card = await setup.client.chat.postMessage({ channel: PARTNERS, ...CARD });
  await driver.click({ messageTs: card.ts ?? '', actionId: 'again', user: VISITOR });
  expect(setup.payloads.at(-1)).toMatchObject({ user: { team_id: 'T0PARTNER1' } });
  await expect(driver.command({ channel: PARTNERS, user: VISITOR })).rejects.toThrow(
    'organisation',
  );
  await expect(driver.shortcut({ callbackId: 'anywhere', user: VISITOR })).rejects.toThrow(
    'organisation',
  );
});

it('takes five answers at a response URL', async () => {
  await using setup = await withCard();
  const { driver, messages } = setup.slack;
  await driver.click({ messageTs: setup.ts, actionId: 'again' });
  expect(await setup.respond({ text: 'only you' })).toBe('200 ok');
  expect(
    await setup.respond({
      text: 'all',
      response_type: 'in_channel',
      thread_ts: setup.ts,
      replace_original: false,
    }),
  ).toBe('200 ok');
  expect(await setup.respond({ text: 'new card', replace_original: true })).toBe('200 ok');
  expect(await setup.respond({ blocks: [{ type: 'x' }] })).toMatch(/^400 .*invalid_blocks/);
  expect(messages(GENERAL)).toMatchObject([
    { text: 'new card', edited: {} },
    { text: 'only you', ephemeral: true, for: ADA },
    { text: 'all', thread_ts: setup.ts },
  ]);
  for (const _ of [4, 5]) await setup.respond({ text: 'x' });
  expect(await setup.respond({ text: 'x' })).toMatch(/^404 .*used_url/);
});

it('takes no answer at a response URL after 30 minutes', async () => {
  let at = 1_700_000_000_000;
  await using setup = await withCard(() => at);
  await setup.slack.driver.click({ messageTs: setup.ts, actionId: 'again' });
  at += 30 * 60_000;
  expect(await setup.respond({ text: 'x' })).toBe('200 ok');
  at += 1;
  expect(await setup.respond({ text: 'x' })).toMatch(/^404 .*expired_url/);
});

it('sends shortcuts of the manifest, on a message and anywhere', async () => {
  await using setup = await withCard();
  const { driver } = setup.slack;
  const said = await driver.say({ channel: GENERAL, text: 'R&amp;D' });
  const seen = (doing: { callbackId: string; message?: { channel: string; ts: string } }) =>
    Promise.race([
      driver.shortcut(doing),
      driver.waitFor(() => setup.payloads.at(-1)?.['callback_id'] === doing.callbackId),
    ]);
  await seen({ callbackId: 'from_message', message: { channel: GENERAL, ts: said.ts } });
  expect(setup.payloads.at(-1)).toMatchObject({
    type: 'message_action',
    callback_id: 'from_message',
    message_ts: said.ts,
    message: { text: 'R&amp;D', user: ADA },
    channel: { id: GENERAL, name: 'general' },
    response_url: expect.any(String),
  });
  await seen({ callbackId: 'anywhere' });
  expect(setup.payloads.at(-1)).toMatchObject({ type: 'shortcut', trigger_id: expect.any(String) });
  expect(setup.payloads.at(-1)).not.toHaveProperty('channel');
  await expect(driver.shortcut({ callbackId: 'from_message' })).rejects.toThrow(
    'no global shortcut',
  );
});

it('writes &, < and > of a command as entities', async () => {
  await using setup = await withCard();
  void setup.slack.driver.command({ text: 'a & b <c>' });
  await setup.slack.driver.waitFor(() => setup.payloads.length > 0);
  expect(setup.payloads).toMatchObject([{ text: 'a &amp; b &lt;c&gt;', channel_name: 'general' }]);
});

it('sends only the events the manifest subscribes to, again when they fail', async () => {
  await using setup = await sandboxWith();
  const seen: unknown[] = [];
  await using _app = await bareApp(setup.slack, (payload, response, { headers }) => {
    seen.push([
      (payload['event'] as { type: string }).type,
      payload['event_id'],
      headers['x-slack-retry-num'],
      headers['x-slack-retry-reason'],
    ]);
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
