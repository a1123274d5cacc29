import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { videoAlt } from '../../src/slack/copy/alt-text.ts';
import { fileName, fileTitle } from '../../src/slack/delivery/file-name.ts';
import { createFileUpload } from '../../src/slack/delivery/file-upload.ts';
import { shareMessage, shareWithFile } from '../../src/slack/messages/share-message.ts';
import { createOutbound } from '../../src/slack/web-api/outbound.ts';
import { createTestHolds } from '../support/holds.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { FILE_LINK, LABEL, READY, sampleVideo } from './sample-video.ts';
import { type Answer, HANG_UP, stubSlack } from './stub-slack.ts';

const clock = createVirtualClock();
const UPLOAD = { ok: true, upload_url: 'https://files.slack.com/upload/v1/1', file_id: 'F1' };
const LOCAL_UPLOAD = { ...UPLOAD, upload_url: 'http://127.0.0.1:1/upload/v1/1' };
const ALT =
  'AI-generated video “Launch”, 1:05 long: the avatar Amara speaks in the voice Christopher, ' +
  'with captions. The button “Transcript” shows its words.';
const STORED = { kind: 'stored', id: 'F1' };
const LATER = { kind: 'later', afterMs: null };
const impossible = (why: string) => ({ kind: 'impossible', why });

async function storeFile(answer: Answer, sent: 'sent' | 'too_large' | 'failed', plainHttp = false) {
  const { client, calls } = stubSlack(() => answer);
  const addresses: string[] = [];
  const upload = createFileUpload({
    clientFor: async () => client,
    mayUpload: async () => true,
    send: async (address) => {
      addresses.push(address);
      return sent;
    },
    plainHttp,
    label: LABEL,
    outbound: createOutbound({ clock, holds: createTestHolds(clock), logEvent: () => {} }),
  });
  const bytes = { bytes: 7, read: () => Readable.from([]) };
  const outcome = await upload.store(sampleVideo('ready', READY), bytes, AbortSignal.any([]));
  return { outcome, calls, addresses };
}

it('a file gets an upload URL, its bytes go there, and it stays invisible', async () => {
  expect(await storeFile(UPLOAD, 'sent')).toEqual({
    outcome: STORED,
    calls: [['files.getUploadURLExternal', { filename: 'Launch.mp4', length: 7, alt_txt: ALT }]],
    addresses: [UPLOAD.upload_url],
  });
});

it.each<[Answer, object]>([
  ['storage_limit_reached', impossible('storage_limit_reached')],
  ['internal_error', LATER],
  [HANG_UP, LATER],
  [{ ...UPLOAD, upload_url: 'no address' }, impossible('unreadable')],
  [LOCAL_UPLOAD, impossible('unreadable')],
  [{ ...UPLOAD, file_id: '../1' }, impossible('unreadable')],
])('no byte is sent if Slack answers %j', async (answer, outcome) => {
  const { outcome: actual, addresses } = await storeFile(answer, 'sent');
  expect([actual, addresses]).toEqual([outcome, []]);
});

it.each([
  ['failed', UPLOAD, LATER],
  ['too_large', UPLOAD, impossible('too_large')],
  // Over plain http if the Web API uses plain http.
  ['sent', LOCAL_UPLOAD, STORED],
] as const)('the outcome of an upload is returned: %s', async (sent, upload, outcome) => {
  expect((await storeFile(upload, sent, upload === LOCAL_UPLOAD)).outcome).toEqual(outcome);
});

it('the texts of a file describe it and its speaker, and never quote its script', () => {
  const audio = { kind: 'file', id: 'F1', name: 'hello.mp3' } as const;
  const recording = sampleVideo('ready', READY, { script: '', audio, name: '', captions: false });
  expect(videoAlt(recording, null)).toBe('Video, 1:05 long: the avatar Amara speaks a recording.');
  const untitled = sampleVideo('delivered', READY, { name: '' });
  const withFile = shareWithFile(untitled, { by: 'U0BOB', label: LABEL, file: FILE_LINK });
  const texts = [shareMessage(untitled, 'U0BOB', LABEL), withFile, videoAlt(untitled, LABEL)];
  expect(JSON.stringify(texts)).not.toMatch(/Hello|welcome/);
  expect([shareMessage(untitled, 'U0BOB', LABEL).text, fileTitle(untitled, LABEL)]).toEqual([
    '<@U0BOB> shared a video of Amara · 1:05 long · AI-generated video',
    'Amara · AI-generated video',
  ]);
});

it.each([
  ['../../etc/passwd', 'etc passwd.mp4'],
  ['C:\\Windows\\x.exe', 'C Windows x.exe.mp4'],
  ['a:b*c?d"e<f>g|h', 'a b c d e f g h.mp4'],
  ['.htaccess', 'htaccess.mp4'],
  ['Grüße 日本 😀', 'Grüße 日本 😀.mp4'],
  ['/', 'video.mp4'],
  ['', 'Amara.mp4'],
])('the file of a video with the title %j is named %j', (name, file) => {
  expect(fileName(sampleVideo('ready', READY, { name }))).toBe(file);
});
