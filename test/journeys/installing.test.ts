import { expect, it } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { readManifest } from '../../sandbox/slack/manifest.ts';
import {
  firstWorkspace,
  GLOBEX_ASIA,
  GLOBEX_EUROPE,
  NORTHWIND,
  SALES_TEAM,
} from '../../sandbox/slack/seed.ts';
import { openState } from '../../src/store/open-state.ts';
import { installInBrowser } from '../support/install-in-browser.ts';
import { homePressOf } from '../support/payloads.ts';
import { kindOf, onStage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const PUBLIC = 'http://127.0.0.1:9';
const CLIENT = { id: '12.34', secret: 'canary-client-secret' };
const WORKSPACES = [firstWorkspace(), NORTHWIND, GLOBEX_EUROPE, GLOBEX_ASIA];
const GLOBEX = 'E0GLOBEX';
const OWN_KEY = 'canary-own-key-of-northwind';
const TWO_KEYS = { jogg: { apiKeys: [SANDBOX_KEYS.joggApiKey, OWN_KEY] } };
const SLOW = { jogg: { renderMs: 3_600_000 } };

/** The real app before its first installation, and people with browsers. */
async function beforeInstalling(options: Parameters<typeof onStage>[0] = {}) {
  const state = openState('memory:', () => {});
  const { oauth_config, settings, ...manifest } = readManifest('manifest.yml');
  const oauth = { ...oauth_config, redirect_urls: [`${PUBLIC}/slack/oauth_redirect`] };
  const many = { ...settings, org_deploy_enabled: true, token_rotation_enabled: true };
  const installable = { ...manifest, oauth_config: oauth, settings: many };
  const stage = await onStage({
    ...options,
    open: () => state,
    slack: { manifest: installable, oauth: CLIENT, workspaces: WORKSPACES },
    env: {
      SLACK_BOT_TOKEN: '',
      SLACK_CLIENT_ID: CLIENT.id,
      SLACK_CLIENT_SECRET: CLIENT.secret,
      TOKEN_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
      PUBLIC_URL: PUBLIC,
    },
  });

  const install = (place: string) => installInBrowser(stage.url, place);

  /** What people of one workspace do and see. */
  function inWorkspace({ team, users, channels }: (typeof WORKSPACES)[number]) {
    const { driver, ...slack } = stage.slack.workspace(team.id);
    const [user = '', other = ''] = users('').map(({ id }) => id);
    const channel = channels().find(({ name }) => name === 'marketing')?.id ?? '';
    const count = (kind: string) =>
      slack.messages(channel).filter((each) => kindOf(each) === kind).length;
    /** Opens the Home tab; returns it once it is published again. */
    async function home(person = user) {
      const before = slack.views.home(person)?.hash;
      await driver.openHome({ user: person });
      return driver.waitFor(() => {
        const view = slack.views.home(person);
        return view?.hash === before ? undefined : view;
      });
    }
    return {
      ...{ driver, user, other, channel, home, ...slack },
      dialog: () => driver.waitFor(() => slack.views.stack(user).at(-1)),
      async make(script: string) {
        const { viewId = '' } = await driver.command({ user, channel, text: '' });
        const values = { script, avatar: { query: '' }, voice: { query: '' } };
        await driver.submit({ viewId, values });
        await until(() => count('card') > 0);
      },
      results: () => until(() => count('result') === 1),
    };
  }
  const storedValues = () => JSON.stringify(state.db.prepare('SELECT value FROM keyv').all());
  return { ...stage, state, install, within: inWorkspace, everything: storedValues };
}

// No button shows another’s: `isolation/`.
it('F29: a workspace and an organization each install the app once, and all their workspaces make videos until it is removed from one', async () => {
  const { install, within, everything, jogg, slack, lines } = await beforeInstalling(SLOW);
  const pages = [await install(NORTHWIND.team.id), await install(GLOBEX)];
  expect(pages).toEqual(['Jogg is installed in Northwind', 'Jogg is installed in Globex']);
  const north = within(NORTHWIND);
  const [europe, asia] = [within(GLOBEX_EUROPE), within(GLOBEX_ASIA)];
  const from = slack.log.length;
  const { driver, user, channel } = europe;
  const message = await driver.say({ user, channel, text: `Hello <!subteam^${SALES_TEAM}>` });
  const callbackId = 'make_video_from_message';
  await driver.shortcut({ user, callbackId, message: { channel, ts: message.ts } });
  const { id: viewId } = await europe.dialog();
  await until(() => JSON.stringify(europe.views.stack(user)).includes('Sales team'));
  // People on the operator's account are not offered its own avatars and voices.
  const offers = ['avatar', 'voice'].map((actionId) =>
    driver.suggest({ viewId, actionId, query: '' }).then((offered) => JSON.stringify(offered)),
  );
  const [avatars, voices] = await Promise.all(offers);
  const own = jogg.catalogue.voices.filter((voice) => voice.own).map(({ id }) => `"${id}"`);
  expect([avatars, own.length > 0, own.filter((id) => voices?.includes(id))]).toEqual([
    ...[expect.stringMatching(/^(?!.*"value":"(?!public:)).*"value":"public:/), true, []],
  ]);
  await driver.close({ viewId });
  const homes = [];
  for (const each of [north, europe, asia]) await each.make(`From ${each.user}.`);
  await until(() => jogg.projects.size === 3);
  for (const each of [europe, asia]) {
    const home = JSON.stringify(await each.home());
    homes.push(...[north, europe, asia].map((of) => home.includes(`From ${of.user}.`)));
  }
  driver.withdraw();
  const shown = europe.messages(channel).length;
  for (const project of jogg.projects.keys()) await jogg.finish(project);
  for (const each of [north, asia]) await each.results();
  const calls = slack.log.slice(from).filter(({ method }) => /^(usergroups|bots)/.test(method));
  expect({ homes, added: europe.messages(channel).length - shown, calls }).toMatchObject({
    homes: [false, true, false, false, false, true],
    added: 0,
    calls: [{ arguments: { team_id: GLOBEX_EUROPE.team.id }, answer: { ok: true } }],
  });
  // No token is in Slack's messages, in the store or in the log.
  const sent = slack.log.filter(({ method }) => method !== 'oauth.v2.access');
  const sentText = JSON.stringify(sent.map((call) => call.arguments));
  expect(sentText + everything() + JSON.stringify(lines)).not.toMatch(/xox[be]|canary/);
});

// In any order: `tenancy/uninstall`.
it('after its removal the app has no token, people are told so, and videos wait until it is installed again', async () => {
  const { install, within, logged, state, jogg, paid } = await beforeInstalling(SLOW);
  const id = NORTHWIND.team.id;
  await install(id);
  const { make, results, driver, user, channel } = within(NORTHWIND);
  await make('Wait for me.');
  await until(() => jogg.projects.size === 1);
  await driver.uninstall();
  await logged('workspace_ended');
  const record = Object(await state.keyvFor('installation').get(id));
  expect([record.token, record.refresh]).toEqual([null, null]);
  for (const project of jogg.projects.keys()) await jogg.finish(project);
  expect(await logged('task_parked')).toEqual([{ task: expect.stringMatching(`^${id}~v_`) }]);
  const view = { id: 'V1', callback_id: 'create_video' };
  const pressed = { type: 'view_submission', team: { id }, user: { id: user }, view };
  const typed = { command: '/jogg', team_id: id, user_id: user, channel_id: channel };
  const answers = [await driver.send('slash_commands', typed)];
  answers.push(await driver.send('interactive', pressed));
  const replies = answers.map(({ answer }) => JSON.stringify(answer));
  const where = expect.stringMatching(/isn’t installed in this workspace.*\/slack\/install/);
  expect(replies).toEqual([where, where]);
  expect(await install(id)).toBe('Jogg is installed in Northwind');
  await results();
  expect(paid().length).toBe(1);
});

it('a workspace pays with its own key, which only its admins see', async () => {
  const { install, within, jogg, state, logged } = await beforeInstalling(TWO_KEYS);
  const [first, north] = [within(firstWorkspace()), within(NORTHWIND)];
  for (const { team } of [firstWorkspace(), NORTHWIND]) await install(team.id);
  const { id: viewId } = await north.home();
  await north.driver.click({ user: north.user, viewId, actionId: 'set_jogg_key' });
  const { id } = await north.dialog();
  await north.driver.submit({ viewId: id, values: { api_key: OWN_KEY } });
  const homes = [await north.home(), await north.home(north.other), await first.home()].map(
    (view) => /key ends in (\w{4})|account of the person/.exec(JSON.stringify(view))?.[0],
  );
  const { team } = NORTHWIND;
  const press = { ...homePressOf('remove_jogg_key'), view: undefined, team };
  await north.driver.send('interactive', { ...press, user: { id: north.other, team_id: team.id } });
  // The tenant with the old key serves the press; the next request builds a new tenant.
  await until(() => jogg.endpoints.size === 2);
  // A token that Slack expires early is renewed by the call that fails.
  north.driver.expireToken();
  for (const each of [first, north]) {
    await each.make('Who pays?');
    await each.results();
  }
  expect(await logged('token_renewed')).toHaveLength(1);
  const addresses = [...jogg.endpoints.values()].map(({ url }) => url.replace(PUBLIC, ''));
  const records = await state.copy.readRecords({ namespace: 'project', key: '' }, 1_000);
  const accounts = records
    .filter(({ namespace }) => namespace === 'project')
    .map(({ key, text }) => `${key.split('~')[0]?.slice(0, 4)} ${/"(T\w+)~/.exec(text)?.[1]}`);
  const requesters = records.flatMap(({ text }) => /rHome":{"team":"(\w+)/.exec(text)?.[1] ?? []);
  expect([homes, addresses, accounts.toSorted(), requesters]).toEqual([
    ['key ends in wind', undefined, 'account of the person'],
    ['/jogg/webhook', expect.stringMatching(/^\/jogg\/webhook\/[\w-]{22}$/)],
    [expect.stringContaining(firstWorkspace().team.id), `jogg ${team.id}`],
    [NORTHWIND, firstWorkspace()].map((each) => each.team.id).toSorted(),
  ]);
});
