import { expect, it } from 'vitest';
import { GLOBEX_ASIA, GLOBEX_EUROPE, NORTHWIND, type Workspace } from '../seed.ts';
import { bareApp, FORM } from './start-slack.ts';
import { fourWorkspaces } from './start-workspaces.ts';

const GLOBEX = GLOBEX_EUROPE.enterprise?.id ?? '';
const SCOPES = [
  ...['commands', 'chat:write', 'files:write', 'files:read', 'users:read', 'usergroups:read'],
  ...['channels:read', 'channels:join', 'channels:history', 'groups:history'],
].join(' ');
const roomOf = (workspace: Workspace, name = 'marketing') =>
  workspace.channels().find((each) => each.name === name)?.id ?? '';
const personOf = (workspace: Workspace) => workspace.users('')[0]?.id ?? '';

/** Two workspaces with the app, and a message, a view, a file and a trigger in the second. */
async function twoInstalled(first: Workspace, second: Workspace) {
  const setup = await fourWorkspaces();
  const { access_token: token } = await setup.install(first.team.id, { scope: SCOPES });
  const { access_token: own } = await setup.install(second.team.id, { scope: SCOPES });
  const { driver } = setup.slack.workspace(second.team.id);
  const call = (method: string, args: object) => setup.call(method, args, own) as Promise<never>;
  const channel = roomOf(second);
  const user = personOf(second);
  const { ts }: { ts: string } = await call('chat.postMessage', { channel, text: 'secret' });
  const view = { type: 'home', blocks: [] };
  const home: { view: { id: string } } = await call('views.publish', { user_id: user, view });
  const facts = { filename: 'a.mp4', length: 3 };
  const file: { file_id: string; upload_url: string } = await call(
    ...(['files.getUploadURLExternal', facts] as const),
  );
  await fetch(file.upload_url, { method: 'POST', body: 'abc' });
  const files = [{ id: file.file_id }];
  await call('files.completeUploadExternal', { files, channel_id: channel });
  const trigger = driver.trigger(user);
  return { ...setup, token, own, channel, user, ts, view: home.view.id, file, files, trigger };
}

type Seen = Awaited<ReturnType<typeof twoInstalled>>;
const CALLS: [method: string, args: (seen: Seen) => object, error: string][] = [
  ['chat.postMessage', ({ channel }) => ({ channel, text: 'x' }), 'channel_not_found'],
  ['chat.postMessage', ({ user }) => ({ channel: user, text: 'x' }), 'channel_not_found'],
  ['chat.update', ({ channel, ts }) => ({ channel, ts, text: 'x' }), 'channel_not_found'],
  ['chat.delete', ({ channel, ts }) => ({ channel, ts }), 'channel_not_found'],
  ['chat.getPermalink', ({ channel, ts }) => ({ channel, message_ts: ts }), 'channel_not_found'],
  [
    'chat.postEphemeral',
    ({ channel, user }) => ({ channel, user, text: 'x' }),
    'channel_not_found',
  ],
  ['conversations.info', ({ channel }) => ({ channel }), 'channel_not_found'],
  ['conversations.join', ({ channel }) => ({ channel }), 'channel_not_found'],
  ['conversations.history', ({ channel }) => ({ channel }), 'channel_not_found'],
  ['conversations.replies', ({ channel, ts }) => ({ channel, ts }), 'channel_not_found'],
  ['users.info', ({ user }) => ({ user }), 'user_not_found'],
  ['bots.info', () => ({ bot: NORTHWIND.bot.id }), 'bot_not_found'],
  ['files.info', ({ file }) => ({ file: file.file_id }), 'file_not_found'],
  ['files.delete', ({ file }) => ({ file: file.file_id }), 'file_not_found'],
  ['files.completeUploadExternal', ({ files }) => ({ files }), 'file_not_found'],
  ['views.update', ({ view }) => ({ view_id: view, view: FORM }), 'not_found'],
  ['views.open', ({ trigger }) => ({ trigger_id: trigger, view: FORM }), 'invalid_trigger_id'],
  [
    'views.publish',
    ({ user }) => ({ user_id: user, view: { type: 'home', blocks: [] } }),
    'invalid_arguments',
  ],
];

