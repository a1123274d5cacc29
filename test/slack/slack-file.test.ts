import { WebAPIPlatformError } from '@slack/web-api';
import { expect, it } from 'vitest';
import { DIRECT } from '../../src/lib/network/proxies.ts';
import { createSlackFiles, slackAddress } from '../../src/slack/delivery/slack-file.ts';
import { startHttpServer } from '../support/listen.ts';

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
])('the token may be sent to %s if the API is at %s: %s', (address, apiUrl, isSent) => {
  expect(slackAddress(address, apiUrl)?.href ?? null).toBe(isSent ? address : null);
});

/** Fetches a file from a local server. `answer`: the size or the error of `files.info`. */
async function fetchFile(answer: number | string, status = 200, body?: Buffer, location = '') {
  const { url, hits } = await startHttpServer((_, response) => {
    response.writeHead(status, location ? { location } : {}).end(body);
  });
  const info = async () => {
    if (typeof answer === 'string') throw new WebAPIPlatformError({ ok: false, error: answer });
    return { file: { url_private_download: `${url}a.mp3`, size: answer } } as never;
  };
  const files = createSlackFiles({ proxies: DIRECT, apiUrl: `${url}api/`, now: () => 0 });
  const file = await files({ client: { files: { info } }, botToken: 'xoxb-1' }, 'F1');
  return [file, ...hits.headers.map(({ authorization }) => authorization)];
}

const MP3 = Buffer.from('ID3');
const HUGE = Buffer.alloc(20 * 1024 * 1024 + 1);
const refused = (why: string) => ({ kind: 'refused', why });
const later = (afterMs: number | null) => ({ kind: 'later', afterMs });
it.each<[string, Parameters<typeof fetchFile>, object]>([
  ['is complete', [3, 200, MP3], { kind: 'done', bytes: MP3 }],
  ['redirects to another host', [3, 302, MP3, 'https://evil.example/'], refused('gone')],
  ['is temporarily unavailable', [3, 503], later(null)],
  ['is larger than announced', [3, 200, HUGE], refused('too_large')],
])('the token is sent to download a file that %s', async (_, answer, outcome) => {
  expect(await fetchFile(...answer)).toEqual([outcome, 'Bearer xoxb-1']);
});

it.each([
  ['file_not_found', refused('gone')],
  ['missing_scope', refused('scope')],
  ['token_revoked', later(300_000)],
  ['fatal_error', later(null)],
  [HUGE.length, refused('too_large')],
])('a file is not downloaded if Slack answers %s', async (answer, outcome) => {
  expect(await fetchFile(answer)).toEqual([outcome]);
});
