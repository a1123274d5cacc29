import { expect, test } from 'vitest';
import { helpText } from '../../src/slack/copy/help-text.ts';

test('the help names the command as it was typed, and every way to use it', () => {
  const help = helpText('/jogg');
  expect(help.match(/`[^`]+`/g)).toEqual([
    '`/jogg`',
    '`/jogg some words`',
    '`/jogg status`',
    '`/jogg list`',
    '`/jogg refresh`',
    '`/jogg help`',
  ]);
  expect(help.length).toBeLessThan(1_000);
  expect(helpText('/<!channel>')).not.toContain('<!channel>');
});
