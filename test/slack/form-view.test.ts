import { expect, it } from 'vitest';
import { priceLine } from '../../src/slack/copy/form-copy.ts';
import { initialValuesOf } from '../../src/slack/form/form-initial-values.ts';
import * as live from '../../src/slack/form/form-live-blocks.ts';
import { type CleanUpState, markupBlocks } from '../../src/slack/form/form-markup.ts';
import { decodeFormMetadata, encodeFormMetadata } from '../../src/slack/form/form-metadata.ts';
import { EMPTY_PREFILL, formView } from '../../src/slack/form/form-view.ts';
import { snapshotText } from './snapshot-text.ts';
import { WHOLE, wholeForm } from './surfaces.ts';

const here = { channel: 'C1', threadTs: null, parent: null };
const detailsWith = (change: Partial<live.LiveDetails>): live.LiveDetails => {
  return { ...live.NO_DETAILS, script: '', picture: 'yes', ...change };
};
const formOf = (prefill: Partial<typeof EMPTY_PREFILL>, details?: live.LiveDetails) =>
  formView({ prefill: { ...EMPTY_PREFILL, ...prefill }, privateMetadata: here, details });

it('the form asks for everything that a video needs and starts with the last choices', async () => {
  const truncated = formOf({ script: 'x'.repeat(15_002) }).blocks;
  const withoutLists = formOf({}, detailsWith({ lists: 'absent' })).blocks;
  const views = [
    ['for somebody new', formOf({})],
    ['whole', wholeForm('Hello')],
    ['without lists', withoutLists.find(({ block_id }) => block_id === 'lists_note')],
    ['of too long a script', truncated.find(({ block_id }) => block_id === 'script_cut')],
  ] as const;
  await expect(snapshotText(views)).toMatchFileSnapshot('snapshots/form.txt');
  expect(truncated.filter(({ block_id }) => /^script/.test(block_id ?? ''))).toHaveLength(6);
});

it('a form that is rendered with its own initial values is the same form', () => {
  const { blocks } = wholeForm('Hello');
  const filters = [{ label: 'Hello', options: [{ value: 'style:x', label: 'Hello' }] }];
  const prefill = initialValuesOf(JSON.parse(JSON.stringify(blocks)));
  const details = detailsWith({ filters });
  const again = formView({ prefill, privateMetadata: WHOLE, focus: 'voice', details });
  const inputs = [again.blocks, blocks].map((all) => all.filter(({ type }) => type === 'input'));
  expect(JSON.stringify(inputs[0])).toBe(JSON.stringify(inputs[1]));
  expect(initialValuesOf('nonsense')).toMatchObject({ ...EMPTY_PREFILL, script: [] });
  expect(initialValuesOf(formOf({ shape: 'none' }).blocks).shape).toBe('none');
});

// Other image addresses: `card`.
it('the form shows the avatar’s picture or why there is none', async () => {
  const coverRow = (coverUrl: string | null, picture: live.LiveDetails['picture'] = 'yes') => [
    `${coverUrl} ${picture}`,
    live.pictureBlocks(detailsWith({ avatar: { name: 'Amara', coverUrl }, picture })),
  ];
  const png = 'https://res.jogg.ai/a.png';
  const others = ['https://res.jogg.ai/a.webp', 'javascript:alert(1)', null];
  const pictures = [png, ...others].map((url) => coverRow(url));
  pictures.push(coverRow(png, 'later'), coverRow(png, 'no'));
  const withoutSample = detailsWith({ voice: { name: 'Ann', sampleUrl: null } });
  await expect(snapshotText(pictures)).toMatchFileSnapshot('snapshots/form-pictures.txt');
  expect([...live.pictureBlocks(withoutSample), ...live.voiceBlocks(withoutSample)]).toEqual([]);
});

const SCRIPTS: [string, CleanUpState?][] = [
  [''],
  ['Hello'],
  ['See https://example.com from 9 to 17'],
  ['word '.repeat(301)],
  ['word '.repeat(1_000)],
  ['# A\n\n[b](https://c.d) [e](/f)\n```\n**g**\n```\n**h**'],
  [':tada:'],
  ['A.', { heading: 1 }],
  ['info@example.com', { code_block: 1, email: 1 }],
  ['Hello', 'kept'],
];
it('the form shows the price, its accuracy, the markup that Jogg would read out and the removed markup', async () => {
  const rows = SCRIPTS.map(([script, cleaned = null]) => [
    JSON.stringify([script.slice(0, 40), cleaned]),
    [live.priceBlock(detailsWith({ script })), ...markupBlocks({ script, cleaned })],
  ]);
  const own = ['an audio', priceLine({ script: '', ownAudio: true })] as const;
  await expect(snapshotText([...rows, own])).toMatchFileSnapshot('snapshots/form-price.txt');
});

const pointers = { ...here, threadTs: '1.2', parent: 'vid_9', proposedVoice: 'v7' };
const picked = { value: 'v'.repeat(75), label: 'l'.repeat(75) };
const look = { avatar: picked, voice: picked, shape: 'square' as const, captions: true };
const all = {
  ...{ ...pointers, fields: 3, advanced: true, voiceNote: 'clash:English>French' },
  ...{ looks: [look, look, look], draft: { at: 1, words: 'Hi' }, continued: 2 },
};
const older = {
  ...{ ...here, proposedVoice: null, fields: 1, advanced: false, voiceNote: null },
  ...{ looks: [], draft: null, continued: null },
};
it('form metadata survives encoding, older metadata gets defaults, and no metadata is too long', () => {
  expect(decodeFormMetadata(encodeFormMetadata(all))).toEqual(all);
  expect(decodeFormMetadata(JSON.stringify(here))).toEqual(older);
  expect(() => encodeFormMetadata({ ...all, parent: 'x'.repeat(256) })).toThrow();
  const long = { ...look, avatar: { ...picked, label: 'l'.repeat(900) } };
  const tooLong = encodeFormMetadata({ ...all, looks: [long, long, long] });
  expect(decodeFormMetadata(tooLong)).toEqual({ ...all, looks: [] });
  const malformed = [undefined, null, 7, '', '{', 'null', '[]', '{"channel":7,"threadTs":null}'];
  expect(malformed.map(decodeFormMetadata)).toEqual(malformed.map(() => null));
});
