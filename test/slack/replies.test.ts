import { expect, it } from 'vitest';
import { checkView } from '../../sandbox/slack/rules/block-kit.ts';
import type { State, Video } from '../../src/domain/video/video.ts';
import { costLine, failureDetail, failureOf } from '../../src/slack/copy/failure-copy.ts';
import { fileSentence } from '../../src/slack/copy/media-copy.ts';
import { postErrorSentence } from '../../src/slack/copy/post-error-copy.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { transcriptView } from '../../src/slack/messages/transcript-view.ts';
import { listedErrors } from '../../src/slack/web-api/error-table.ts';
import { LABEL, NOON, READY, rejectedPost, STORED_FILE, sampleVideo } from './sample-video.ts';
import { snapshotText } from './snapshot-text.ts';

const AT = { channel: 'C1', handle: '@jogg' };
const NOW = { now: NOON, label: LABEL, handle: '@jogg' } as const;
type Reply = 'late' | 'unconfirmed' | 'result' | 'direct';

const failure = { reason: 'parameter', detail: 'voice_id', rid: 'r-9' } as const;
const { posts } = sampleVideo('ready');
const candidate = { id: 'p:1', version: 'v1', title: 'Secret launch' } as const;
const audio = { kind: 'file', id: 'F1', name: 'hello.mp3' } as const;
const answered = { code: 50_000, rid: 'r' };
const locked = { ...posts, result: rejectedPost('restricted_action_thread_locked') };
const archived = { ...posts, result: rejectedPost('is_archived') };
const notPosted = (why: string, channel: string): Video =>
  sampleVideo('failed', {
    origin: { channel, threadTs: null },
    posts: { card: rejectedPost(why) },
    failure: { reason: 'cannot_post', detail: why, rid: null },
  });
const givenUp = (why: string): Partial<Video> => {
  return { ...READY, file: { ...STORED_FILE, status: 'given_up', id: null, why } };
};

const REPLIES: readonly (readonly [Reply, string, Video])[] = [
  ['result', 'ready', sampleVideo('ready', READY)],
  ['result', 'ready with its file', sampleVideo('ready', { ...READY, file: STORED_FILE })],
  ['result', 'ready without its file', sampleVideo('ready', givenUp('too_large'))],
  ['result', 'failed', sampleVideo('failed', { failure })],
  ['result', 'a recording failed', sampleVideo('failed', { failure }, { script: '', audio })],
  ['result', 'never started', sampleVideo('expired')],
  ['result', 'not finished within a day', sampleVideo('expired', READY)],
  ['late', 'rendering', sampleVideo('rendering', { submittedAt: NOON - 900_000 })],
  ['unconfirmed', 'no answer', sampleVideo('unconfirmed')],
  ['unconfirmed', 'an answer', sampleVideo('unconfirmed', { answered })],
  ['direct', 'not in its channel', notPosted('not_in_channel', 'C0LAUNCH')],
  ['direct', 'between people', notPosted('channel_not_found', 'D0ANNBOB')],
  ['direct', 'moved', { ...notPosted('no_answer', 'U0ANN'), movedFrom: 'C0LAUNCH' }],
  ['direct', 'never started within a day', sampleVideo('expired', { posts: {} })],
  ['direct', 'ready, its thread locked', sampleVideo('ready', { ...READY, posts: locked })],
  ['direct', 'failed, its channel archived', sampleVideo('failed', { failure, posts: archived })],
  ['direct', 'unconfirmed, with a likely match', sampleVideo('unconfirmed', { candidate })],
  ['direct', 'set aside', sampleVideo('failed', { failure: { ...failure, reason: 'internal' } })],
];

/** The script as a person would copy it from the result. */
function copied(script: string, state: State): string {
  const { blocks } = replyMessage(sampleVideo(state, {}, { script }), 'result', NOW);
  const texts = JSON.stringify(blocks).matchAll(/"rich_text_preformatted","elements":(\[.*?\])/g);
  return [...texts].map(([, elements = '[]']) => JSON.parse(elements)[0].text).join('');
}

it('a reply states the status, the next step and the cost, and contains the script', async () => {
  const rows = REPLIES.map(([slot, of, each]) => [`${slot}: ${of}`, replyMessage(each, slot, NOW)]);
  await expect(snapshotText(rows)).toMatchFileSnapshot('snapshots/replies.txt');
});

const words = Array.from({ length: 2_500 }, (_, n) => `word${n} 😀${n % 9 ? '' : '\n'}`).join('');
it('a reply and a transcript contain the exact script, up to Slack’s limit', () => {
  const script = words.slice(0, 9_990).toWellFormed().trim();
  expect([copied(script, 'failed'), copied(script, 'expired')]).toEqual([script, script]);
  const tooLong = 'many words '.repeat(4_000);
  const cut = copied(tooLong, 'failed');
  expect([cut.length > 10_000, cut]).toEqual([true, `${tooLong.slice(0, cut.length - 1)}…`]);
  const longest = `${words.slice(0, 14_999).toWellFormed().trim()}.`;
  const view = transcriptView(sampleVideo('delivered', {}, { script: longest }));
  const texts = view.blocks.slice(1).map((block) => Object(block).text.text);
  expect([texts.join(''), checkView(view).ok]).toEqual([longest, true]);
});

it('each known post error has its own sentence', async () => {
  const general = postErrorSentence('no_such_error', AT).what;
  const specific = [...listedErrors().keys(), 'unthreaded', 'no_answer']
    .map((error) => [error, postErrorSentence(error, AT)] as const)
    .filter(([, { what }]) => what !== general)
    .map(([error, { what, remedy }]) => `${error}: ${what} ${remedy}`);
  await expect(`${specific.sort().join('\n')}\n`).toMatchFileSnapshot('snapshots/post-errors.txt');
});

const FILE = `missing_scope not_in_channel file_uploads_disabled storage_limit_reached too_large
  host kind download not_moved slow unknown_method <!channel>`.split(/\s+/);
const AUDIO = ['gone', 'scope', 'too_large', 'kind', 'storage', 'in words of Jogg'];
it('a missing file and an unusable recording are explained, and cost nothing', async () => {
  const audioFailure = (detail: string) => {
    const failure = { reason: 'audio', detail, rid: null } as const;
    const video = sampleVideo('failed', { failure }, { audio });
    const { what, remedy } = failureOf(video);
    return [what, remedy, costLine(video), failureDetail(video)];
  };
  const rows = [
    ...FILE.map((why) => [why, fileSentence(sampleVideo('ready', givenUp(why)))]),
    ...AUDIO.map((detail) => [`audio: ${detail}`, audioFailure(detail)]),
  ];
  await expect(snapshotText(rows)).toMatchFileSnapshot('snapshots/files.txt');
  expect(fileSentence(sampleVideo('ready', READY))).toBeNull();
});
