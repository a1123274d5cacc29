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
import { readForm } from '../../src/slack/form/form-values.ts';
import { EMPTY_PREFILL, formView } from '../../src/slack/form/form-view.ts';
import { invisibleCharacters, mrkdwnObjects, viewComplaints } from '../support/block-kit-limits.ts';
import { HOSTILE } from '../support/hostile-strings.ts';

const here = { channel: null, threadTs: null, parent: null, fields: 5, advanced: true };
const shown = (change: Partial<FormShown>): FormShown => ({
  ...NOTHING_SHOWN,
  script: '',
  picture: 'yes',
  ...change,
});
const avatar = (coverUrl: string | null) => shown({ avatar: { name: 'Amara', coverUrl } });

describe('the picture of an avatar', () => {
  it.each(['png', 'jpg', 'JPEG', 'gif'])('is shown where Slack can: %s', (type) => {
    expect(coverBlocks(avatar(`https://res.jogg.ai/a.${type}?x=1`))).toEqual([
      {
        type: 'image',
        block_id: 'avatar_cover',
        image_url: `https://res.jogg.ai/a.${type}?x=1`,
        alt_text: 'Picture of the avatar Amara',
      },
    ]);
  });

  it.each([
    ['webp', 'https://res.jogg.ai/a.webp'],
    ['svg', 'https://res.jogg.ai/a.svg'],
    ['one that Slack refused', 'https://res.jogg.ai/a.png'],
  ])('is a line with a link where Slack cannot: %s', (what, coverUrl) => {
    const [block] = coverBlocks({
      ...avatar(coverUrl),
      picture: what.startsWith('one') ? 'no' : 'yes',
    });
    expect(JSON.stringify(block)).toContain('No picture of this avatar here');
    expect(JSON.stringify(block)).toContain(`"url":"${coverUrl}"`);
  });

  it.each([
    ['none', null],
    ['no safe address', 'http://res.jogg.ai/a.png'],
    ['a script', 'javascript:alert(1)'],
    ['too long an address', `https://res.jogg.ai/${'x'.repeat(3_000)}.png`],
  ])('is a line alone where there is %s', (_, coverUrl) => {
    expect(coverBlocks(avatar(coverUrl))).toMatchObject([
      { type: 'context', elements: [{ text: 'No picture of this avatar.' }] },
    ]);
  });

  it('is not spoken of where no avatar is chosen', () => {
    expect(coverBlocks(shown({}))).toEqual([]);
  });
});

describe('the sample of a voice', () => {
  it('is a link; without one there is nothing', () => {
    const voice = (sampleUrl: string | null) =>
      voiceBlocks(shown({ voice: { name: 'Ann', sampleUrl } }));
    expect([JSON.stringify(voice('https://res.jogg.ai/a.mp3')), voice(null)]).toEqual([
      expect.stringContaining('Listen to Ann'),
      [],
    ]);
  });
});

describe('the price', () => {
  it.each([
    ['', false, 'Nothing to speak yet · press Enter in the script to see its price'],
    ['', true, 'Your audio sets the length: each started 2 minutes cost 1 credit'],
    ['🎉 ...', false, 'Nothing to speak yet · press Enter in the script to see its price'],
    ['Hello', false, '≈ 1 word · about 0:01 · 1 credit'],
    ['word '.repeat(300), false, '≈ 300 words · about 2:00 · 1 credit'],
    [
      'word '.repeat(301),
      false,
      '≈ 301 words · about 2:01 · 2 credits (1 word over 2 minutes: costs 2)',
    ],
    [
      'word '.repeat(1_000),
      false,
      '≈ 1,000 words · about 6:40 · 4 credits (100 words over 6 minutes: costs 4)',
    ],
  ])('of %j', (script, ownAudio, line) => {
    expect(priceLine({ script, ownAudio })).toBe(line);
  });
});

describe('markup in the script', () => {
  const lines = (script: string, cleaned: CleanedUp = null) => {
    const [told, buttons] = markupBlocks({ script, cleaned });
    return [told, buttons].flatMap((block) =>
      block && 'elements' in block
        ? block.elements.map((each) => ('action_id' in each ? each.action_id : textOf(each)))
        : [],
    );
  };
  const textOf = (each: object): string => String((each as { text?: unknown }).text);

  it.each([
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
  ] as const)('of %j after %j', (script, cleaned, told) => {
    expect(lines(script, cleaned)).toEqual(told);
  });
});

