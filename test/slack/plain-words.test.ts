import { describe, expect, it } from 'vitest';
import { plainWords } from '../../src/slack/plain-words.ts';

describe("a message's markup as plain words", () => {
  it.each([
    ['Hello *bold* _slanted_ ~gone~ `code`', 'Hello bold slanted gone code'],
    ['a*b*c 2*3*4 snake_case_name', 'a*b*c 2*3*4 snake_case_name'],
    ['see <https://x.example/a|our page> or <https://y.example>', 'see our page or y.example'],
    ['mail <mailto:a@b.example|a@b.example>', 'mail a@b.example'],
    ['<@U123|ada> and <@U456> in <#C1|general>', 'ada and in general'],
    ['<!here> <!channel|@channel> <!subteam^S1|@team>', 'channel team'],
    ['on <!date^1700000000^{date}|14 November>', 'on 14 November'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
    ['&amp;lt; stays', '&lt; stays'],
    ['&gt; quoted\nnot quoted', 'quoted\nnot quoted'],
    [':tada: done :wave::skin-tone-2:', 'done'],
    ['at 10:30 and 11:45', 'at 10:30 and 11:45'],
    ['```\nlet x = 1\n```', 'let x = 1'],
    ['', ''],
  ])('%j', (mrkdwn, words) => {
    expect(plainWords(mrkdwn)).toBe(words);
  });
});
