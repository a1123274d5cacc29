import { Readable } from 'node:stream';
import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { createFileUpload } from '../../src/slack/delivery/file-upload.ts';
import { createOutbound } from '../../src/slack/web-api/outbound.ts';
import { fakeSlack } from './fake-slack.ts';
import { NOON, READY, sampleVideo } from './sample-video.ts';

const NEVER = new AbortController().signal;
const BYTES = { bytes: 7, read: () => Readable.from([]) };
const PLACE = { ok: true, upload_url: 'https://files.slack.com/upload/v1/1', file_id: 'F1' };
const video = sampleVideo('ready', READY);

const refusal = (error: string): Error =>
  new WebAPIPlatformError({ ok: false, error, response_metadata: {} });

async function storing(
  answer: unknown,
  sent: 'sent' | 'too_large' | 'failed' = 'sent',
  plainHttp = false,
) {
  const { client, calls } = fakeSlack(() => answer);
  const addresses: string[] = [];
  const upload = createFileUpload({
    clientFor: async () => client,
    mayUpload: async () => true,
    send: async (address) => {
      addresses.push(address);
      return sent;
    },
    plainHttp,
    outbound: createOutbound({
      clock: { now: () => NOON, monotonic: () => NOON, sleep: async () => {} },
      logEvent: () => {},
    }),
  });
  return { outcome: await upload.store(video, BYTES, NEVER), calls, addresses };
}

describe('storing a file', () => {
  it('asks for a place, sends the bytes there, and shows nothing yet', async () => {
    expect(await storing(PLACE)).toEqual({
      outcome: { kind: 'stored', id: 'F1' },
      calls: [['files.getUploadURLExternal', { filename: 'Launch.mp4', length: 7 }]],
      addresses: [PLACE.upload_url],
    });
  });

  it.each([
    'missing_scope',
    'file_uploads_disabled',
    'storage_limit_reached',
    'file_upload_size_restricted',
    'unknown_method',
  ])('is impossible where Slack says %s, and no byte is sent', async (error) => {
    const { outcome, addresses } = await storing(refusal(error));
    expect([outcome, addresses]).toEqual([{ kind: 'impossible', why: error }, []]);
  });

  it.each([
    ['an error that leaves doubt', refusal('internal_error')],
    ['an error that nobody knows', refusal('some_new_error')],
    ['no answer', new Error('socket hang up')],
  ])('is tried later after %s: nobody can see it', async (_, answer) => {
    expect((await storing(answer)).outcome).toEqual({ kind: 'later', afterMs: null });
  });

  it.each([
    ['without a place', { ok: true }],
    ['with an odd place', { ...PLACE, upload_url: 'no address' }],
    ['with an odd id', { ...PLACE, file_id: '../1' }],
    ['with a place that is not private', { ...PLACE, upload_url: 'http://files.slack.com/1' }],
  ])('is impossible after an answer %s', async (_, answer) => {
    const { outcome, addresses } = await storing(answer);
    expect([outcome, addresses]).toEqual([{ kind: 'impossible', why: 'unreadable' }, []]);
  });

  it('may go over plain http where the Web API does', async () => {
    const upload_url = 'http://127.0.0.1:1/upload/v1/1';
    const { outcome } = await storing({ ...PLACE, upload_url }, 'sent', true);
    expect(outcome).toEqual({ kind: 'stored', id: 'F1' });
  });

  it.each([
    ['failed', { kind: 'later', afterMs: null }],
    ['too_large', { kind: 'impossible', why: 'too_large' }],
  ] as const)('whose bytes %s: %j', async (sent, outcome) => {
    expect((await storing(PLACE, sent)).outcome).toEqual(outcome);
  });
});
