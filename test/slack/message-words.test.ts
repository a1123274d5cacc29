import { describe, expect, it } from 'vitest';
import { wordsNotice } from '../../src/slack/copy/words-notice.ts';
import { namedWords } from '../../src/slack/reading/mention-marks.ts';
import { messageWords } from '../../src/slack/reading/message-words.ts';

const NAMES: Readonly<Record<string, string>> = { U1: 'Grace', C1: 'general', S1: 'Sales team' };
const wordsOf = (message: unknown): string =>
  namedWords(messageWords(message).words, ({ id }) => NAMES[id] ?? null);
const noticeOf = (message: unknown) => wordsNotice(wordsOf(message), messageWords(message));

const text = (words: string, style?: object) => ({ type: 'text', text: words, style });
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const list = (style: string, items: string[], more: object = {}) => ({
  type: 'rich_text_list',
  style,
  elements: items.map((item) => section(text(item))),
  ...more,
});
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const said = (...elements: object[]) => rich(section(...elements));

describe('rich text as words', () => {
  it.each([
    ['text, whatever its style', said(text('We '), text('launch', { bold: true })), 'We launch'],
    [
      'times, which are no emoji',
      said(text('Open 9:00-17:00, 2:05:13')),
      'Open 9:00-17:00, 2:05:13',
    ],
    [
      'signs as they were typed',
      said(text('*a* :notanemoji: 5 > 3 & x')),
      '*a* :notanemoji: 5 > 3 & x',
    ],
    [
      'an emoji of any kind is left out',
      said(text('Done '), { type: 'emoji', name: '24' }, text(', thanks '), {
        type: 'emoji',
        name: 'tada',
      }),
      'Done, thanks',
    ],
    [
      'a person',
      said(text('Welcome '), { type: 'user', user_id: 'U1' }, text('!')),
      'Welcome Grace!',
    ],
    [
      'a person nobody knows',
      said({ type: 'user', user_id: 'U9' }, text(' is here')),
      '[name] is here',
    ],
    [
      'a channel and a group',
      said({ type: 'channel', channel_id: 'C1' }, text(', '), {
        type: 'usergroup',
        usergroup_id: 'S1',
      }),
      'general, Sales team',
    ],
    ['everybody', said({ type: 'broadcast', range: 'here' }, text(': news')), 'here: news'],
    [
      'a link by its label, else its address',
      said({ type: 'link', url: 'https://a.example/b', text: 'our page' }, text(' or '), {
        type: 'link',
        url: 'https://b.example',
      }),
      'our page or b.example',
    ],
    [
      'a date by its fallback, else its day',
      said(
        { type: 'date', timestamp: 1_700_000_000, format: '{date}', fallback: '14 Nov' },
        text(' '),
        {
          type: 'date',
          timestamp: 1_700_000_000,
          format: '{date}',
        },
      ),
      '14 Nov November 14, 2023',
    ],
    ['a colour', said(text('in '), { type: 'color', value: '#ff0000' }), 'in #ff0000'],
    [
      'a list that goes on behind a nested one',
      rich(
        section(text('Plan:\n')),
        list('ordered', ['One', 'Two']),
        list('bullet', ['a', 'b'], { indent: 1 }),
        list('ordered', ['Three']),
      ),
      'Plan:\n\n1. One\n2. Two\na\nb\n3. Three',
    ],
    ['a list with an offset', rich(list('ordered', ['Four'], { offset: 3 })), '4. Four'],
    [
      'a quote and code',
      rich(
        { type: 'rich_text_quote', elements: [text('Be bold')] },
        { type: 'rich_text_preformatted', elements: [text('npm start')] },
      ),
      'Be bold\nnpm start',
    ],
    ['a kind nobody knows yet', said({ type: 'newish', text: 'something' }), 'something'],
  ] as const)('%s', (_, block, words) => {
    expect(wordsOf({ blocks: [block] })).toBe(words);
  });

  it.each([
    ['R&D &amp; x', 'R&amp;D &amp;amp; x', 'R&D &amp; x'],
    ['R&amp;D', 'R&amp;D', 'R&D'],
    ['Hi <@U1>', 'Hi <@U1>', 'Hi Grace'],
    ['Hi <@U1>', 'Hi &lt;@U1&gt;', 'Hi <@U1>'],
    ['We *launch* &amp; more', 'We *launch* &amp; more', 'We launch & more'],
  ])('%j beside the text %j says %j', (element, mrkdwn, words) => {
    expect(wordsOf({ text: mrkdwn, blocks: [said(text(element))] })).toBe(words);
  });
});

