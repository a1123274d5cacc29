import { describe, expect, it } from 'vitest';
import { ADA, GENERAL, MARKETING } from '../seed.ts';
import { APP_TOKEN, boltOverHttp, boltOverSocket, makeVideos, sandboxWith } from './bench.ts';

describe.each(['http', 'socket'] as const)('a Bolt app over %s', (way) => {
  const start = async () => {
    const stack = new AsyncDisposableStack();
    const sandbox = stack.use(await sandboxWith());
    const bolt = stack.use(
      way === 'http'
        ? await boltOverHttp(sandbox.slack, sandbox.apiUrl)
        : await boltOverSocket(sandbox.apiUrl),
    );
    makeVideos(bolt.app);
    return { ...sandbox, app: bolt.app, [Symbol.asyncDispose]: () => stack.disposeAsync() };
  };

  it('goes from the command through the form to an edited card and its reply', async () => {
    await using setup = await start();
    const { driver, ...slack } = setup.slack;
    const { viewId = '', ack } = await driver.command({ channel: MARKETING });
    expect(ack).toMatchObject({ kind: 'slash_commands', via: way, outcome: 'ok' });
    expect(await driver.suggest({ viewId, actionId: 'avatar', query: 'bo' })).toEqual({
      options: [{ text: { type: 'plain_text', text: 'Bob' }, value: 'custom:12' }],
    });
    const sent = await driver.submit({
      viewId,
      values: { script: 'Hello', avatar: 'custom:12' },
    });
    expect(sent).toMatchObject({ delivery: { outcome: 'ok' } });
    expect(sent.errors).toBeUndefined();
    const reply = await driver.waitFor(() =>
      slack.messages(MARKETING).find((each) => each.thread_ts !== each.ts && each.thread_ts),
    );
    expect(driver.threadText(MARKETING, reply.thread_ts ?? '')).toBe(
      [
        'Jogg (edited):',
        '  Ready',
        '  │ Jogg:',
        '  │   @Ada Lovelace it is ready',
        '  │   [Watch video] → https://videos.example/v.mp4',
        '  │   [Again]',
      ].join('\n'),
    );
    expect(slack.log.map((each) => each.method)).toEqual([
      'auth.test',
      ...(way === 'socket' ? ['apps.connections.open'] : []),
      'views.open',
      'chat.postMessage',
      'chat.update',
      'chat.postMessage',
    ]);
    expect(slack.log.at(-3)?.arguments['text']).toBe('Hello by custom:12');
    expect(slack.views.stack(ADA)).toEqual([]);
  });

  it('shows errors under their fields and keeps the form open', async () => {
    await using setup = await start();
    const { driver, views } = setup.slack;
    const { viewId = '' } = await driver.command();
    const empty = await driver.submit({ viewId, values: {} });
    expect(empty).toEqual({
      delivery: null,
      errors: {
        script: 'Please complete this required field.',
        avatar: 'Please complete this required field.',
      },
    });
    const refused = await driver.submit({
      viewId,
      values: { script: 'forbidden', avatar: { query: 'ann' }, captions: ['on'] },
    });
    expect(refused.errors).toEqual({ script: 'Not that word' });
    expect(views.stack(ADA).map((each) => each.id)).toEqual([viewId]);
    expect(views.find({ view_id: viewId })?.values).toMatchObject({
      script: { script: { type: 'plain_text_input', value: 'forbidden' } },
      avatar: { avatar: { selected_option: { value: 'public:81' } } },
      captions: { captions: { type: 'checkboxes', selected_options: [{ value: 'on' }] } },
    });
  });

  it('delivers the same submission twice on demand', async () => {
    await using setup = await start();
    const { driver, messages } = setup.slack;
    const { viewId = '' } = await driver.command();
    const { delivery } = await driver.submit({
      viewId,
      values: { script: 'Twice', avatar: 'public:81' },
    });
    await driver.deliverAgain(delivery?.id ?? '');
    const cards = () => messages(GENERAL).filter((each) => each.thread_ts === each.ts);
    await driver.waitFor(() => cards().length === 2);
    expect(cards()).toHaveLength(2);
  });
});

describe('Socket Mode', () => {
  it('is reconnected by the app after Slack asks for it', async () => {
    await using setup = await sandboxWith();
    await using bolt = await boltOverSocket(setup.apiUrl);
    makeVideos(bolt.app);
    const { socketMode, driver, log } = setup.slack;
    expect(socketMode.connections()).toBe(1);
    socketMode.disconnect('refresh_requested');
    await driver.waitFor(() => socketMode.connections() === 0);
    await driver.waitFor(() => socketMode.connections() === 1);
    const { viewId } = await driver.command();
    expect(viewId).toMatch(/^V0/);
    expect(log.filter((each) => each.method === 'apps.connections.open')).toHaveLength(2);
  });

  it('carries payloads of every frame length', async () => {
    await using setup = await sandboxWith();
    await using bolt = await boltOverSocket(setup.apiUrl);
    const texts: string[] = [];
    bolt.app.command('/jogg', async ({ ack, body }) => {
      texts.push(body.text);
      await ack(`${body.text.length}`);
    });
    for (const size of [1, 200, 70_000]) {
      const { ephemeral } = await setup.slack.driver.command({ text: 'x'.repeat(size) });
      expect(ephemeral.map((each) => each.text)).toEqual([String(size)]);
    }
    expect(texts.map((each) => each.length)).toEqual([1, 200, 70_000]);
  });

  it('opens one connection for one ticket of apps.connections.open', async () => {
    await using setup = await sandboxWith();
    expect(await setup.call('apps.connections.open')).toMatchObject({
      error: 'not_allowed_token_type',
    });
    const { url = '' } = await setup.client.apps.connections.open({ token: APP_TOKEN });
    const opened = (address: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(address);
        socket.onmessage = ({ data }) => resolve(JSON.parse(data).type);
        socket.onerror = () => resolve('refused');
      });
    expect(await opened(url)).toBe('hello');
    expect(await opened(url)).toBe('refused');
    expect(await opened(url.replace(/ticket=.*/, 'ticket=guessed'))).toBe('refused');
  });
});
