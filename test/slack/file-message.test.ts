import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { Video } from '../../src/domain/video/video.ts';
import { fileSentence } from '../../src/slack/copy/file-sentence.ts';
import { fileName, fileTitle } from '../../src/slack/delivery/file-name.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { noonMessenger } from './noon-messenger.ts';
import { NOON, READY, sampleVideo } from './sample-video.ts';

const FILE = { status: 'stored', id: 'F1', why: null, tries: 1, notBefore: 0, expired: 0 } as const;
const video = sampleVideo('ready', { ...READY, file: FILE });
const COMPLETED = { ok: true, files: [{ id: 'F1', title: 'Launch' }] };
const THREAD = '1780315200.000100';
const refusal = (error: string): Error =>
  new WebAPIPlatformError({ ok: false, error, response_metadata: {} });
const named = (name: string): Video => ({ ...video, order: { ...video.order, name } });
const givenUp = (why: string): Video =>
  sampleVideo('ready', { ...READY, file: { ...FILE, status: 'given_up', id: null, why } });

describe('the result with its file', () => {
  it('is completed in the thread, with a mention, the link and the title, and no other message', async () => {
    const { port, calls } = noonMessenger(() => COMPLETED);
    const outcome = await port.post(video, 'result');
    expect([outcome, calls]).toEqual([
      { kind: 'done', channel: 'C0LAUNCH', ts: null, inThread: true },
      [
        [
          'files.completeUploadExternal',
          {
            files: [{ id: 'F1', title: 'Launch' }],
            channel_id: 'C0LAUNCH',
            thread_ts: THREAD,
            initial_comment: [
              '<@U0ANN> your video is ready: Launch · 1:05 long',
              '<https://res.jogg.ai/v/1.mp4?sig=a&amp;exp=2>',
            ].join('\n'),
          },
        ],
      ],
    ]);
  });

  it('in somebody’s thread is shown in that one', async () => {
    const { port, calls } = noonMessenger(() => COMPLETED);
    await port.post({ ...video, origin: { channel: 'C0LAUNCH', threadTs: '1.2' } }, 'result');
    expect(calls[0]?.[1]).toHaveProperty('thread_ts', '1.2');
  });

  it.each([
    ['names no file', { ok: true }],
    ['names another file', { ok: true, files: [{ id: 'F2' }] }],
  ])('leaves doubt where the answer %s', async (_, answer) => {
    const { port } = noonMessenger(() => answer);
    expect(await port.post(video, 'result')).toEqual({ kind: 'unknown' });
  });

  it('that Slack refuses says why', async () => {
    const { port } = noonMessenger(() => refusal('not_in_channel'));
    const outcome = await port.post(video, 'result');
    expect(outcome).toEqual({ kind: 'refused', error: 'not_in_channel' });
  });

  it('is recognised in the thread by the id of its file', async () => {
    const messages = [
      { ts: '1.0', files: [{ id: 'F0' }] },
      { ts: '2.0', files: [{ id: 'F1' }] },
    ];
    const { port } = noonMessenger(() => ({ ok: true, messages, has_more: false }));
    expect(await port.find(video, 'result')).toEqual({
      kind: 'found',
      channel: 'C0LAUNCH',
      ts: '2.0',
    });
    expect(await port.find(video, 'late')).toEqual({ kind: 'absent' });
  });
});

describe('where the app may not read the thread', () => {
  const asked = async (answer: unknown) => {
    const { port } = noonMessenger((method) =>
      method === 'files.info' ? answer : refusal('missing_scope'),
    );
    return (await port.find(video, 'result')).kind;
  };
  const shares = (kind: string, channel: string) => ({
    ok: true,
    file: { id: 'F1', shares: { [kind]: { [channel]: [{ ts: '3.0' }] } } },
  });

  it.each([
    ['found', shares('public', 'C0LAUNCH')],
    ['found', shares('private', 'C0LAUNCH')],
    ['absent', shares('public', 'C0OTHER')],
    ['absent', { ok: true, file: { id: 'F1' } }],
    ['absent', refusal('file_not_found')],
    ['unreadable', refusal('missing_scope')],
    ['unreadable', { ok: true }],
    ['later', refusal('internal_error')],
  ])('the file itself tells: %s', async (kind, answer) => {
    expect(await asked(answer)).toBe(kind);
  });

  it('nobody is asked without the permission to read files', async () => {
    const { port, calls } = noonMessenger(() => ({ ok: true }), false);
    expect([await port.find(video, 'result'), calls]).toEqual([{ kind: 'unreadable' }, []]);
  });
});

describe('a result without its file', () => {
  it.each([
    ['missing_scope', 'the app may not upload files in this workspace'],
    ['not_in_channel', 'the app is not a member of this channel'],
    ['file_uploads_disabled', 'this workspace does not allow files'],
    ['storage_limit_reached', 'the file storage of this workspace is full'],
    ['too_large', 'it is too large'],
    ['host', 'it is kept on a server that this app does not trust'],
    ['kind', 'it is not an MP4'],
    ['download', 'it could not be downloaded'],
    ['not_moved', 'it could not be brought here'],
    ['slow', 'bringing it here took too long'],
    ['unknown_method', 'this Slack does not take files'],
    ['<!channel>', 'Slack did not take it'],
  ])('for %s says in its last line that %s', (why, words) => {
    const { text } = replyMessage(givenUp(why), 'result', { now: NOON });
    expect(text.split('\n').at(-1)).toBe(`The file itself is not here because ${words}.`);
  });

  it('says nothing of it where nobody wanted one', () => {
    expect(fileSentence(sampleVideo('ready', READY))).toBe(null);
  });
});

describe('the name of a file', () => {
  it.each([
    ['Launch', 'Launch.mp4'],
    ['../../etc/passwd', 'etc passwd.mp4'],
    ['C:\\Windows\\x.exe', 'C Windows x.exe.mp4'],
    ['a:b*c?d"e<f>g|h', 'a b c d e f g h.mp4'],
    ['.htaccess', 'htaccess.mp4'],
    ['-rf ~', 'rf ~.mp4'],
    ['Grüße 日本 😀', 'Grüße 日本 😀.mp4'],
    ['/', 'video.mp4'],
    ['', 'Launch.mp4'],
  ])('%j becomes %j', (name, file) => {
    expect(fileName(named(name))).toBe(file);
  });

  it('is short, on one line and without a path, whatever people type', () => {
    const odd = HOSTILE.map((text) => fileName(named(text))).filter(
      (name) => name.length > 100 || !name.endsWith('.mp4') || /[\p{C}\\/:*?"<>|\n]/u.test(name),
    );
    expect(odd).toEqual([]);
  });

  it('of a video that nobody named has a title all the same', () => {
    const nameless = { ...named(''), result: null };
    expect([fileTitle(nameless), fileName(nameless)]).toEqual(['Video', 'video.mp4']);
  });
});
