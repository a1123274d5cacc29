import { expect, it } from 'vitest';
import { multiWorkspaceStartupLines, startupLines } from '../../src/config/startup-copy.ts';
import { ACTIONS } from '../../src/domain/access.ts';
import type { Video } from '../../src/domain/video/video.ts';
import { accessDenialText } from '../../src/slack/copy/access-copy.ts';
import { helpText } from '../../src/slack/copy/command-copy.ts';
import { ago } from '../../src/slack/copy/status-copy.ts';
import * as modals from '../../src/slack/home/modals.ts';
import { commandQuestion } from '../../src/slack/messages/command-question.ts';
import { mentionMessage } from '../../src/slack/messages/mention-message.ts';
import { decodeMentionValue, encodeMentionValue } from '../../src/slack/messages/mention-value.ts';
import { listMessage, statusMessage } from '../../src/slack/messages/my-videos-message.ts';
import { shareMessage, shareWithFile } from '../../src/slack/messages/share-message.ts';
import { transcriptView } from '../../src/slack/messages/transcript-view.ts';
import { FILE_LINK, LABEL, NOON, READY, sampleVideo } from './sample-video.ts';
import { snapshotText } from './snapshot-text.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const context = { now: NOON + 3 * MINUTE, usualMs: 170_000, label: LABEL } as const;
const failure = { reason: 'credit', detail: null, rid: null } as const;
const done = sampleVideo('delivered', READY);
/** Slack accepted no message about this video. */
const unsent = sampleVideo('failed', { ...READY, failure: { ...failure, reason: 'cannot_post' } });
const PAGE = { offset: 0, size: 5, total: 1 };
const entry = (video: Video, place: number | null = null, permalink: string | null = null) => {
  return { video, place, permalink };
};
const urlTitle = { name: 'See acme.slack.com/files/U1/F2/secret.mp4' };
const urlTitled = sampleVideo('delivered', READY, urlTitle);
const BY_BOB = { by: 'U0BOB', label: LABEL, file: FILE_LINK } as const;
const MAKE_AGAIN_DETAILS = { title: 'Launch', credits: 2, balance: 5 };
const AT_HOME = { video: 'v', channel: null, place: 'public' } as const;
const listOf = (entryCount: number, offset: number, total: number) =>
  listMessage(Array(entryCount).fill(entry(done)), { offset, size: 5, total }, context);

it('every private answer says what exists and what to do next', async () => {
  const inProgress = [
    entry(sampleVideo('announced'), 2),
    entry(sampleVideo('rendering', { submittedAt: NOON })),
    entry(sampleVideo('unconfirmed')),
    entry(sampleVideo('failed', { failure }), null, 'https://x.slack.com/archives/C1/p1'),
  ];
  const script = 'Hello *all*, <!channel> & welcome.\n\n• One :tada:\n• Two';
  const audio = { kind: 'file', id: 'F1', name: 'hello.mp3' } as const;
  const recording = { script: '', audio, name: '' };
  const answers = [
    ['/jogg help', helpText('/jogg', '@jogg')],
    ['/jogg status', statusMessage(inProgress, 3, context)],
    ['/jogg status of nobody', statusMessage([], 0, context)],
    ['/jogg list', listOf(1, 5, 12)],
    ['/jogg list with a video not yet posted', listMessage([entry(unsent)], PAGE, context)],
    ['/jogg list of nobody', listOf(0, 5, 0)],
    ['/jogg hlep', commandQuestion('/jogg', 'help', 'hlep')],
    ['a mention', mentionMessage('1780315200.000100')],
    ['a mention with words', mentionMessage('v', { text: 'Hi [name]', isInThread: false })],
    ['the form that shares', modals.shareView(AT_HOME, 'Launch')],
    ['the question before the same again', modals.makeAgainView(AT_HOME, MAKE_AGAIN_DETAILS)],
    ['what is shared', shareMessage(done, 'U0BOB', LABEL)],
    ['what is shared, with its file', shareWithFile(done, BY_BOB)],
    ['what is shared, with its file, by a title like an address', shareWithFile(urlTitled, BY_BOB)],
    ['a transcript', transcriptView(sampleVideo('delivered', {}, { script }))],
    ['the transcript of a recording', transcriptView(sampleVideo('delivered', {}, recording))],
    ['a notice', modals.noticeView('Nothing shared', 'That channel is archived.')],
  ] as const;
  await expect(snapshotText(answers)).toMatchFileSnapshot('snapshots/answers.txt');
  expect(helpText('/<!channel>', '@jogg')).not.toContain('<!channel>');
});

it('an age is given in its largest whole unit', () => {
  const ages = [59_999, MINUTE, HOUR, 23 * HOUR, 24 * HOUR, 50 * HOUR].map(ago);
  expect(ages.join(', ')).toBe('just now, 1 min ago, 1 h ago, 23 h ago, yesterday, 2 days ago');
});

it('every access denial is a sentence, and none names a video', async () => {
  const memberships = ['guest', 'deactivated', 'unverified'] as const;
  const rows = (['not yours', 'elsewhere', ...memberships, 'gone', 'unread'] as const).map(
    (why) => [why, [...new Set(ACTIONS.map((action) => accessDenialText(why, action)))]] as const,
  );
  for (const [, sentences] of rows)
    expect(sentences).toEqual(sentences.map(() => expect.stringMatching(/^[A-Z][^<>{}]+\.$/)));
  await expect(snapshotText(rows)).toMatchFileSnapshot('snapshots/access.txt');
});

// The round trip of a mention's text: `journeys/from-messages`.
it('the value of a button or a form is decoded only if the app wrote it', () => {
  const malformed = ['', 'x', '{}', '{"video":"v","channel":"C1","place":"nowhere"}'];
  expect(malformed.map(modals.sharePointers)).toEqual([null, null, null, null]);
  const thread = '1700000001.000100';
  const values = [thread, '', '{"thread":"x"}', '{', '7'].map(decodeMentionValue);
  expect(values).toEqual([{ thread }, null, null, null, null]);
  // A text that is too long for a button is not cut.
  expect(encodeMentionValue({ thread, words: 'x'.repeat(2_000) })).toBeNull();
});

it('when the app is ready, the terminal shows its identity and the next step', async () => {
  const bot = { workspace: 'Acme', handle: 'jogg' };
  const http = { bot, appId: 'A1', mode: 'http', port: 3000, hasRequests: true } as const;
  const notReached = { ...http, hasRequests: false };
  const withControlCharacters = { ...http, bot: { ...bot, workspace: 'A\u001b[31mc\nme\u202e' } };
  const installAt = 'https://app.example/slack/install';
  const install = { mode: 'http', port: 3000, installAt } as const;
  const many = (workspaces: number) => multiWorkspaceStartupLines({ ...install, workspaces });
  const rows = [
    ['by Socket Mode', startupLines({ ...notReached, mode: 'socket' })],
    ['over HTTP', startupLines(http)],
    ['over HTTP, never reached', startupLines(notReached)],
    ['over HTTP, never reached, of an unknown app', startupLines({ ...notReached, appId: null })],
    ['over HTTP, while Slack cannot be asked', startupLines({ ...http, bot: null })],
    ['in a workspace with an odd name', startupLines(withControlCharacters)],
    ...[0, 1, 2].map((workspaces) => [`for ${workspaces}`, many(workspaces)]),
  ];
  await expect(snapshotText(rows)).toMatchFileSnapshot('snapshots/start.txt');
});
