import { expect, test } from 'vitest';
import { readForm } from '../../src/slack/form/form-values.ts';

const picked = (value: string, text: string) => ({
  selected_option: { value, text: { type: 'plain_text', text } },
});
const whole = {
  script: { script: { type: 'plain_text_input', value: ' Hello\n there ' } },
  avatar: { avatar: picked('photo:7:b', 'Ann\u202e · mine') },
  voice: { voice: picked('v1', 'Chris') },
  aspect_ratio: { aspect_ratio: picked('landscape', 'Landscape') },
  captions: { captions: { type: 'checkboxes', selected_options: [] } },
  video_name: { video_name: { value: 'My  name\n' } },
};

test('a filled-in form is read as it is, the script to the letter', () => {
  expect(readForm(whole)).toEqual({
    kind: 'complete',
    values: {
      script: ' Hello\n there ',
      lastPiece: ' Hello\n there ',
      avatar: { kind: 'photo', id: '7:b' },
      avatarLabel: 'Ann · mine',
      voiceId: 'v1',
      voiceLabel: 'Chris',
      shape: 'landscape',
      captions: false,
      name: 'My name',
      conversation: null,
      filters: [],
      audioUrl: '',
      audioFile: null,
      background: 'normal',
      audio: null,
    },
  });
});

test('an empty form says under each field what to do', () => {
  const reading = readForm({
    script: { script: { value: null } },
    avatar: { avatar: { selected_option: null } },
    voice: { voice: {} },
    aspect_ratio: { aspect_ratio: { selected_option: null } },
    conversation: { conversation: { selected_conversation: null } },
  });
  expect(reading).toMatchObject({
    kind: 'incomplete',
    errors: {
      script: 'Write what the avatar should say.',
      avatar: 'Choose an avatar from the list.',
      voice: 'Choose a voice from the list.',
      aspect_ratio: 'Choose a shape.',
      conversation: 'Choose the channel where the video should be shown.',
    },
  });
});

test.each([' \n\t', '\u200b\ufeff', ''])(
  'a script that shows nothing counts as empty: %j',
  (value) => {
    expect(readForm({ ...whole, script: { script: { value } } })).toMatchObject({
      kind: 'incomplete',
      errors: { script: 'Write what the avatar should say.' },
    });
  },
);

test.each(['81', 'public:', ':81', 'nobody:81', ''])(
  'an avatar that cannot be one is asked for again: %j',
  (value) => {
    expect(readForm({ ...whole, avatar: { avatar: picked(value, 'x') } })).toMatchObject({
      kind: 'incomplete',
      errors: { avatar: 'Choose an avatar from the list.' },
    });
  },
);

test('captions may be boxes, radio buttons or a menu, and are on where nobody asked', () => {
  const captions = (element: unknown) => {
    const reading = readForm({ ...whole, captions: { captions: element } });
    return reading.kind === 'complete' && reading.values.captions;
  };
  const { captions: _, ...without } = whole;
  expect([
    captions({ selected_options: [{ value: 'on' }] }),
    captions(picked('on', 'x')),
    captions(picked('true', 'x')),
    captions(picked('yes', 'x')),
    readForm(without).kind === 'complete' && readForm(without),
  ]).toMatchObject([true, true, true, true, { values: { captions: true } }]);
  expect([
    captions({ selected_options: [] }),
    captions(picked('off', 'x')),
    captions({ selected_option: null }),
  ]).toEqual([false, false, false]);
});

test('fields that were not asked for have sensible values', () => {
  const { script, avatar, voice } = whole;
  expect(readForm({ script, avatar, voice })).toMatchObject({
    kind: 'complete',
    values: { shape: 'portrait', captions: true, name: '', conversation: null },
  });
});

test('the conversation is read where it was asked for', () => {
  expect(
    readForm({ ...whole, conversation: { conversation: { selected_conversation: 'C9' } } }),
  ).toMatchObject({ kind: 'complete', values: { conversation: 'C9' } });
});

test.each([null, undefined, 7, 'x', [], {}, { script: null }, { script: { script: 7 } }])(
  'values of no shape at all are an empty form: %j',
  (values) => {
    expect(readForm(values)).toMatchObject({
      kind: 'incomplete',
      draft: { script: '', avatar: null, voiceId: null },
    });
  },
);
