import { describe, expect, it } from 'vitest';
import { initialsOf } from '../../src/slack/form/form-initials.ts';
import {
  coverBlocks,
  type FormShown,
  NOTHING_SHOWN,
  priceBlock,
  priceLine,
  voiceBlocks,
} from '../../src/slack/form/form-live-blocks.ts';
import { type CleanedUp, markupBlocks } from '../../src/slack/form/form-markup.ts';
import { decodeFormMetadata, encodeFormMetadata } from '../../src/slack/form/form-metadata.ts';
import { EMPTY_PREFILL, formView } from '../../src/slack/form/form-view.ts';
import { sheet } from './block-text.ts';

const here = { channel: 'C1', threadTs: null, parent: null };
const shown = (change: Partial<FormShown>): FormShown => ({
  ...NOTHING_SHOWN,
  script: '',
  picture: 'yes',
  ...change,
});
const filters = [{ label: 'Style', options: [{ value: 'style:a', label: 'Casual' }] }];
const PREFILL = {
  script: 'word '.repeat(301),
  avatar: { value: 'custom:12', label: 'Me' },
  voice: { value: 'v1', label: 'x'.repeat(99) },
  shape: 'square',
  captions: false,
  name: 'Launch',
} as const;

/** All fields, all that can be told beside them. */
const whole = formView({
  prefill: {
    ...PREFILL,
    script: ['One. ', 'Two.', '', '# Four'],
    filters: ['style:a'],
    audioUrl: 'https://example.com/a b',
    background: 'transparent',
    notice: 'Only what was said last fits.',
  },
  privateMetadata: { ...here, channel: null, fields: 5, advanced: true },
  focus: 'voice',
  shown: {
    avatar: { name: 'Amara', coverUrl: 'https://res.jogg.ai/a.png' },
    picture: 'yes',
    voice: { name: 'Ann', sampleUrl: 'https://res.jogg.ai/a.mp3' },
    hint: 'Ann speaks English.',
    script: 'One. Two.# Four',
    ownAudio: false,
    captionsLost: true,
    balance: 7,
    filters,
    lists: 'loading',
  },
});

describe('the form', () => {
  it('asks for all that a video needs, filled in with what was chosen last', async () => {
    const long = { ...EMPTY_PREFILL, script: 'x'.repeat(15_002) };
    const absent = shown({ lists: 'absent', avatar: { name: 'Amara', coverUrl: null } });
    const cut = formView({ prefill: long, privateMetadata: here }).blocks;
    const views = [
      ['for somebody new', formView({ prefill: EMPTY_PREFILL, privateMetadata: here })],
      ['filled in', formView({ prefill: PREFILL, privateMetadata: here }).blocks.slice(1)],
      ['whole', whole],
      ['without lists', formView({ prefill: EMPTY_PREFILL, privateMetadata: here, shown: absent })],
      ['of too long a script', cut.find(({ block_id }) => block_id === 'script_cut')],
    ] as const;
    await expect(sheet(views)).toMatchFileSnapshot('snapshots/form.txt');
    expect(cut.filter(({ block_id }) => /^script/.test(block_id ?? ''))).toHaveLength(6);
  });

  it('shown again with what it was filled in with, it is the same', () => {
    const { blocks } = JSON.parse(JSON.stringify(whole));
    const again = formView({
      prefill: initialsOf(blocks),
      privateMetadata: { ...here, channel: null, fields: 5, advanced: true },
      focus: 'voice',
      shown: shown({ filters }),
    });
    const inputs = (from: { blocks: readonly { type: string }[] }) =>
      from.blocks.filter(({ type }) => type === 'input');
    expect(JSON.stringify(inputs(again))).toBe(JSON.stringify(inputs(whole)));
    expect(initialsOf('nonsense')).toMatchObject({ ...EMPTY_PREFILL, script: [] });
    const unshaped = { ...EMPTY_PREFILL, shape: 'none' } as const;
    const { blocks: fresh } = formView({ prefill: unshaped, privateMetadata: here });
    expect(initialsOf(fresh).shape).toBe('none');
  });
});

