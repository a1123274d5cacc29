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

const AT = 'https://res.jogg.ai/';
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
  const PICTURES = `a.png?x=1 a.JPEG a.gif a.webp a.svg`.split(' ');
  const ADDRESSES = [
    'http://res.jogg.ai/a.png',
    'javascript:alert(1)',
    `${AT}${'x'.repeat(3_000)}.png`,
  ];
  it('stands the picture of the avatar, or why there is none', async () => {
    const rows: [string | null, FormShown['picture']][] = [
      ...[...PICTURES.map((name) => AT + name), ...ADDRESSES, null].map(
        (url): [string | null, 'yes'] => [url, 'yes'],
      ),
      [`${AT}a.png`, 'later'],
      [`${AT}a.png`, 'no'],
    ];
    const covers = rows.map(([coverUrl, picture]) => [
      `${coverUrl?.slice(0, 40)} ${picture}`,
      coverBlocks(shown({ avatar: { name: 'Amara', coverUrl }, picture })),
    ]);
    const silent = shown({ voice: { name: 'Ann', sampleUrl: null } });
    const none = [
      ['no avatar', coverBlocks(shown({}))],
      ['no sample', voiceBlocks(silent)],
    ] as const;
    await expect(sheet([...covers, ...none])).toMatchFileSnapshot('snapshots/form-pictures.txt');
  });

  it('stands the price, with a second line where it is rough', async () => {
    const scripts = `|🎉 ...|Hello|Just some ordinary words.|Open from 9 to 17|
See https://example.com|你好|안녕|Donaudampfschifffahrtsgesellschaft`.split(/\|\n?/);
    const words = [300, 1_000].map((many) => 'word '.repeat(many));
    const prices = [...scripts, ...words].map((script) => [
      script.slice(0, 40).trim(),
      [priceBlock(shown({ script }))],
    ]);
    const own = ['an audio', priceLine({ script: '', ownAudio: true })] as const;
    await expect(sheet([...prices, own])).toMatchFileSnapshot('snapshots/form-price.txt');
  });

  it('stands what Jogg would read out, and what was taken out of it', async () => {
    const rows: [string, CleanedUp][] = [
      ['Hello', null],
      ['# A\n\n[b](https://c.d) [e](/f)\n```\n**g**\n```\n**h**', null],
      ['info@example.com', null],
      [':tada:', null],
      ['A.', { heading: 1 }],
      ['info@example.com', { code_block: 1, email: 1 }],
      ['Hello', 'kept'],
    ];
    const told = rows.map(([script, cleaned]) => [
      JSON.stringify([script, cleaned]),
      markupBlocks({ script, cleaned }),
    ]);
    await expect(sheet(told)).toMatchFileSnapshot('snapshots/form-markup.txt');
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