describe('the estimate', () => {
  it.each([
    ['Just some ordinary words.', 1],
    ['Open from 9 to 17', 2],
    ['See https://example.com', 2],
    ['你好', 2],
    ['안녕', 2],
    ['Donaudampfschifffahrtsgesellschaft', 2],
    ['', 1],
  ])('of %j is said in %i lines: a second one where it is rough', (script, many) => {
    expect(priceBlock(shown({ script })).elements).toHaveLength(many);
  });
});

describe('the whole form', () => {
  const full = (text: string) =>
    formView({
      prefill: {
        ...EMPTY_PREFILL,
        script: [text, text, '', text],
        avatar: { value: 'public:81', label: text },
        voice: { value: 'v1', label: text },
        name: text,
        filters: ['style:a'],
        audioUrl: text,
        background: 'transparent',
        notice: text,
      },
      privateMetadata: here,
      focus: 'voice',
      shown: {
        avatar: { name: text, coverUrl: 'https://res.jogg.ai/a.png' },
        picture: 'yes',
        voice: { name: text, sampleUrl: 'https://res.jogg.ai/a.mp3' },
        hint: text,
        script: text,
        ownAudio: false,
        captionsLost: true,
        balance: 7,
        filters: [{ label: 'Style', options: [{ value: 'style:a', label: text }] }],
        lists: 'loading',
      },
    });

  it("keeps within Slack's rules with hostile text everywhere, and shows it as text", () => {
    const complaints = HOSTILE.flatMap((text, index) => {
      const view = full(text);
      const told = view.blocks.filter(({ type }) => type !== 'input');
      return [...viewComplaints(view), ...mrkdwnObjects(view), ...invisibleCharacters(told)].map(
        (complaint) => [index, complaint],
      );
    });
    expect(complaints).toEqual([]);
  });

  it('shown again with what it was filled in with, it is the same', () => {
    const view = full('https://example.com/a b');
    const { blocks } = JSON.parse(JSON.stringify(view));
    const again = formView({
      prefill: initialsOf(blocks),
      privateMetadata: here,
      focus: 'voice',
      shown: {
        ...shown({ script: 'x' }),
        filters: [{ label: 'Style', options: [{ value: 'style:a', label: 'A' }] }],
      },
    });
    const inputs = (from: { blocks: readonly { type: string }[] }) =>
      from.blocks.filter(({ type }) => type === 'input');
    expect(
      JSON.stringify(inputs(again)).replaceAll('"text":"A"', '"text":"https://example.com/a b"'),
    ).toBe(JSON.stringify(inputs(view)));
    expect(initialsOf('nonsense')).toMatchObject({ ...EMPTY_PREFILL, script: [] });
  });

  it('a shape that is to be chosen stays so', () => {
    const view = formView({ prefill: { ...EMPTY_PREFILL, shape: 'none' }, privateMetadata: here });
    expect(initialsOf(view.blocks).shape).toBe('none');
  });
});

describe('a form that was filled in', () => {
  const file = (facts: object) =>
    readForm({
      script: { script: { value: null } },
      audio_file: { audio_file: { files: [facts] } },
    });

  it('says what is wrong with a file before it is sent', () => {
    expect([
      file({ id: 'F1', name: 'a.ogg', filetype: 'ogg', size: 5 }),
      file({ id: 'F1', name: 'a.mp3', filetype: 'mp3', size: 21 * 1024 * 1024 }),
      file({ id: 'F1', name: 'a.mp3', filetype: 'mp3', size: 5 }),
    ]).toMatchObject([
      { errors: { audio_file: 'Give an mp3, a wav or an m4a.' } },
      { errors: { audio_file: 'Give a file of at most 20 MB: an mp3 is the smallest.' } },
      { draft: { audioFile: { id: 'F1', name: 'a.mp3', type: 'mp3', bytes: 5 } } },
    ]);
  });

  it('reads the script also while its fields have other ids', () => {
    expect(
      readForm({
        new_script: { script: { value: 'One. ' } },
        new_script_2: { script_2: { value: 'Two.' } },
      }),
    ).toMatchObject({ draft: { script: 'One. Two.', lastPiece: 'Two.' } });
  });

  it('reads the voice also while its block has another id, and joins the fields of the script', () => {
    const option = { value: 'v1', text: { type: 'plain_text', text: 'Ann' } };
    expect(
      readForm({
        script: { script: { value: 'One. ' } },
        script_2: { script_2: { value: null } },
        script_3: { script_3: { value: 'Three.' } },
        voice_new: { voice: { selected_option: option } },
      }),
    ).toMatchObject({ draft: { script: 'One. Three.', lastPiece: 'Three.', voiceId: 'v1' } });
  });
});
