import { describe, expect, it } from 'vitest';
import { namedWords } from '../../src/slack/reading/mention-marks.ts';
import { mrkdwnWords, typedWords } from '../../src/slack/reading/mrkdwn-words.ts';

const read = (mrkdwn: string): string => namedWords(mrkdwnWords(mrkdwn));

describe("a message's markup as plain words", () => {
  it.each([
    ['Hello *bold* _slanted_ ~gone~ `code`', 'Hello bold slanted gone code'],
    ['see <https://x.example/a|our page> or <https://y.example>', 'see our page or y.example'],
    ['mail <mailto:a@b.example|a@b.example>', 'mail a@b.example'],
    ['call <tel:+4930123456|030 123456> or <tel:+4930123456>', 'call 030 123456 or +4930123456'],
    ['<@U123|ada> and <@U456> in <#C1|general>', 'ada and [name] in general'],
    ['<#C1|> and <#C2>, <!subteam^S1>', '[channel] and [channel], [group]'],
    ['<!here> <!channel|@channel> <!everyone> <!subteam^S1|@team>', 'here channel everyone team'],
    ['on <!date^1700000000^{date}|14 November>', 'on 14 November'],
    ['on <!date^1700000000^{date_long}>', 'on November 14, 2023'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
    ['&amp;lt; stays', '&lt; stays'],
    ['<https://x.example/?a=1&amp;b=2>', 'x.example/?a=1&b=2'],
    ['&gt; quoted\nnot quoted', 'quoted\nnot quoted'],
    ['&gt;&gt;&gt; Big news\nfor all', 'Big news\nfor all'],
    ['>>> Big news', 'Big news'],
    ['*_x_*', 'x'],
    ['_*x*_ and ~*_y_*~', 'x and y'],
    ['*~_x_~* _~*y*~_ *a* *b* _(c)_', 'x y a b (c)'],
    ['She said:*now*!', 'She said:now!'],
    ['*:tada:* _<@U1>_', '[name]'],
    ['(*bold*), "_slanted_": *a b*.', '(bold), "slanted": a b.'],
    ['*<@U1>* and _<https://x_y.example/_a_|a_b>_', '[name] and a_b'],
    ['`snake_*a*_ :tada:`', 'snake_*a*_ :tada:'],
    ['```\nlet x = 1\n```', 'let x = 1'],
    ['', ''],
  ])('%j', (mrkdwn, words) => {
    expect(read(mrkdwn)).toBe(words);
  });
});

describe('what only looks like a mark of style', () => {
  it.each([
    'a*b*c 2*3*4 snake_case_name',
    '5 * 3 * 2 = 30',
    '5 > 3 and 2 < 4',
    'about ~5 minutes, or ~6',
    '__init__ and **kwargs**',
    'all *.ts,*.js files',
    'my_file_name_v2.txt',
    'the cases (*,*), .*x.* and ~_~',
    'She said: x = 2*y*z',
    '* one\n* two',
    'a lone ` and a lone *',
    'x_1 + x_2 = ~x_3',
    '<b>bold</b> <3',
    '~/bin and ~root',
  ])('%j stays', (text) => {
    expect(read(text)).toBe(text);
  });
});

describe('what is surely an emoji goes, and nothing else', () => {
  it.each([
    [':tada: done :wave::skin-tone-2:', 'done'],
    ['Hello :wave:, team! (:smile:)', 'Hello, team!'],
    ['Great :100: work :+1: :-1:', 'Great work'],
    [':Ärger: and :笑顔: and :Party_Parrot:', 'and and'],
    ['one\n:tada:\ntwo', 'one\n\ntwo'],
    ['*bold* :tada::tada: *more*!', 'bold more!'],
    [':tada::', ':'],
  ])('%j', (text, words) => {
    expect(read(text)).toBe(words);
  });

  it.each([
    'We are open 9:00-17:00 on weekdays.',
    'The race record is 2:05:13 from last year.',
    'Mix cement 3:2:1 with water',
    'at 10:30 and 11:45',
    'a:b:c',
    'std::vector::size and ::size',
    'http://x:8080: and x:8080:y',
    'fe80::1, ::1 and [2001:db8::1]:443',
    '00:1A:2B:3C:4D:5E',
    'John 3:16: For God so loved the world',
    'key:value: more',
    ':one::two is a scope',
    'from :30: to :45:',
    ':5-7: and :24: and :_:',
    '00:00:10:05 is a time code',
    'urn:isbn:0451450523',
    'Note: see 1:1, 2:1: done',
  ])('%j stays', (text) => {
    expect(read(text)).toBe(text);
  });
});

describe('what somebody typed for the app alone', () => {
  it.each([
    ['Tom &amp; Jerry &lt;3', 'Tom & Jerry <3'],
    ['*stays* :tada: and _this_', '*stays* :tada: and _this_'],
    ['<@U1|ada> in <#C1|general>', 'ada in general'],
    ['<https://x.example|our page>', 'our page'],
    ['a  b', 'a  b'],
  ])('is read to the letter: %j', (text, words) => {
    expect(typedWords(text)).toBe(words);
  });
});

describe('names for mentions', () => {
  const names: Readonly<Record<string, string>> = { U1: 'Grace', U2: 'Linus', C1: 'general' };
  const nameOf = ({ id }: { id: string }) => names[id] ?? null;
  it.each([
    ['Welcome <@U1>, our new head of sales!', 'Welcome Grace, our new head of sales!'],
    ['Huge thanks to <@U1> and <@U2>!', 'Huge thanks to Grace and Linus!'],
    ['Ask <@U9> in <#C1>', 'Ask [name] in general'],
    ['<@UAPP> make one of our office', 'make one of our office'],
    ['<@UAPP>, make one', 'make one'],
    ['hey <@UAPP> make one', 'hey make one'],
    ['make one, <@UAPP>', 'make one,'],
    ['<@UAPP> <@U1> says hi', 'Grace says hi'],
    ['<@UAPP>', ''],
    ['<@UAPP> :tada:', ''],
  ])('%j', (mrkdwn, words) => {
    expect(namedWords(mrkdwnWords(mrkdwn), nameOf, 'UAPP')).toBe(words);
  });
});
