import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { DIRECT } from '../../src/lib/proxies.ts';
import { createSlackFile, slackAddress } from '../../src/slack/delivery/slack-file.ts';
import { listening } from './listening.ts';

const SLACK = 'https://slack.com/api/';

const LOCAL = 'http://127.0.0.1:4001/api/';

it.each([
  ['https://files.slack.com/files-pri/T1-F1/download/a.mp3', SLACK, true],
  ['https://acme.enterprise.slack.com/files/a.mp3', SLACK, true],
  ['https://files.slack-gov.com/a.mp3', 'https://slack-gov.com/api/', true],
  ['http://127.0.0.1:4001/files/F1/a.mp3', LOCAL, true],
  ['https://files.slack.com.evil.example/a.mp3', SLACK, false],
  ['https://notslack.com/a.mp3', SLACK, false],
  ['http://files.slack.com/a.mp3', SLACK, false],
  ['https://files.slack.com:8443/a.mp3', SLACK, false],
  ['https://me:you@files.slack.com/a.mp3', SLACK, false],
  ['https://evil.example/?files.slack.com', SLACK, false],
  ['http://127.0.0.1:4002/a.mp3', LOCAL, false],
  ['file:///etc/passwd', SLACK, false],
  ['', SLACK, false],
])('the token of the app goes to %s, where %s is Slack: %s', (address, apiUrl, goes) => {
  expect(slackAddress(address, apiUrl)?.href ?? null).toBe(goes ? address : null);
});

async function fetched(
  answer: { status: number; body?: Buffer; location?: string },
  info: (url: string) => Promise<object>,
) {
  const { url, seen } = await listening((_, response) => {
    response.writeHead(answer.status, answer.location ? { location: answer.location } : {});
    response.end(answer.body);
  });
  const file = createSlackFile({
    proxies: DIRECT,
    client: { files: { info: async () => (await info(url)) as never } },
    botToken: 'xoxb-1',
    apiUrl: `${url}api/`,
    now: () => 0,
  });
  return { file: await file('F1'), seen: seen.map(({ authorization }) => authorization) };
}

const told = (size: number) => async (url: string) => ({
  file: { url_private_download: `${url}a.mp3`, size },
});
const refusing = (error: string) => async () => {
  throw new WebAPIPlatformError({ ok: false, error });
};
const refused = (why: string) => ({ kind: 'refused', why });
const REDIRECT = { status: 302, location: 'https://evil.example/' };
const HUGE = Buffer.alloc(20 * 1024 * 1024 + 1);

describe('a file of Slack', () => {
  it('is fetched whole with the token', async () => {
    const { file, seen } = await fetched({ status: 200, body: Buffer.from('ID3') }, told(3));
    expect([file, seen]).toEqual([{ kind: 'done', bytes: Buffer.from('ID3') }, ['Bearer xoxb-1']]);
  });

  it.each([
    ['a redirect', REDIRECT, refused('gone')],
    ['one that is gone', { status: 404 }, refused('gone')],
    ['one that is not there now', { status: 503 }, { kind: 'later', afterMs: null }],
    ['one larger than was said', { status: 200, body: HUGE }, refused('too_large')],
  ])('%s is not', async (_, answer, outcome) => {
    expect((await fetched(answer, told(3))).file).toEqual(outcome);
  });

  it.each([
    ['file_not_found', refused('gone')],
    ['missing_scope', refused('scope')],
    ['token_revoked', { kind: 'later', afterMs: 300_000 }],
    ['ratelimited', { kind: 'later' }],
    ['fatal_error', { kind: 'later' }],
    ['too large a size', refused('too_large')],
  ])('is not asked for where Slack says %s of it', async (error, outcome) => {
    const info = error === 'too large a size' ? told(HUGE.length) : refusing(error);
    const { file, seen } = await fetched({ status: 200 }, info);
    expect([file, seen]).toMatchObject([outcome, []]);
  });
});
