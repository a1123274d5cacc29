import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DIRECT } from '../../src/lib/proxies.ts';
import { createSlackFile, slackAddress } from '../../src/slack/delivery/slack-file.ts';

const SLACK = 'https://slack.com/api/';

describe('the token of the app', () => {
  it.each([
    ['https://files.slack.com/files-pri/T1-F1/download/a.mp3', SLACK],
    ['https://acme.enterprise.slack.com/files/a.mp3', SLACK],
    ['https://files.slack-gov.com/a.mp3', 'https://slack-gov.com/api/'],
    ['http://127.0.0.1:4001/files/F1/a.mp3', 'http://127.0.0.1:4001/api/'],
  ])('goes to %s', (address, apiUrl) => {
    expect(slackAddress(address, apiUrl)?.href).toBe(address);
  });

  it.each([
    ['https://files.slack.com.evil.example/a.mp3', SLACK],
    ['https://notslack.com/a.mp3', SLACK],
    ['http://files.slack.com/a.mp3', SLACK],
    ['https://files.slack.com:8443/a.mp3', SLACK],
    ['https://me:you@files.slack.com/a.mp3', SLACK],
    ['https://evil.example/?files.slack.com', SLACK],
    ['http://127.0.0.1:4002/a.mp3', 'http://127.0.0.1:4001/api/'],
    ['file:///etc/passwd', SLACK],
    ['', SLACK],
  ])('never goes to %s', (address, apiUrl) => {
    expect(slackAddress(address, apiUrl)).toBe(null);
  });
});

async function fetched(
  answer: { status: number; body?: Buffer; location?: string },
  info: (url: string) => Promise<object>,
) {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(answer.status, answer.location ? { location: answer.location } : {});
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const file = createSlackFile({
    proxies: DIRECT,
    client: { files: { info: async () => (await info(url)) as never } },
    botToken: 'xoxb-1',
    apiUrl: `${url}api/`,
    now: () => 0,
  });
  return { file: await file('F1'), seen };
}

const at = (url: string) =>
  Promise.resolve({ file: { url_private_download: `${url}a.mp3`, size: 3 } });
const refusing = (error: string) => async () => {
  throw Object.assign(new Error(error), {
    code: 'slack_webapi_platform_error',
    data: { ok: false, error },
  });
};

describe('a file of Slack', () => {
  it('is fetched whole with the token', async () => {
    const { file, seen } = await fetched({ status: 200, body: Buffer.from('ID3') }, at);
    expect([file, seen]).toEqual([{ kind: 'done', bytes: Buffer.from('ID3') }, ['Bearer xoxb-1']]);
  });

  it.each([
    [
      'a redirect',
      { status: 302, location: 'https://evil.example/' },
      { kind: 'refused', why: 'gone' },
    ],
    ['one that is gone', { status: 404 }, { kind: 'refused', why: 'gone' }],
    ['one that is not there now', { status: 503 }, { kind: 'later', afterMs: null }],
    [
      'one larger than was said',
      { status: 200, body: Buffer.alloc(20 * 1024 * 1024 + 1) },
      { kind: 'refused', why: 'too_large' },
    ],
  ])('%s is not', async (_, answer, outcome) => {
    expect((await fetched(answer, at)).file).toEqual(outcome);
  });

  it.each([
    ['file_not_found', { kind: 'refused', why: 'gone' }],
    ['missing_scope', { kind: 'refused', why: 'scope' }],
    ['token_revoked', { kind: 'later', afterMs: 300_000 }],
    ['ratelimited', { kind: 'later' }],
    ['fatal_error', { kind: 'later' }],
  ])('that Slack does not tell of: %s', async (error, outcome) => {
    const { file, seen } = await fetched({ status: 200 }, refusing(error));
    expect([file, seen]).toMatchObject([outcome, []]);
  });

  it('too large by what Slack says is not asked for', async () => {
    const large = async (url: string) => ({
      file: { url_private: `${url}a`, size: 21 * 1024 * 1024 },
    });
    const { file, seen } = await fetched({ status: 200 }, large);
    expect([file, seen]).toEqual([{ kind: 'refused', why: 'too_large' }, []]);
  });
});
