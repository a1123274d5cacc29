import { describe, expect, it, onTestFinished } from 'vitest';
import { examine } from '../../src/doctor/index.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { freshDatabase } from '../support/postgres.ts';
import { onStage } from '../support/stage.ts';

const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', JOGG_API_KEY: 'key' };

describe('behind a proxy', () => {
  it('all requests to Slack and Jogg go through the proxy, and a video is made', async () => {
    const proxy = await countingProxy({ credentials: 'ada:love' });
    const stage = await onStage({ socket: true, env: { HTTP_PROXY: proxy.url } });
    await stage.video();
    const [slack, jogg] = [stage.apiUrl, stage.jogg.url].map((url) => new URL(url).host);
    const expected = ['CONNECT ', 'POST http://'].map((how) => how + slack);
    expected.push(...['GET', 'POST'].map((method) => `${method} http://${jogg}`));
    expect(new Set(proxy.seen)).toEqual(new Set(expected));
    expect(proxy.seen.filter((each) => each === `CONNECT ${slack}`)).toHaveLength(1);
  });

  it('NO_PROXY excludes hosts; the start and the doctor name the proxy without its password', async () => {
    const { name, url, seen } = await countingProxy({ credentials: 'ada:canary' });
    const not_for = '127.0.0.0/8';
    const env = { http_proxy: url, no_proxy: not_for };
    const stage = await onStage({ socket: true, webhook: false, env });
    await stage.video();
    const findings = await examine(stage.env);
    const message = `https through ${name}, http through ${name}; not for ${not_for}`;
    const found = findings.filter(({ check }) => check === 'Proxy');
    expect([seen, found]).toEqual([[], [{ check: 'Proxy', status: 'ok', message }]]);
    expect(await stage.logged('proxy')).toEqual([{ https: name, http: name, not_for }]);
    expect(JSON.stringify([findings, stage.lines])).not.toContain('canary');
  });

  it('the doctor names the proxy as the cause if Slack and Jogg cannot be reached', async () => {
    const { name, url } = await countingProxy({ status: 407 });
    const found = await examine({ ...TOKENS, STATE_URL: 'memory:', HTTPS_PROXY: url });
    const named = found.filter(({ message }) => message.includes(`the proxy ${name} answered 407`));
    const failed = ['Slack: fail', 'Slack app token: fail', 'Jogg key: fail'];
    expect(named.map(({ check, status }) => `${check}: ${status}`)).toEqual(failed);
  });
});

// Two replicas on one database: `isolation/`, `troubles/`.
it('the doctor reports the version and the durability of a PostgreSQL', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const found = await examine({ ...TOKENS, STATE_URL: url });
  expect(found.filter(({ check }) => check === 'Database').map(({ message }) => message)).toEqual([
    expect.stringMatching(/^PostgreSQL \d+[.\d]*, can be read and written$/),
    expect.stringMatching(/^no synchronous standby/),
  ]);
});
