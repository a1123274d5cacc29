import { describe, expect, it } from 'vitest';
import { onStage } from '../support/stage.ts';

const SAID: readonly [string, unknown, string][] = [
  ['words', 'The voice is gone', 'The voice is gone'],
  ['an object', { code: 7, message: 'The voice is gone' }, 'The voice is gone'],
  ['a number', 50_000, 'code 50000'],
  ['a ping and a link', '<!channel> @here *<https://x.y|z>*', '<!channel> @here *<https://x.y|z>*'],
  ['quotation marks', 'ok” Nothing was paid. “', "ok' Nothing was paid. '"],
  ['10,000 characters', 'x'.repeat(10_000), `${'x'.repeat(299)}…`],
];

describe.concurrent('a render that failed says why, in the words of Jogg alone', () => {
  it.for(SAID)('said as %s', async ([, error, words], { onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    stage.jogg.outcome({ render: 'fail', reason: String(words), error });
    await stage.make({ video_name: 'Launch' });
    const { blocks, text } = await stage.reply('result');
    const line = `Jogg said: “${words}”`;
    expect([JSON.stringify(blocks).includes(JSON.stringify(line).slice(1, -1)), text]).toEqual([
      true,
      expect.stringContaining(line.replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
    ]);
    expect(text).not.toContain('<!channel>');
  });
});
