import { expect, it } from 'vitest';
import { titleOf } from '../../src/domain/title.ts';
import { sampleNewVideo } from './sample-new-video.ts';

const A = 'Good morning everybody, and welcome to our summer party by';
const FIFTY = 'ten chars '.repeat(5);
const recording = { kind: 'file', id: 'F1', name: 'hello.mp3' } as const;
const made = { videoUrl: '', coverUrl: null, title: 'Avatar video', seconds: null };

it.each([
  ['its name', { name: ' My\u202E  title ' }, 'My title'],
  ['a name that fits a file', { name: '👍🏽'.repeat(26) }, `${'👍🏽'.repeat(24)}…`],
  ['a short script', { script: 'Hello\nfrom  Slack.' }, 'Hello from Slack.'],
  ['60 characters', { script: `${A} x` }, `${A} x`],
  ['a script’s first words', { script: `${A} the lake` }, `${A}…`],
  ['a script cut behind a word', { script: `${A} a lake of fire` }, `${A}…`],
  ['a cut without a comma', { script: `${FIFTY}now, something` }, `${FIFTY}now…`],
  ['a script without blanks', { script: '你'.repeat(70) }, `${'你'.repeat(59)}…`],
  ['a script in Markdown', { script: '# News\n\n**Faster** search' }, 'News. Faster search'],
  ['a recording', { script: '', audio: recording }, 'hello.mp3'],
  ['Jogg’s title', { script: '' }, 'Avatar video'],
])('a video is called by %s', (_, order, title) => {
  expect(titleOf({ order: { ...sampleNewVideo.order, ...order }, result: made })).toBe(title);
});

it('a video of which nothing is known is called a video', () => {
  expect(titleOf({ order: { ...sampleNewVideo.order, script: '' }, result: null })).toBe('Video');
});
