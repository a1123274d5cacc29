import { expect, test } from 'vitest';
import { priceOf } from '../../src/domain/price.ts';
import { decodeFormMetadata, encodeFormMetadata } from '../../src/slack/form/form-metadata.ts';
import { EMPTY_PREFILL, formView } from '../../src/slack/form/form-view.ts';
import { viewComplaints } from '../support/block-kit-limits.ts';
import { HOSTILE } from '../support/hostile-strings.ts';

const here = { channel: 'C1', threadTs: null, parent: null };
const plain = (text: string) => ({ type: 'plain_text', text });

test('the form asks for script, avatar, voice, shape, captions and a name', () => {
  const choice = (text: string, value: string) => ({
    text: { type: 'plain_text', text, emoji: false },
    value,
  });
  expect(formView({ prefill: EMPTY_PREFILL, privateMetadata: here })).toEqual({
    type: 'modal',
    callback_id: 'create_video',
    private_metadata:
      '{"channel":"C1","threadTs":null,"parent":null,"proposedVoice":null,"fields":1,"advanced":false,"voiceNote":null}',
    title: plain('Make a video'),
    submit: plain('Make video'),
    close: plain('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: 'script',
        label: plain('Script'),
        hint: plain('About 150 words are one minute. Each started 2 minutes cost 1 credit.'),
        dispatch_action: true,
        element: {
          type: 'plain_text_input',
          action_id: 'script',
          multiline: true,
          max_length: 3000,
          placeholder: plain('What should the avatar say?'),
          dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
        },
      },
      {
        type: 'context',
        block_id: 'price',
        elements: [
          {
            ...plain('Nothing to speak yet · press Enter in the script to see its price'),
            emoji: false,
          },
        ],
      },
      {
        type: 'actions',
        block_id: 'more',
        elements: [
          { type: 'button', action_id: 'more_room', text: plain('More room') },
          { type: 'button', action_id: 'advanced', text: plain('Advanced') },
        ],
      },
      {
        type: 'input',
        block_id: 'avatar',
        label: plain('Avatar'),
        dispatch_action: true,
        element: {
          type: 'external_select',
          action_id: 'avatar',
          min_query_length: 0,
          placeholder: plain('Type a name, a style, an age …'),
        },
      },
      {
        type: 'input',
        block_id: 'voice',
        label: plain('Voice'),
        dispatch_action: true,
        element: {
          type: 'external_select',
          action_id: 'voice',
          min_query_length: 0,
          placeholder: plain('Type a name, a language, an accent …'),
        },
      },
      {
        type: 'input',
        block_id: 'aspect_ratio',
        label: plain('Shape'),
        dispatch_action: true,
        element: {
          type: 'radio_buttons',
          action_id: 'aspect_ratio',
          options: [
            choice('Portrait 9:16', 'portrait'),
            choice('Landscape 16:9', 'landscape'),
            choice('Square 1:1', 'square'),
          ],
          initial_option: choice('Portrait 9:16', 'portrait'),
        },
      },
      {
        type: 'input',
        block_id: 'captions',
        optional: true,
        label: plain('Captions'),
        element: {
          type: 'checkboxes',
          action_id: 'captions',
          options: [choice('Show captions', 'on')],
          initial_options: [choice('Show captions', 'on')],
        },
      },
      {
        type: 'input',
        block_id: 'video_name',
        optional: true,
        label: plain('Name'),
        element: {
          type: 'plain_text_input',
          action_id: 'video_name',
          max_length: 100,
          placeholder: plain('Only to find it again'),
        },
      },
    ],
  });
});

test('what was chosen last is filled in, and the price of the script is shown', () => {
  const { blocks } = formView({
    prefill: {
      script: 'word '.repeat(301),
      avatar: { value: 'custom:12', label: 'Me' },
      voice: { value: 'v1', label: 'x'.repeat(99) },
      shape: 'square',
      captions: false,
      name: 'Launch',
    },
    privateMetadata: here,
  });
  expect(JSON.parse(JSON.stringify(blocks))).toMatchObject([
    {
      element: { initial_value: 'word '.repeat(301) },
    },
    {
      elements: [{ text: '≈ 301 words · about 2:01 · 2 credits (1 word over 2 minutes: costs 2)' }],
    },
    { block_id: 'more' },
    { element: { initial_option: { value: 'custom:12', text: { text: 'Me' } } } },
    { element: { initial_option: { value: 'v1', text: { text: `${'x'.repeat(74)}…` } } } },
    { element: { initial_option: { value: 'square' } } },
    { element: { type: 'checkboxes' } },
    { element: { initial_value: 'Launch' } },
  ]);
  expect(JSON.stringify(blocks[6])).not.toContain('initial_options');
});

test('the rule counts words as the price does', () => {
  expect(priceOf('word '.repeat(150)).seconds).toBe(60);
});

test('the form asks where to show the video only where no channel is known', () => {
  const elsewhere = formView({
    prefill: EMPTY_PREFILL,
    privateMetadata: { channel: null, threadTs: null, parent: null },
  });
  expect(elsewhere.blocks.at(-1)).toMatchObject({
    block_id: 'conversation',
    element: {
      type: 'conversations_select',
      action_id: 'conversation',
      default_to_current_conversation: true,
    },
  });
  expect(viewComplaints(elsewhere)).toEqual([]);
});

test("the form keeps within Slack's rules with hostile text everywhere", () => {
  const complaints = HOSTILE.flatMap((text, index) =>
    viewComplaints(
      formView({
        prefill: {
          script: text,
          avatar: { value: text, label: text },
          voice: { value: 'v1', label: text },
          shape: null,
          captions: null,
          name: text,
        },
        privateMetadata: here,
      }),
    ).map((complaint) => [index, complaint]),
  );
  expect(complaints).toEqual([]);
});

test('pointers survive the form, and nothing else is taken for them', () => {
  const pointers = {
    channel: 'C1',
    threadTs: '1.2',
    parent: 'vid_9',
    proposedVoice: 'v7',
    fields: 3,
    advanced: true,
    voiceNote: 'clash:English>French',
  };
  expect(decodeFormMetadata(encodeFormMetadata(pointers))).toEqual(pointers);
  expect(
    [undefined, null, 7, '', '{', 'null', '[]', '{"channel":7,"threadTs":null,"parent":null}'].map(
      decodeFormMetadata,
    ),
  ).toEqual(Array(8).fill(null));
  expect(() => encodeFormMetadata({ ...pointers, parent: 'x'.repeat(256) })).toThrow();
});

test('a form from before these were carried along is still ours', () => {
  expect(decodeFormMetadata('{"channel":"C1","threadTs":null,"parent":null}')).toEqual({
    ...here,
    proposedVoice: null,
    fields: 1,
    advanced: false,
    voiceNote: null,
  });
});

test('a script longer than the form takes fills it, and what was left out is said', () => {
  const view = formView({
    prefill: { ...EMPTY_PREFILL, script: 'x'.repeat(15_002) },
    privateMetadata: here,
  });
  const fields = view.blocks.filter(({ block_id }) => block_id?.startsWith('script'));
  expect(fields.map(({ block_id }) => block_id)).toEqual([
    'script',
    'script_2',
    'script_3',
    'script_4',
    'script_5',
    'script_cut',
  ]);
  expect(JSON.stringify(view)).toContain('Only 15,000 characters fit: the last 2 were left out.');
  expect(viewComplaints(view)).toEqual([]);
});
