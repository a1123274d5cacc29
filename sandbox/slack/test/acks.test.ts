import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { ADA, GENERAL } from '../seed.ts';
import {
  APP_TOKEN,
  bareApp,
  FORM,
  type Reply,
  SIGNING_SECRET,
  sandboxWith,
} from './start-slack.ts';

/** A sandbox and an app that opens the form on `/jogg` and otherwise gives this answer. */
async function withForm(view: Record<string, unknown>, reply: Reply) {
  const stack = new AsyncDisposableStack();
  const sandbox = stack.use(await sandboxWith());
  stack.use(
    await bareApp(sandbox.slack, async (payload, response, request) => {
      if (payload['command'] === undefined) return reply(payload, response, request);
      await sandbox.call('views.open', { trigger_id: payload['trigger_id'], view });
      return '';
    }),
  );
  const { viewId = '' } = await sandbox.slack.driver.command();
  return { ...sandbox, viewId, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
const filled = { script: 'x' };
const form = { ...FORM, blocks: FORM.blocks.slice(0, 1) };

it('signs its requests as Slack does', async () => {
  await using setup = await sandboxWith();
  const seen: unknown[] = [];
  await using _app = await bareApp(setup.slack, (payload, _response, { headers }) => {
    const body = new URLSearchParams(payload as Record<string, string>).toString();
    const at = Number(headers['x-slack-request-timestamp']);
    const hmac = createHmac('sha256', SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex');
    seen.push(headers['x-slack-signature'] === `v0=${hmac}`);
    return 'ok';
  });
  await setup.slack.driver.command({ text: 'a & b' });
  expect(seen).toEqual([true]);
});

const FAILURES: [title: string, ackTimeoutMs: number, reply: Reply, error: string][] = [
  ['is silent', 60, () => undefined, 'operation_timeout'],
  ['answers 500', 15_000, (_, response) => void response.writeHead(500).end(), 'dispatch_failed'],
  ['cuts the connection', 15_000, (_, response) => void response.destroy(), 'dispatch_failed'],
  ['sends invalid blocks', 15_000, () => ({ blocks: [{ type: 'x' }] }), 'invalid_blocks'],
];

it.each(FAILURES)(
  'shows the person a notice when the app %s',
  async (_title, ackTimeoutMs, reply, error) => {
    await using setup = await sandboxWith({ ackTimeoutMs });
    await using _app = await bareApp(setup.slack, reply);
    const { notice } = await setup.slack.driver.command();
    expect(notice).toBe(`/jogg failed with the error "${error}"`);
    expect(setup.slack.notices).toMatchObject([{ user: ADA, kind: error, channel: GENERAL }]);
  },
);

it('opens a view only once per trigger, and only within 3 s', async () => {
  let at = 1_700_000_000_000;
  await using setup = await sandboxWith({ now: () => at });
  const { driver } = setup.slack;
  const triggers = [driver.trigger(ADA), driver.trigger(ADA)];
  const open = async (trigger_id = '') =>
    (await setup.call('views.open', { trigger_id, view: FORM })).error;
  at += 3000;
  const errors = [await open(triggers[0]), await open(triggers[0])];
  at += 1;
  errors.push(await open(triggers[1]));
  expect(errors).toEqual([undefined, 'exchanged_trigger_id', 'expired_trigger_id']);
});

it.each([
  ['errors for a missing block', { response_action: 'errors', errors: { scrpt: 'x' } }],
  ['a response_action that the app never gives', { response_action: 'push', view: form }],
  ['an invalid view', { response_action: 'update', view: { type: 'modal' } }],
  ['text', 'thanks'],
])('keeps the form open when the app answers a submission with %s', async (_title, answer) => {
  await using setup = await withForm(form, () => answer);
  const result = await setup.slack.driver.submit({ viewId: setup.viewId, values: filled });
  expect(result.notice).toMatch(/^We had some trouble connecting/);
  expect(setup.slack.views.stack(ADA)).toHaveLength(1);
});

it('keeps the input when a view is updated with the same ids', async () => {
  await using setup = await withForm(form, () => ({ response_action: 'errors', errors: filled }));
  const { slack, viewId: view_id } = setup;
  await slack.driver.submit({ viewId: view_id, values: { script: 'typed' } });
  const hash = slack.views.find({ view_id })?.hash;
  const label = { ...form, title: { type: 'plain_text', text: 'Loaded' } };
  const update = () => setup.call('views.update', { view_id, view: label, hash });
  const values = { script: { script: { value: 'typed' } } };
  expect(await update()).toMatchObject({ ok: true, view: { state: { values } } });
  expect(await update()).toMatchObject({ error: 'hash_conflict' });
});

it('rejects suggestions that Slack rejects, and picks only suggested options', async () => {
  const text = { type: 'plain_text', text: 'x' };
  const options = Array.from({ length: 101 }, (_, n) => ({ text, value: `${n}` }));
  const answers: unknown[] = [
    ...[{ options: options.slice(1) }, { options }, { options: [], option_groups: [] }, 'none'],
    { option_groups: [{ label: text, options: [] }] },
  ];
  await using setup = await withForm({ ...FORM, blocks: [FORM.blocks[1]] }, () => answers.shift());
  const { driver } = setup.slack;
  const ask = () => driver.suggest({ viewId: setup.viewId, actionId: 'avatar', query: '' });
  expect((await ask()).options).toHaveLength(100);
  const refused = { options: [], notice: expect.stringContaining('invalid_options') };
  for (const _ of [1, 2, 3, 4]) expect(await ask()).toEqual(refused);
  answers.push({ options: [] });
  const submitted = driver.submit({ viewId: setup.viewId, values: { avatar: 'public:81' } });
  await expect(submitted).rejects.toThrow('avatar does not offer "public:81"');
});

it('opens one connection per ticket of apps.connections.open', async () => {
  await using setup = await sandboxWith();
  const { url = '' } = await setup.client.apps.connections.open({ token: APP_TOKEN });
  const opened = (address: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(address);
      socket.onmessage = ({ data }) => resolve(JSON.parse(data).type);
      socket.onerror = () => resolve('refused');
    });
  const forged = url.replace(/ticket=.*/, 'ticket=guessed');
  const answers = [await opened(url), await opened(url), await opened(forged)];
  expect(answers).toEqual(['hello', 'refused', 'refused']);
});
