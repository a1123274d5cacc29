import { expect, it } from 'vitest';
import { checkView } from '../../sandbox/slack/rules/block-kit.ts';
import { transcriptView } from '../../src/slack/messages/transcript-view.ts';
import { sheet } from './block-text.ts';
import { ordered } from './sample-video.ts';

const audio = { kind: 'file', id: 'F1', name: 'hello.mp3' } as const;
const transcriptOf = (order: Parameters<typeof ordered>[0]) =>
  transcriptView(ordered(order, 'delivered'));

it('a transcript is the whole script, and says so where a recording has none', async () => {
  const script = 'Hello *all*, <!channel> & welcome.\n\n• One :tada:\n• Two';
  const views = [
    ['a script', transcriptOf({ script })],
    ['a recording', transcriptOf({ script: '', audio, name: '' })],
  ] as const;
  await expect(sheet(views)).toMatchFileSnapshot('snapshots/transcript.txt');
});

it('the longest script comes back letter by letter, within what Slack takes', () => {
  const words = Array.from({ length: 2_500 }, (_, n) => `word${n} 😀${n % 9 ? '' : '\n'}`);
  const script = `${words.join('').slice(0, 14_999).toWellFormed().trim()}.`;
  const { blocks } = transcriptOf({ script });
  const texts = blocks.slice(1).map((block) => Object(block).text.text);
  expect([texts.join(''), checkView(transcriptOf({ script })).ok]).toEqual([script, true]);
});