describe('beside the fields', () => {
  const png = 'https://res.jogg.ai/a.png';
  it.each([
    ['image', `${png}?x=1`, 'yes'],
    ['image', 'https://res.jogg.ai/a.JPEG', 'yes'],
    ['image', 'https://res.jogg.ai/a.gif', 'yes'],
    ['on its way', png, 'later'],
    ['look at it', png, 'no'],
    ['look at it', 'https://res.jogg.ai/a.webp', 'yes'],
    ['look at it', 'https://res.jogg.ai/a.svg', 'yes'],
    ['No picture of this avatar.', null, 'yes'],
    ['No picture of this avatar.', 'http://res.jogg.ai/a.png', 'yes'],
    ['No picture of this avatar.', 'javascript:alert(1)', 'yes'],
    ['No picture of this avatar.', `https://res.jogg.ai/${'x'.repeat(3_000)}.png`, 'yes'],
  ] as const)('“%s” stands for the picture %s, shown: %s', (words, coverUrl, picture) => {
    const blocks = coverBlocks(shown({ avatar: { name: 'Amara', coverUrl }, picture }));
    expect([blocks.length, sheet([['', blocks]])]).toEqual([1, expect.stringContaining(words)]);
  });

  it('nothing stands for no avatar, and for a voice without a sample', () => {
    const silent = shown({ voice: { name: 'Ann', sampleUrl: null } });
    expect([coverBlocks(shown({})), voiceBlocks(silent)]).toEqual([[], []]);
  });

  it.each([
    ['', false, 'Nothing to speak yet · press Enter in the script to see its price'],
    ['', true, 'Your audio sets the length: each started 2 minutes cost 1 credit'],
    ['🎉 ...', false, 'Nothing to speak yet · press Enter in the script to see its price'],
    ['Hello', false, '≈ 1 word · about 0:01 · 1 credit'],
    ['word '.repeat(300), false, '≈ 300 words · about 2:00 · 1 credit'],
    [
      'word '.repeat(1_000),
      false,
      '≈ 1,000 words · about 6:40 · 4 credits (100 words over 6 minutes: costs 4)',
    ],
  ])('the price of %j is told', (script, ownAudio, line) => {
    expect(priceLine({ script, ownAudio })).toBe(line);
  });

  it.each([
    ['Just some ordinary words.', 1],
    ['Open from 9 to 17', 2],
    ['See https://example.com', 2],
    ['你好', 2],
    ['안녕', 2],
    ['Donaudampfschifffahrtsgesellschaft', 2],
    ['', 1],
  ])('the price of %j has %i lines: a second one where it is rough', (script, many) => {
    expect(priceBlock(shown({ script })).elements).toHaveLength(many);
  });

  it.each<[string, CleanedUp, string[]]>([
    ['Hello', null, []],
    [
      '# A\n\n[b](https://c.d) [e](/f)\n```\n**g**\n```\n**h**',
      null,
      ['Jogg would read out: 1 heading, 1 code block, 2 links, ** marks.', 'clean_script'],
    ],
    ['info@example.com', null, ['Jogg would read out: 1 e-mail address.']],
    [':tada:', null, ['Jogg would read out: 1 emoji code.']],
    ['A.', { heading: 1 }, ['Taken out: 1 heading.', 'undo_clean']],
    [
      'info@example.com',
      { code_block: 1, email: 1 },
      [
        'Taken out: 1 code block. What is inside of the code stays: delete it if nobody should hear it.',
        'Jogg would still read out: 1 e-mail address.',
        'undo_clean',
      ],
    ],
    ['Hello', 'kept', ['You changed the script since, so it stays as it is.']],
  ])('the markup in %j after %j is told', (script, cleaned, told) => {
    const all = JSON.stringify(markupBlocks({ script, cleaned }));
    const lines = all.matchAll(/"action_id":"(\w+)"|"plain_text","text":"([^"]+)","emoji"/g);
    expect([...lines].map(([, id, words]) => id ?? words)).toEqual(told);
  });
});

describe('what a form carries along', () => {
  const pointers = {
    channel: 'C1',
    threadTs: '1.2',
    parent: 'vid_9',
    proposedVoice: 'v7',
    fields: 3,
    advanced: true,
    voiceNote: 'clash:English>French',
  };
  it('survives it, and nothing too long is carried', () => {
    expect(decodeFormMetadata(encodeFormMetadata(pointers))).toEqual(pointers);
    expect(() => encodeFormMetadata({ ...pointers, parent: 'x'.repeat(256) })).toThrow();
  });

  it('from before all of these were carried is still ours', () => {
    const rest = { proposedVoice: null, fields: 1, advanced: false, voiceNote: null };
    expect(decodeFormMetadata(JSON.stringify(here))).toEqual({ ...here, ...rest });
  });

  it.each([undefined, null, 7, '', '{', 'null', '[]', '{"channel":7,"threadTs":null}'])(
    'is null where it is not ours: %j',
    (text) => {
      expect(decodeFormMetadata(text)).toBeNull();
    },
  );
});