it.each([
  ['another workspace', GLOBEX_ASIA, NORTHWIND],
  ['a sibling in its organization', GLOBEX_ASIA, GLOBEX_EUROPE],
])('a token gives no access to %s', async (_title, first, second) => {
  await using setup = await twoInstalled(first, second);
  const answers = [];
  for (const [method, args] of CALLS) {
    const bot = { bot: second.bot.id === first.bot.id ? 'B0' : second.bot.id };
    const given = method === 'bots.info' ? bot : args(setup);
    answers.push([method, (await setup.call(method, given, setup.token))['error']]);
  }
  expect(answers).toEqual(CALLS.map(([method, , error]) => [method, error]));
  const { messages, driver } = setup.slack.workspace(second.team.id);
  const posted = messages(setup.channel).map(({ text, files = [] }) => text || files.length);
  expect(posted).toEqual(['secret', 1]);
  const [address = ''] = messages(setup.channel).flatMap(({ files = [] }) =>
    files.map((each) => each.url_private),
  );
  const get = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(address, { headers, redirect: 'manual' })).status;
  };
  expect([await get(setup.token), await get(setup.own)]).toEqual([302, 200]);
  await driver.uninstall();
  expect(await get(setup.own)).toBe(302);
});

it('a token for an organization gives access to all of its workspaces, and to no other', async () => {
  await using setup = await fourWorkspaces();
  const { access_token } = await setup.install(GLOBEX, { scope: SCOPES });
  await setup.install(NORTHWIND.team.id, { scope: SCOPES });
  const post = async (workspace: Workspace) => {
    const channel = roomOf(workspace);
    return (await setup.call('chat.postMessage', { channel, text: 'x' }, access_token))['error'];
  };
  const answers = [];
  for (const each of [GLOBEX_EUROPE, GLOBEX_ASIA, NORTHWIND]) answers.push(await post(each));
  expect(answers).toEqual([undefined, undefined, 'channel_not_found']);
  const groups = (args: object) => setup.call('usergroups.list', args, access_token);
  const team_id = GLOBEX_ASIA.team.id;
  expect([await groups({}), await groups({ team_id })]).toMatchObject([
    ...[{ error: 'missing_argument' }, { ok: true }],
  ]);
});

it('payloads for an organization-wide app say so, and its installation has no team', async () => {
  await using setup = await fourWorkspaces();
  const seen: unknown[] = [];
  const { access_token: token } = await setup.install(GLOBEX, { scope: SCOPES });
  await using _app = await bareApp(setup.slack, (payload) => String(seen.push(payload)));
  const { driver } = setup.slack.workspace(GLOBEX_ASIA.team.id);
  await driver.command();
  await driver.openHome();
  const channel = roomOf(GLOBEX_ASIA);
  const button = { type: 'button', action_id: 'b', text: { type: 'plain_text', text: 'B' } };
  const card = { channel, text: 'x', blocks: [{ type: 'actions', elements: [button] }] };
  const { ts } = await setup.call('chat.postMessage', card, token);
  await driver.click({ channel, messageTs: String(ts), actionId: 'b' });
  const place = { team_id: GLOBEX_ASIA.team.id, enterprise_id: GLOBEX };
  const bot = { enterprise_id: GLOBEX, team_id: null, is_enterprise_install: true };
  expect(seen).toMatchObject([
    { ...place, is_enterprise_install: 'true' },
    { ...place, context_enterprise_id: GLOBEX, authorizations: [bot] },
    { team: null, enterprise: GLOBEX_ASIA.enterprise, is_enterprise_install: true },
  ]);
});

it('the app does not respond in a workspace without an installation, or after its removal', async () => {
  await using setup = await fourWorkspaces();
  const seen: unknown[] = [];
  await using _app = await bareApp(setup.slack, (payload) => String(seen.push(payload)));
  await setup.install(GLOBEX_ASIA.team.id);
  const user = personOf(NORTHWIND);
  const { driver, users } = setup.slack.workspace(NORTHWIND.team.id);
  const channel = roomOf(NORTHWIND);
  const nothing = async () => {
    await driver.say({ channel, text: `<@${NORTHWIND.bot.user}> hello` });
    expect(await driver.command()).toMatchObject({ notice: '/jogg is not a valid command.' });
    await expect(driver.openHome()).rejects.toThrow('no Home tab');
    await expect(driver.shortcut({ callbackId: 'anywhere' })).rejects.toThrow('no global shortcut');
    const state = await fetch(`${setup.url}/_sandbox/state?user=${user}`);
    expect(await state.json()).toMatchObject({
      workspace: NORTHWIND.team,
      app: { installed: null, commands: [], shortcuts: [], home_tab: false },
      workspaces: [
        ...[{ installed: false }, { name: 'Northwind', person: user, installed: false }],
        ...[{ organization: { id: GLOBEX }, installed: false }, { installed: true }],
      ],
    });
    return users.find((each) => each.is_bot)?.deleted;
  };
  expect([await nothing(), seen]).toEqual([true, []]);
  const { access_token } = await setup.install(NORTHWIND.team.id, { scope: SCOPES });
  const home = { user_id: user, view: { type: 'home', blocks: [] } };
  await setup.call('views.publish', home, access_token);
  await driver.uninstall([]);
  expect([await nothing(), seen]).toEqual([true, []]);
});
