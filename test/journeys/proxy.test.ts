import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { examine } from '../../src/doctor/index.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { onStage } from '../support/stage.ts';

const proxied = async (options: Parameters<typeof countingProxy>[0] = {}) => {
  const proxy = await countingProxy(options);
  onTestFinished(() => proxy.close());
  return proxy;
};
const hostOf = (address: string) => new URL(address).host;
const NOWHERE = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  JOGG_API_KEY: 'key',
  STATE_URL: 'memory:',
};
const CHECKS = ['Slack', 'Slack app token', 'Jogg key'];

describe('behind a proxy', () => {
  it('Slack’s Web API, its socket and Jogg are asked through it, and a video is made', async () => {
    const proxy = await proxied({ credentials: 'ada:love' });
    const stage = await onStage({ socket: true, env: { HTTP_PROXY: proxy.url } });
    await stage.video();
    const [slack, jogg] = [hostOf(stage.apiUrl), hostOf(stage.jogg.url)];
    expect(new Set(proxy.seen)).toEqual(
      new Set([
        `POST http://${slack}`,
        `CONNECT ${slack}`,
        `GET http://${jogg}`,
        `POST http://${jogg}`,
      ]),
    );
    expect(proxy.seen.filter((each) => each === `CONNECT ${slack}`)).toHaveLength(1);
    expect(stage.paid()).toHaveLength(1);
  });

  it('none of them is where NO_PROXY names their network', async () => {
    const proxy = await proxied();
    const env = { http_proxy: proxy.url, no_proxy: '127.0.0.0/8' };
    const stage = await onStage({ socket: true, webhook: false, env });
    await stage.video();
    expect(proxy.seen).toEqual([]);
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
    const findings = await examine({ ...NOWHERE, HTTPS_PROXY: proxy.url });
    const named = findings.filter(({ says }) =>
      says.includes(`the proxy ${proxy.name} answered ${status}`),
    );
    expect(named.map(({ what, how }) => `${what}: ${how}`)).toEqual(
      CHECKS.map((what) => `${what}: fail`),
    );
  });
});

it('the doctor names the cause where Slack and Jogg cannot be reached', async () => {
  const address = `https://127.0.0.1:${await freePort()}`;
  const unreachable = { SLACK_API_URL: `${address}/api/`, JOGG_API_URL: address };
  const findings = await examine({ ...NOWHERE, ...unreachable });
  const named = findings.filter(({ says }) => says.includes('(ECONNREFUSED): nothing listens'));
  expect(named.map(({ what }) => what)).toEqual(CHECKS);
});
