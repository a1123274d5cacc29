import { expect, it } from 'vitest';
import { ADA, APP, BOARD, GENERAL, GRACE, MARKETING, VISITOR } from '../seed.ts';
import { appWithForm, sandboxWith } from './start-slack.ts';

interface Shown {
  id: string;
  read_only: boolean;
  with: string | null;
}
/** The parts of the answers that the tests check. */
interface Answer {
  app: unknown;
  channels: Shown[];
  messages: Record<string, Shown[]>;
}

async function controlled() {
  const stack = new AsyncDisposableStack();
  const sandbox = stack.use(await sandboxWith());
  stack.use(await appWithForm(sandbox));
  const get = async (path: string, options = {}) =>
    (await fetch(`${sandbox.url}/_sandbox/${path}`, options)).json() as Promise<Answer>;
  const post = (path: string, body: unknown) =>
    get(path, { method: 'POST', body: JSON.stringify(body) });
  return { ...sandbox, get, post, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

it('lets a person go from the command to the card', async () => {
  await using setup = await controlled();
  const { get, post, slack } = setup;
  const command = { user: ADA, channel: MARKETING, command: '/jogg', text: '' };
  expect(await post('command', command)).toMatchObject({ ok: true, notice: null, ephemeral: [] });
  const view = await slack.driver.waitFor(() => slack.views.stack(ADA)[0]);
  const at = { view_id: view.id, block_id: 'avatar', action_id: 'avatar', query: 'ann' };
  const options = [{ text: { type: 'plain_text', text: 'Ann' }, value: 'public:81' }];
  const gone = { ...at, values: { gone: 'Hi' } };
  const submit = (values: unknown) => post('submit', { view_id: view.id, values });
  expect([
    await post('suggest', { ...at, values: { script: 'Hi' } }),
    await post('suggest', gone),
    await post('suggest', { ...gone, hash: 'of before' }),
    await submit({ avatar: 'public:81', script: null }),
    await submit({ script: 'forbidden' }),
    await submit({ script: 'Hello' }),
  ]).toEqual([
    { ok: true, notice: null, options },
    { ok: false, error: 'no input gone in this view' },
    { ok: true, notice: null, options },
    { ok: true, notice: null, errors: { script: 'Please complete this required field.' } },
    { ok: true, notice: null, errors: { script: 'Not that word' } },
    { ok: true, notice: null, errors: {} },
  ]);
  const card = await slack.driver.waitFor(() => slack.messages(MARKETING)[0]);
  const state = await get(`state?user=${GRACE}`);
  expect(state.messages[MARKETING]).toMatchObject([{ text: 'Hello by public:81', ts: card.ts }]);
});

it('shows each person only their own messages and views', async () => {
  await using setup = await controlled();
  await setup.call('chat.postEphemeral', { channel: GENERAL, user: ADA, text: 'psst' });
  const ada = await setup.get('state');
  const grace = await setup.get(`state?user=${GRACE}`);
  const visitor = await setup.get(`state?user=${VISITOR}`);
  expect(ada.messages[GENERAL]).toMatchObject([{ text: 'psst', ephemeral: true }]);
  expect(grace.messages[GENERAL]).toEqual([]);
  expect(ada.channels.map((each) => each.id)).toContain(BOARD);
  const partners = { id: 'C0PARTNERS', name: 'partners', kind: 'public', archived: false };
  const topic = 'With another organization';
  const more = { ext_shared: true, app_in: true, read_only: false, with: null, topic };
  expect(visitor.channels).toEqual([{ ...partners, ...more }]);
  expect(ada.channels.filter((each) => each.read_only).map((each) => each.with)).toEqual([
    APP.botUser,
  ]);
  expect(ada.app).toMatchObject({ name: 'Jogg', home_tab: true, commands: [{ command: '/jogg' }] });
});

it('rejects an invalid request with a message', async () => {
  await using setup = await controlled();
  const none = { ok: false, error: 'ada has no open view V0' };
  expect(await setup.post('submit', { view_id: 'V0', values: {} })).toEqual(none);
  expect(await setup.post('command', { channel: GENERAL })).toMatchObject({ ok: false });
  expect(await setup.get('nowhere')).toEqual({ ok: false, error: 'not_found' });
});

it('leaves idle connections to the client to close', async () => {
  await using setup = await controlled();
  const { headers } = await fetch(`${setup.url}/_sandbox/state`);
  const connection = [headers.get('connection'), headers.get('keep-alive')];
  expect(connection).toEqual(['keep-alive', null]);
});

it('logs both directions without tokens', async () => {
  await using setup = await controlled();
  await setup.slack.driver.command();
  const log = JSON.stringify(await setup.get('log'));
  expect(log).toMatch(/"method":"views.open".*"kind":"slash_commands"/);
  expect(log).not.toMatch(/xox|xapp|response\/|trigger_id":"\d/);
});