describe('all the places where a message keeps its words', () => {
  const plain = (words: string) => ({ type: 'plain_text', text: words, emoji: true });
  const mrkdwn = (words: string) => ({ type: 'mrkdwn', text: words });
  it.each([
    ['text alone', { text: 'Hello *all*' }, 'Hello all'],
    [
      'a section, its fields, a header, a context',
      {
        text: '',
        blocks: [
          { type: 'header', text: plain('R&amp;D :tada:') },
          {
            type: 'section',
            text: mrkdwn('*Up* <@U1>'),
            accessory: { type: 'button', text: plain('Go') },
          },
          { type: 'section', fields: [mrkdwn('*One*'), plain('Two')] },
          { type: 'divider' },
          { type: 'context', elements: [{ type: 'image', alt_text: 'x' }, mrkdwn('_Small_')] },
          { type: 'actions', elements: [{ type: 'button', text: plain('Press') }] },
        ],
      },
      'R&D\nUp Grace\nOne\nTwo\nSmall',
    ],
    [
      'markdown, to the letter',
      { blocks: [{ type: 'markdown', text: '**Bold** 9:00' }] },
      '**Bold** 9:00',
    ],
    [
      'a table, a row a line',
      {
        blocks: [
          {
            type: 'table',
            rows: [
              [
                { type: 'raw_text', text: 'Name' },
                { type: 'raw_text', text: 'Sales' },
              ],
              [said({ type: 'user', user_id: 'U1' }), { type: 'raw_text', text: '42' }],
            ],
          },
        ],
      },
      'Name, Sales\nGrace, 42',
    ],
    [
      'a block nobody knows yet',
      { blocks: [{ type: 'card', title: plain('T'), body: mrkdwn('*B*') }] },
      'T\nB',
    ],
    [
      'an attachment: pretext, title, text, fields',
      {
        text: '',
        attachments: [
          {
            fallback: 'F',
            pretext: 'Alert',
            title: 'Disk almost full',
            text: 'db-1 has *4%* left',
            fields: [{ title: 'Host', value: 'db-1' }],
          },
        ],
      },
      'Alert\nDisk almost full\ndb-1 has 4% left\nHost: db-1',
    ],
    [
      'an attachment with a fallback alone',
      { attachments: [{ fallback: 'Build 12 is red' }] },
      'Build 12 is red',
    ],
    [
      'an attachment whose fallback holds its title',
      { attachments: [{ title: 'Build 12', fallback: 'Build 12 is red' }] },
      'Build 12 is red',
    ],
    [
      'a forwarded message, behind what was said about it',
      {
        text: 'Look:',
        blocks: [said(text('Look:'))],
        attachments: [
          {
            is_share: true,
            from_url: 'https://x.slack.com/archives/C1/p1',
            fallback: '[June] ada: We won',
            text: 'We won',
            message_blocks: [{ team: 'T', message: { blocks: [said(text('We won at 9:00'))] } }],
          },
        ],
      },
      'Look:\nWe won at 9:00',
    ],
    ['blocks in an attachment', { attachments: [{ blocks: [said(text('Deep'))] }] }, 'Deep'],
    [
      'blocks that hold the text and more',
      { text: 'Deploy', blocks: [said(text('Deploy finished'))] },
      'Deploy finished',
    ],
    [
      'a text that holds the blocks and more',
      { text: 'Deploy finished at 9:00', blocks: [said(text('Deploy'))] },
      'Deploy finished at 9:00',
    ],
    [
      'blocks that say something else',
      { text: 'New message', blocks: [said(text('We won'))] },
      'We won',
    ],
    ['blocks without words', { text: 'We won', blocks: [{ type: 'divider' }] }, 'We won'],
    [
      'what is said twice, once',
      { text: 'We won', attachments: [{ text: 'We won', fallback: 'We won' }] },
      'We won',
    ],
    ['nothing that can be read', { text: 7, blocks: 'x', attachments: [null, 1], files: {} }, ''],
    ['null', null, ''],
  ] as const)('%s', (_, message, words) => {
    expect(wordsOf(message)).toBe(words);
  });
});

describe('what a form says of the words it was given', () => {
  const png = { id: 'F1', mimetype: 'image/png' };
  it.each([
    [{ text: 'Hello' }, undefined],
    [{ text: 'Hello', files: [png] }, undefined],
    [
      { text: ':tada:' },
      'This message has only emoji and nothing to speak. Write what the avatar should say.',
    ],
    [
      { text: '🎉🎉' },
      'This message has only emoji and nothing to speak. Write what the avatar should say.',
    ],
    [
      { blocks: [said({ type: 'emoji', name: 'tada' })], text: ':tada:' },
      'This message has only emoji and nothing to speak. Write what the avatar should say.',
    ],
    [
      { text: '', files: [png] },
      'This message has only an image and no words to speak. Write what the avatar should say.',
    ],
    [
      { text: '', files: [png, { id: 'F2', mimetype: 'audio/mp4' }] },
      'This message has only a file and no words to speak. Write what the avatar should say.',
    ],
    [
      { blocks: [{ type: 'image', image_url: 'https://x.example/a.gif', alt_text: 'a' }] },
      'This message has only an image and no words to speak. Write what the avatar should say.',
    ],
    [{}, 'This message has no words to speak. Write what the avatar should say.'],
    [
      { text: 'Hi <@U9> and <#C9>' },
      'Slack did not tell every name: write the names where the script says “[name]” or “[channel]”.',
    ],
    [
      {
        text: 'See <https://x.example>',
        attachments: [{ from_url: 'https://x.example', title: 'X' }],
      },
      'The preview of a link is not in the script.',
    ],
    [{ text: '', attachments: [{ from_url: 'https://x.example', title: 'X' }] }, undefined],
  ])('%j', (message, notice) => {
    expect(noticeOf(message)).toBe(notice);
  });
});
