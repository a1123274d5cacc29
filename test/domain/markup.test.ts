import { describe, expect, it } from 'vitest';
import { cleanScript } from '../../src/domain/script/markup.ts';
import { hasSpeech } from '../../src/domain/script/speech.ts';

const PLAIN = `Hello there. Welcome to our sale!
5 * 3 is 15, and 2 * 3 * 4 is 24.|5*3*2 and 2**3**4|I <3 you|a < b and c > d|x<y and z>w
snake_case and another_snake_case|#1 in sales, #hiring|$100, 5%, 20 °C|A ratio of 3:2:1
We meet at 10:30 or 10:30:45, 9:00-17:00.|e.g. this, i.e. that, a.m./p.m.|~5 to ~10 people
C++ and C# and std::vector::push_back|Visit Booking.com or example.org today.
and/or, 24/7, km/h, node.js/express, U.S./Canada|AT&T and R&D; so it is.|10 - 3 = 7
A 5* hotel and a 4* hotel. Price* and terms*.|[sic], [1] and array[0] (see the note)
[Ada]: Hello everyone|Note: this: that|He said: "No" :-) ;) :D|Fill in the ___ please
Dear <Name>, welcome|What the f*** is this|Well … really?  Two  blanks.
Prices -- as ever -- fall.|これは「テスト」です。|你好：世界：再见|Привет: мир_труд`;
const LINES = ['- Hello.\n- Hi.', '– Bonjour !\n– Salut !', '1. First\n2. Second', 'a|b|c', ''];

describe('plain words are no markup, and stay to the letter', () => {
  it.each([...PLAIN.split(/[\n|]/), ...LINES, '> 50 guests came\n+ 3 more'])('%j', (script) => {
    expect(cleanScript(script)).toEqual({ text: script, marks: {} });
  });
});

describe('what is pasted is named, and cleaned to its words', () => {
  it.each([
    [
      '# Title\n\n**Bold** and [link](https://example.com)\n\n- one\n- two\n\n```js\nconst x = 1;\n```',
      'Title.\n\nBold and link\n\none.\ntwo.\n\nconst x = 1;',
      { heading: 1, '**': 1, link: 1, list: 2, code_block: 1 },
    ],
    ['これは**重要**です', 'これは重要です', { '**': 1 }],
    ['*Sale* _now_ ~old~', 'Sale now old', { '*': 1, _: 1, '~': 1 }],
    ['***Wow***, __bold__ and ~~gone~~', 'Wow, bold and gone', { '**': 1, __: 1, '~~': 1 }],
    ['## **Deal** of the day ##', 'Deal of the day.', { heading: 1, '**': 1 }],
    ['# 見出し', '見出し。', { heading: 1 }],
    [
      'See [our page](https://a.b/c "T"), ![logo](x.png) too.',
      'See our page, too.',
      { link: 1, image: 1 },
    ],
    ['Go to https://www.example.com/a?b=1#c, now!', 'Go to example.com, now!', { address: 1 }],
    ['Visit example.com/pricing today', 'Visit example.com today', { address: 1 }],
    ['(see https://en.wikipedia.org/wiki/Foo_(bar))', '(see en.wikipedia.org)', { address: 1 }],
    ['<https://x.com/y|our site>, <@U123>', 'our site,', { link: 1, mention: 1 }],
    ['Write to info@example.com.', 'Write to info@example.com.', { email: 1 }],
    ['Mail <info@example.com> now', 'Mail info@example.com now', { address: 1, email: 1 }],
    [
      '<speak>Hello <break time="1s"/> <prosody rate="slow">world</prosody></speak>',
      'Hello world',
      { tag: 5 },
    ],
    ['<p>One</p><p>Two<br>three</p>', 'One\n\nTwo\nthree', { tag: 5 }],
    ['<h1>Title</h1>Text', 'Title.\nText', { tag: 2, heading: 1 }],
    ['<custom>Hi</custom><!-- note -->', 'Hi', { tag: 3 }],
    ['Tom &amp; Jerry &#169; 2026', 'Tom & Jerry © 2026', { entity: 2 }],
    ['Hi :tada: there :wave::skin-tone-3:!', 'Hi there!', { emoji: 2 }],
    ['完了:tada:です', '完了です', { emoji: 1 }],
    [':100: :Größe_2: done', 'done', { emoji: 2 }],
    [
      '| Plan | Price |\n|---|---|\n| Basic | $5 |\n\nBye',
      'Plan, Price.\nBasic, $5.\n\nBye',
      { table: 1 },
    ],
    ['> Quote me\n> again', 'Quote me\nagain', { quote: 2 }],
    ['One\n\n---\n\nTwo', 'One\n\nTwo', { divider: 1 }],
    ['Run `npm ci` now', 'Run npm ci now', { code: 1 }],
    ['Use `snake_*` and `<div>`', 'Use snake_* and <div>', { code: 2 }],
    ['```\nHello from a chat\n```', 'Hello from a chat', { code_block: 1 }],
    ['~~~py\nprint(1)\n# no heading\n~~~\nBye', 'print(1)\n# no heading\nBye', { code_block: 1 }],
    ['* one\n* two!', 'one.\ntwo!', { list: 2 }],
    ['• one\n• two', 'one.\ntwo.', { list: 2 }],
    ['- [x] done\n- [ ] open', 'done.\nopen.', { list: 2 }],
    ['Text[^1]\n\n[^1]: https://a.b', 'Text', { link: 2 }],
    ['\ufeff# He\u200bllo', 'Hello.', { heading: 1 }],
  ])('%j', (script, text, marks) => {
    expect(cleanScript(script)).toEqual({ text, marks });
  });

  it.each([
    ...'** <br/> <speak></speak> &nbsp; ![](a.png)'.split(' '),
    ...['<break time="1s"/>', ':tada: :wave:', '# \n---\n***', '```\n```', '| | |\n|---|---|'],
  ])('markup alone is nothing to speak: %j', (script) => {
    expect(hasSpeech(script)).toBe(false);
  });

  const HALVES =
    '* ** *a_ _ __a ` `a [ [a ]( < <a <ab= & &# https:// a@ a. a.com/ : :: :a | - # > ~';
  it.each(`${HALVES} ~~a <!-- <style> |- [a]( ![ ( [^ a-`.split(' '))(
    'fifteen thousand characters of %j are read too',
    (piece) => {
      const { text } = cleanScript(piece.repeat(15_000 / piece.length));
      expect(text.length).toBeLessThan(15_001);
    },
  );
});
