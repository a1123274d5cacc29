import { expect, it } from 'vitest';
import * as seed from '../seed.ts';
import { FORM, MANIFEST, sandboxWith } from './start-slack.ts';

const { ADA, ADA_AND_GRACE, BOARD, GENERAL, GONE, LEADERSHIP, OLD_CAMPAIGNS, SALES } = seed;
const LONG = (count: number) => 'x'.repeat(count);
const NOWHERE = '1700000000.000001';
type Args = Record<string, unknown>;
type Row = [title: string, error: string, args: Args];
const rows = (method: string, ...all: Row[]) =>
  all.map(([title, error, args]) => [title, method, args, error] as const);
const metadata = (fields: Args) => ({ text: 'x', metadata: { event_type: 'e', ...fields } });

const POSTS: Row[] = [
  ['no text', 'no_text', {}],
  ['too much text', 'msg_too_long', { text: LONG(40_001) }],
  ['a thread_ts that is a date', 'invalid_thread_ts', { text: 'x', thread_ts: '12.3' }],
  ['blocks that are not JSON', 'invalid_blocks_format', { blocks: '[{' }],
  ['huge metadata', 'metadata_too_large', metadata({ event_payload: { a: LONG(4000) } })],
  ['metadata without payload', 'invalid_metadata_schema', metadata({})],
  ['a public channel without the app', 'not_in_channel', { channel: SALES, text: 'x' }],
  ['a private channel without the app', 'channel_not_found', { channel: BOARD, text: 'x' }],
  ['a conversation of two people', 'channel_not_found', { channel: ADA_AND_GRACE, text: 'x' }],
  ['an archived channel', 'is_archived', { channel: OLD_CAMPAIGNS, text: 'x' }],
  ['a deactivated person', 'channel_not_found', { channel: GONE, text: 'x' }],
  ['a person from another organization', 'channel_not_found', { channel: seed.VISITOR, text: 'x' }],
];
const EDITS: Row[] = [
  ['a missing message', 'message_not_found', { ts: NOWHERE, text: 'x' }],
  ['an edit over 4000', 'msg_too_long', { ts: NOWHERE, text: LONG(4001) }],
];
const READS: Row[] = [
  ['a private channel to read', 'missing_scope', { channel: LEADERSHIP, ts: NOWHERE }],
  ['a missing thread', 'thread_not_found', { channel: GENERAL, ts: NOWHERE }],
];
const note = { channel: LEADERSHIP, user: seed.VISITOR, text: 'x' };
const CALLS = [
  ...rows('chat.postMessage', ...POSTS),
  ...rows('chat.update', ...EDITS),
  ...rows('conversations.replies', ...READS),
  ...rows('chat.postEphemeral', ['a note to somebody elsewhere', 'user_not_in_channel', note]),
  ...rows('views.open', ['a made-up trigger', 'invalid_trigger_id', { trigger_id: '1.2.x' }]),
  ...rows('views.update', ['an unknown view', 'not_found', { view_id: 'V0' }]),
  ...rows('files.completeUploadExternal', [
    ...(['an upload nobody started', 'file_not_found', { files: [{ id: 'F0' }] }] as Row),
  ]),
  ...rows('chat.shout', ['a method of another world', 'unknown_method', {}]),
];

it.each(CALLS)('rejects %s', async (_title, method, args, error) => {
  await using setup = await sandboxWith();
  const usual = method.startsWith('views.') ? { view: FORM } : { channel: GENERAL };
  expect(await setup.call(method, { ...usual, ...args })).toMatchObject({ ok: false, error });
});

/** Sends a raw request; returns its answer. */
async function ask(url: string, headers: Record<string, string>, body = '') {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const init = { method: 'POST', headers: { ...type, ...headers }, body };
  return (await fetch(url, init)).json() as Promise<{ ok?: boolean; error?: string }>;
}

it('distinguishes tokens', async () => {
  await using setup = await sandboxWith();
  const url = `${setup.apiUrl}auth.test`;
  const answers = [
    await ask(url, {}),
    await ask(url, { authorization: 'Bearer xoxb-other' }),
    await ask(url, {}, 'token=xoxb-sandbox'),
  ];
  await setup.slack.driver.uninstall();
  answers.push(await setup.call('auth.test'));
  const errors = answers.map(({ ok, error }) => error ?? ok);
  expect(errors).toEqual(['not_authed', 'invalid_auth', true, 'token_revoked']);
});

it('returns the granted scopes and the missing one', async () => {
  await using setup = await sandboxWith({ grantedScopes: ['chat:write'] });
  const granted = { response_metadata: { scopes: ['chat:write'] } };
  expect(await setup.call('auth.test')).toMatchObject(granted);
  const missing = { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' };
  expect(await setup.call('users.info', { user: ADA })).toMatchObject(missing);
});

it('accepts JSON bodies only for the methods that accept them in Slack', async () => {
  await using setup = await sandboxWith();
  const headers = { 'content-type': 'application/json', authorization: 'Bearer xoxb-sandbox' };
  const send = (method: string, body: Args) =>
    ask(`${setup.apiUrl}${method}`, headers, JSON.stringify(body));
  const posted = await send('chat.postMessage', { channel: GENERAL, text: 'x' });
  const found = await send('users.info', { user: ADA });
  expect([posted.ok, found.error]).toEqual([true, 'user_not_found']);
});

it.each([
  ['posts where it is not a member with chat:write.public', SALES, { ok: true, channel: SALES }],
  ['has no direct messages without the Messages tab', ADA, { error: 'messages_tab_disabled' }],
])('an app %s', async (_title, channel, answer) => {
  const features = { ...MANIFEST.features, app_home: { messages_tab_enabled: false } };
  const grantedScopes = ['chat:write', 'chat:write.public'];
  await using setup = await sandboxWith({ manifest: { ...MANIFEST, features }, grantedScopes });
  expect(await setup.call('chat.postMessage', { channel, text: 'x' })).toMatchObject(answer);
});
