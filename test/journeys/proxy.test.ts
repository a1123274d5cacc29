import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { examine } from '../../src/doctor/index.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { onStage } from '../support/stage.ts';

const proxied = async (options: Parameters<typeof countingProxy>[0] = {}) => {
  const proxy = await countingProxy(options);
  onTestFinished(() => proxy.close());
  return proxy;
};
const hostOf = (address: string) => new URL(address).host;

/** How often each way to each host was taken. */
const counted = (seen: readonly string[]) =>
  Object.fromEntries(
    [...new Set(seen)].map((each) => [each, seen.filter((other) => other === each).length > 0]),
  );

describe('behind a proxy', () => {
  it('Slack’s Web API, its socket and Jogg are asked through it, and a video is made', async () => {
    const proxy = await proxied({ credentials: 'ada:love' });
    const stage = await onStage({ socket: true, env: { HTTP_PROXY: proxy.url } });
    await stage.make();
    await stage.reply('result');
    const [slack, jogg] = [hostOf(stage.apiUrl), hostOf(stage.env.JOGG_API_URL)];
    expect(counted(proxy.seen)).toEqual({
      [`POST http://${slack}`]: true,
      [`CONNECT ${slack}`]: true,
      [`GET http://${jogg}`]: true,
      [`POST http://${jogg}`]: true,
    });
    expect(proxy.seen.filter((each) => each === `CONNECT ${slack}`)).toHaveLength(1);
    expect(stage.paid()).toHaveLength(1);
  });

  it.each(['127.0.0.1', '127.0.0.0/8', '*'])(
    'none of them is where NO_PROXY is %s',
    async (bypass) => {
      const proxy = await proxied();
      const env = { http_proxy: proxy.url, no_proxy: bypass };
      const stage = await onStage({ socket: true, webhook: false, env });
      await stage.make();
      await stage.reply('result');
      expect(proxy.seen).toEqual([]);
    },
  );

  it('one host alone may be left out', async () => {
    const proxy = await proxied();
    const stage = await onStage({ webhook: false });
    const jogg = hostOf(stage.env.JOGG_API_URL);
    await stage.stop();
    const { stop } = await stage.start({ HTTP_PROXY: proxy.url, NO_PROXY: jogg });
    await stop();
    expect(Object.keys(counted(proxy.seen))).toEqual([`POST http://${hostOf(stage.apiUrl)}`]);
  });

  it('the start and the doctor name it, without its password', async () => {
    const proxy = await proxied({ credentials: 'ada:canary' });
    const env = { HTTP_PROXY: proxy.url, NO_PROXY: '.internal' };
    const stage = await onStage({ webhook: false, env });
    const findings = await examine(stage.env);
    expect(findings.find(({ what }) => what === 'Proxy')).toEqual({
      what: 'Proxy',
      how: 'ok',
      says: `https by ${proxy.name}, http by ${proxy.name}; not for .internal`,
    });
    expect(stage.lines.find(({ event }) => event === 'proxy')).toEqual({
      level: 'info',
      event: 'proxy',
      fields: { https: proxy.name, http: proxy.name, not_for: '.internal' },
    });
    expect(JSON.stringify([findings, stage.lines])).not.toContain('canary');
  });

  it.each([407, 403])('the doctor names one that answers %i', async (status) => {
    const proxy = await proxied({ status });
    const findings = await examine({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      JOGG_API_KEY: 'key',
      HTTPS_PROXY: proxy.url,
      STATE_URL: 'memory:',
    });
    const named = findings.filter(({ says }) =>
      says.includes(`the proxy ${proxy.name} answered ${status}`),
    );
    expect(named.map(({ what, how }) => [what, how])).toEqual([
      ['Slack', 'fail'],
      ['Slack app token', 'fail'],
      ['Jogg key', 'fail'],
    ]);
  });
});

it('the doctor names the cause where Slack and Jogg cannot be reached', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const findings = await examine({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: `https://127.0.0.1:${port}/api/`,
    JOGG_API_KEY: 'key',
    JOGG_API_URL: `https://127.0.0.1:${port}`,
    STATE_URL: 'memory:',
  });
  const named = findings.filter(({ says }) => says.includes('(ECONNREFUSED): nothing listens'));
  expect(named.map(({ what }) => what)).toEqual(['Slack', 'Slack app token', 'Jogg key']);
});
