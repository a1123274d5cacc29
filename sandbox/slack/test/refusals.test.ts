import { expect, it } from 'vitest';
import {
  ADA,
  ADA_AND_GRACE,
  BOARD,
  GENERAL,
  GONE,
  LEADERSHIP,
  OLD_CAMPAIGNS,
  SALES,
  VISITOR,
} from '../seed.ts';
import { FORM, MANIFEST, sandboxWith } from './bench.ts';

const LONG = (count: number) => 'x'.repeat(count);

const CALLS: [title: string, method: string, args: Record<string, unknown>, error: string][] = [
  ['no words', 'chat.postMessage', { channel: GENERAL }, 'no_text'],
  ['too many words', 'chat.postMessage', { channel: GENERAL, text: LONG(40_001) }, 'msg_too_long'],
  [
    'a thread_ts that is a date',
    'chat.postMessage',
    { channel: GENERAL, text: 'x', thread_ts: '12.3' },
    'invalid_thread_ts',
  ],
  [
    'blocks that are not JSON',
    'chat.postMessage',
    { channel: GENERAL, blocks: '[{' },
    'invalid_blocks_format',
  ],
  [
    'huge metadata',
    'chat.postMessage',
    {
      channel: GENERAL,
      text: 'x',
      metadata: { event_type: 'e', event_payload: { a: LONG(4000) } },
    },
    'metadata_too_large',
  ],
  [
    'metadata without payload',
    'chat.postMessage',
    { channel: GENERAL, text: 'x', metadata: { event_type: 'e' } },
    'invalid_metadata_schema',
  ],
  [
    'a public channel without the app',
    'chat.postMessage',
    { channel: SALES, text: 'x' },
    'not_in_channel',
  ],
  [
    'a private channel without the app',
    'chat.postMessage',
    { channel: BOARD, text: 'x' },
    'channel_not_found',
  ],
  [
    'a conversation of two people',
    'chat.postMessage',
    { channel: ADA_AND_GRACE, text: 'x' },
    'channel_not_found',
  ],
  ['an archived channel', 'chat.postMessage', { channel: OLD_CAMPAIGNS, text: 'x' }, 'is_archived'],
  ['a deactivated person', 'chat.postMessage', { channel: GONE, text: 'x' }, 'channel_not_found'],
  [
    'a person of another organisation',
    'chat.postMessage',
    { channel: VISITOR, text: 'x' },
    'channel_not_found',
  ],
  [
    'a message that is not there',
    'chat.update',
    { channel: GENERAL, ts: '1700000000.000001', text: 'x' },
    'message_not_found',
  ],
  [
    'an edit over 4000',
    'chat.update',
    { channel: GENERAL, ts: '1700000000.000001', text: LONG(4001) },
    'msg_too_long',
  ],
  [
    'a private note to somebody elsewhere',
    'chat.postEphemeral',
    { channel: LEADERSHIP, user: VISITOR, text: 'x' },
    'user_not_in_channel',
  ],
  ['a made-up trigger', 'views.open', { trigger_id: '1.2.x', view: FORM }, 'invalid_trigger_id'],
  ['an unknown view', 'views.update', { view_id: 'V0', view: FORM }, 'not_found'],
  [
    'a private channel to read',
    'conversations.replies',
    { channel: LEADERSHIP, ts: '1700000000.000001' },
    'missing_scope',
  ],
  [
    'a thread that is not there',
    'conversations.replies',
    { channel: GENERAL, ts: '1700000000.000001' },
    'thread_not_found',
  ],
  [
    'an upload nobody started',
    'files.completeUploadExternal',
    { files: [{ id: 'F0' }] },
    'file_not_found',
  ],
  ['a method of another world', 'chat.shout', {}, 'unknown_method'],
];

it.each(CALLS)('refuses %s', async (_title, method, args, error) => {
  await using setup = await sandboxWith();
  expect(await setup.call(method, args)).toMatchObject({ ok: false, error });
});

it('knows tokens from one another', async () => {
  await using setup = await sandboxWith();
  const ask = async (headers: Record<string, string>, body = '') => {
    const response = await fetch(`${setup.apiUrl}auth.test`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
    return response.json();
  };
  expect(await ask({})).toEqual({ ok: false, error: 'not_authed' });
  expect(await ask({ authorization: 'Bearer xoxb-other' })).toEqual({
    ok: false,
    error: 'invalid_auth',
  });
  expect(await ask({}, 'token=xoxb-sandbox')).toMatchObject({ ok: true, bot_id: 'B0JOGGBOT1' });
  await setup.slack.driver.uninstall();
  expect(await setup.call('auth.test')).toMatchObject({ error: 'token_revoked' });
});

it('says which scopes were granted and which one is missing', async () => {
  await using setup = await sandboxWith({ grantedScopes: ['chat:write'] });
  expect(await setup.call('auth.test')).toMatchObject({
    response_metadata: { scopes: ['chat:write'] },
  });
  expect(await setup.call('users.info', { user: ADA })).toMatchObject({
    error: 'missing_scope',
    needed: 'users:read',
    provided: 'chat:write',
  });
});

it('lets an app with chat:write.public post where it is not a member', async () => {
  await using setup = await sandboxWith({ grantedScopes: ['chat:write', 'chat:write.public'] });
  expect(await setup.call('chat.postMessage', { channel: SALES, text: 'x' })).toMatchObject({
    ok: true,
    channel: SALES,
  });
});

it('reads JSON bodies only where Slack does', async () => {
  await using setup = await sandboxWith();
  const ask = async (method: string, body: unknown) => {
    const response = await fetch(`${setup.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer xoxb-sandbox' },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  expect(await ask('chat.postMessage', { channel: GENERAL, text: 'x' })).toMatchObject({
    ok: true,
  });
  expect(await ask('users.info', { user: ADA })).toMatchObject({ error: 'user_not_found' });
});

it('has no direct messages where the manifest turns the Messages tab off', async () => {
  const manifest = {
    ...MANIFEST,
    features: { ...MANIFEST.features, app_home: { messages_tab_enabled: false } },
  };
  await using setup = await sandboxWith({ manifest });
  expect(await setup.call('chat.postMessage', { channel: ADA, text: 'x' })).toMatchObject({
    error: 'messages_tab_disabled',
  });
});

it('limits a channel to about one message a second where asked to', async () => {
  let at = 1_700_000_000_000;
  await using setup = await sandboxWith({ strictRates: true, now: () => at });
  const post = () => setup.call('chat.postMessage', { channel: GENERAL, text: 'x' });
  for (const _ of [1, 2, 3, 4]) expect(await post()).toMatchObject({ ok: true });
  expect(await post()).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
  at += 1000;
  expect(await post()).toMatchObject({ ok: true });
});
