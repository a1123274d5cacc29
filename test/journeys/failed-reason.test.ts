import { describe, expect } from 'vitest';
import { it } from '../support/journey.ts';

describe.concurrent('a render that failed says why, in the words of Jogg alone', () => {
  it.for<[string, unknown, string]>([
    ['words', 'The voice is gone', 'The voice is gone'],
    ['an object', { code: 7, message: 'The voice is gone' }, 'The voice is gone'],
    ['a number', 50_000, 'code 50000'],
    ['a ping and a link', '<!channel> *<https://x.y|z>*', '<!channel> *<https://x.y|z>*'],
    ['quotation marks', 'ok” Nothing was paid. “', "ok' Nothing was paid. '"],
    ['10,000 characters', 'x'.repeat(10_000), `${'x'.repeat(299)}…`],
  ])('said as %s', async ([, error, words], { stage }) => {
    stage.jogg.outcome({ render: 'fail', reason: String(words), error });
    const { blocks, text } = await stage.video({ video_name: 'Launch' });
    const line = `Jogg said: “${words}”`;
    expect(JSON.stringify(blocks)).toContain(JSON.stringify(line).slice(1, -1));
    expect(text).toContain(line.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    expect(text).not.toContain('<!channel>');
  });
});
