import { expect, it } from 'vitest';
import { ADA, APP, BOARD, GENERAL, GRACE, MARKETING, VISITOR } from '../seed.ts';
import { boltOverHttp, makeVideos, sandboxWith } from './bench.ts';

interface Shown {
  id: string;
  ts: string;
  read_only: boolean;
  with: string | null;
  blocks: { block_id: string }[];
}
/** The parts of the answers that the tests look into. */
interface Answer {
  views: unknown;
  home: unknown;
  app: unknown;
  channels: Shown[];
  messages: Record<string, Shown[]>;
}

async function controlled() {
  const stack = new AsyncDisposableStack();
  const sandbox = stack.use(await sandboxWith());
  const { app } = stack.use(await boltOverHttp(sandbox.slack, sandbox.apiUrl));
  makeVideos(app);
  const get = async (path: string, options = {}) =>
    (await fetch(`${sandbox.url}/_sandbox/${path}`, options)).json() as Promise<Answer>;
  const post = (path: string, body: unknown) =>
    get(path, { method: 'POST', body: JSON.stringify(body) });
  return { ...sandbox, get, post, app, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

it('carries a person from the command to the video', async () => {
  await using setup = await controlled();
  const { get, post, slack } = setup;
  const command = { user: ADA, channel: MARKETING, command: '/jogg', text: '' };
  expect(await post('command', command)).toMatchObject({ ok: true, notice: null, ephemeral: [] });
  const view = await slack.driver.waitFor(() => slack.views.stack(ADA)[0]);
  const at = { user: ADA, view_id: view.id, block_id: 'avatar', action_id: 'avatar' };
  expect(await post('suggest', { ...at, query: 'ann', values: { script: 'Hi' } })).toEqual({
    ok: true,
    notice: null,
    options: [{ text: { type: 'plain_text', text: 'Ann' }, value: 'public:81' }],
  });
  const gone = { ...at, query: 'ann', values: { gone: 'Hi' } };
  expect(await post('suggest', gone)).toEqual({ ok: false, error: 'no input gone in this view' });
  expect(await post('suggest', { ...gone, hash: 'of before' })).toMatchObject({ ok: true });
  const submit = (values: unknown) => post('submit', { user: ADA, view_id: view.id, values });
  const errors = { script: 'Not that word' };
  const refused = await submit({ avatar: 'public:81', script: 'forbidden' });
  expect(refused).toEqual({ ok: true, notice: null, errors });
  expect((await get(`state?user=${ADA}`)).views).toMatchObject([
    { id: view.id, state: { values: { script: { script: { value: 'forbidden' } } } } },
  ]);
  expect(await submit({ script: 'Hello' })).toEqual({ ok: true, notice: null, errors: {} });
  await slack.driver.waitFor(() => slack.messages(MARKETING).length === 2);
  const state = await get(`state?user=${GRACE}`);
  expect(state.messages[MARKETING]).toMatchObject([
    { text: 'Ready', reply_count: 1 },
    { thread_ts: expect.any(String), metadata: { event_payload: { video_id: 'v1' } } },
  ]);
  const reply = state.messages[MARKETING]?.[1];
  const where = { channel: MARKETING, message_ts: reply?.ts };
  const watch = { block_id: reply?.blocks[1]?.block_id, action_id: 'watch' };
  const url = 'https://videos.example/v.mp4';
  const pressed = await post('click', { user: GRACE, ...where, ...watch });
  expect(pressed).toMatchObject({ ok: true, url });
});

it('shows each person only what they see', async () => {
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

it('tells of changes as they happen', async () => {
  await using setup = await sandboxWith();
  const stream = await fetch(`${setup.url}/_sandbox/events`);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read();
  await setup.slack.driver.say({ channel: GENERAL, text: 'x' });
  const second = await reader?.read();
  expect([stream.headers.get('content-type'), first?.value, second?.value]).toEqual([
    'text/event-stream',
    ': listening\n\n',
    expect.stringMatching(/^event: change\ndata: \{"seq":\d+\}\n\n$/),
  ]);
  await reader?.cancel();
});

it('refuses with words what makes no sense', async () => {
  await using setup = await controlled();
  const none = { ok: false, error: 'ada has no open view V0' };
  expect(await setup.post('submit', { view_id: 'V0', values: {} })).toEqual(none);
  expect(await setup.post('command', { channel: GENERAL })).toMatchObject({ ok: false });
  expect(await setup.get('nowhere')).toEqual({ ok: false, error: 'not_found' });
});

it('logs both directions without tokens', async () => {
  await using setup = await controlled();
  await setup.slack.driver.command();
  const log = JSON.stringify(await setup.get('log'));
  expect(log).toMatch(/"method":"views.open".*"kind":"slash_commands"/);
  expect(log).not.toMatch(/xox|xapp|response\/|trigger_id":"\d/);
});

it('publishes a Home tab that opens for its person', async () => {
  await using setup = await controlled();
  setup.app.event('app_home_opened', async ({ event, client }) => {
    const view = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
    await client.views.publish({ user_id: event.user, view });
  });
  expect(await setup.post('home', { user: GRACE })).toMatchObject({ ok: true });
  await setup.slack.driver.waitFor(() => setup.slack.views.home(GRACE));
  expect((await setup.get(`state?user=${GRACE}`)).home).toMatchObject({ type: 'home' });
  expect((await setup.get('state')).home).toBeNull();
});
