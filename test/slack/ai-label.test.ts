import { expect, it } from 'vitest';
import type { AiLabel } from '../../src/slack/copy/ai-label.ts';
import { videoAlt } from '../../src/slack/copy/alt-text.ts';
import { fileTitle } from '../../src/slack/delivery/file-name.ts';
import { FIRST_PAGE } from '../../src/slack/home/home-page.ts';
import { homeView } from '../../src/slack/home/home-view.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { listMessage } from '../../src/slack/messages/my-videos-message.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { shareMessage, shareWithFile } from '../../src/slack/messages/share-message.ts';
import { FILE_LINK, LABEL, NOON, ordered, READY, refused, sampleVideo } from './sample-video.ts';

const made = sampleVideo('delivered', READY);
const failure = { reason: 'cannot_post', detail: null, rid: null } as const;
/** Slack took no message about it: it is first met in the list. */
const unshown = sampleVideo('failed', { ...READY, failure });
const locked = sampleVideo('ready', {
  ...READY,
  posts: { ...made.posts, result: refused('restricted_action_thread_locked') },
});
const PAGE = { offset: 0, size: 5, total: 1 };

/** Every place where somebody may meet a video first. */
function placesOf(label: AiLabel): Readonly<Record<string, unknown>> {
  const moment = { now: NOON, usualMs: null, label, handle: '@jogg' };
  const none = { videos: [], total: 0 };
  const done = { videos: [{ video: made, place: null, permalink: null }], total: 1 };
  const offers = { defaults: null, looks: [], draft: null };
  const facts = {
    any: true,
    handle: '@jogg',
    ...offers,
    spent: { videos: 1, credits: 1 },
    account: null,
  };
  const home = { ...facts, inProgress: none, done, failed: none, showing: FIRST_PAGE };
  const listed = [{ video: unshown, place: null, permalink: null }];
  const messages = {
    card: cardMessage(made, moment),
    result: replyMessage(made, 'result', moment),
    direct: replyMessage(locked, 'direct', moment),
    share: shareMessage(made, 'U0BOB', label),
    'share with its file': shareWithFile(made, { by: 'U0BOB', label, file: FILE_LINK }),
    list: listMessage(listed, PAGE, moment),
  };
  const read = Object.entries(messages).flatMap(([name, { text, blocks }]) => [
    [`${name}, its text`, text],
    [`${name}, its blocks`, blocks],
  ]);
  return {
    ...Object.fromEntries(read),
    home: homeView({ ...moment, ...home }),
    'title of the file': fileTitle(made, label),
    'alternative text of the file': videoAlt(made, label),
  };
}

/** How often each place says it, in its words and in the words for its pictures. */
const said = (label: AiLabel) =>
  Object.entries(placesOf(label)).map(([name, shown]) => {
    const all = JSON.stringify(shown);
    const words = all.replaceAll(/"alt_text":"[^"]*"/g, '');
    return [
      name,
      words.split(LABEL).length - 1,
      all.split(LABEL).length > words.split(LABEL).length,
    ];
  });

it('a video says what it is wherever it is first met, once, and its pictures say it too', () => {
  expect(said(LABEL)).toEqual([
    ['card, its text', 1, false],
    ['card, its blocks', 1, true],
    ['result, its text', 1, false],
    ['result, its blocks', 1, false],
    ['direct, its text', 1, false],
    ['direct, its blocks', 1, false],
    ['share, its text', 1, false],
    ['share, its blocks', 1, true],
    ['share with its file, its text', 1, false],
    ['share with its file, its blocks', 1, false],
    ['list, its text', 1, false],
    ['list, its blocks', 1, false],
    ['home', 1, true],
    ['title of the file', 1, false],
    ['alternative text of the file', 1, false],
  ]);
});

it('where the operator labels videos in another way, nothing says it', () => {
  expect(JSON.stringify(placesOf(null))).not.toMatch(/AI-generated|undefined/i);
});

it('the alternative text tells what the video is and who speaks, and quotes no script', () => {
  const audio = { kind: 'file', id: 'F1', name: 'hello.mp3' } as const;
  const long = 'word '.repeat(3_000);
  expect([
    videoAlt(ordered({ script: '', audio, name: '', captions: false }, 'ready', READY), LABEL),
    videoAlt(made, null),
    videoAlt(ordered({ script: long, name: long }, 'ready', READY), LABEL).length < 1_000,
  ]).toEqual([
    'AI-generated video “hello.mp3”, 1:05 long: the avatar Amara speaks a recording.',
    'Video “Launch”, 1:05 long: the avatar Amara speaks in the voice Christopher, with captions. ' +
      'The button “Transcript” shows its words.',
    true,
  ]);
});
