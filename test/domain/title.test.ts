import { expect, it } from 'vitest';
import { titleOf } from '../../src/domain/title.ts';
import { sampleNewVideo } from './sample-new-video.ts';

const A = 'Good morning everybody, and welcome to our summer party by';
const FIFTY = 'ten chars '.repeat(5);
const recording = { kind: 'file', id: 'F1', name: 'hello.mp3' } as const;
const made = { videoUrl: '', coverUrl: null, title: 'Avatar video', seconds: null };

it.each([
  ['the requester’s title', { name: ' My\u202E  title ' }, 'My title'],
  ['a long title, truncated', { name: '👍🏽'.repeat(26) }, `${'👍🏽'.repeat(24)}…`],
  ['a short script', { script: 'Hello\nfrom  Slack.' }, 'Hello from Slack.'],
  ['a script of 60 characters', { script: `${A} x` }, `${A} x`],
  ['a script’s first words', { script: `${A} the lake` }, `${A}…`],
  ['a script cut after a word', { script: `${A} a lake of fire` }, `${A}…`],
  ['a script cut before a comma', { script: `${FIFTY}now, something` }, `${FIFTY}now…`],
  ['a script without spaces', { script: '你'.repeat(70) }, `${'你'.repeat(59)}…`],
  ['a script in Markdown', { script: '# News\n\n**Faster** search' }, 'News. Faster search'],
  ['the name of a recording', { script: '', audio: recording }, 'hello.mp3'],
  ['Jogg’s title', { script: '' }, 'Avatar video'],
])('a video’s title is taken from %s', (_, order, title) => {
  expect(titleOf({ order: { ...sampleNewVideo.order, ...order }, result: made })).toBe(title);
});

it('a video without any text has the title “Video”', () => {
  expect(titleOf({ order: { ...sampleNewVideo.order, script: '' }, result: null })).toBe('Video');
});
