import { describe, expect, it, test } from 'vitest';
import { readForm } from '../../src/slack/form/form-values.ts';

const picked = (value: string, text: string) => ({
  selected_option: { value, text: { type: 'plain_text', text } },
});
const text = (value: string | null) => ({ script: { value } });
const whole = {
  script: { script: { type: 'plain_text_input', value: ' Hello\n there ' } },
  avatar: { avatar: picked('photo:7:b', 'Ann\u202e · mine') },
  voice: { voice: picked('v1', 'Chris') },
  aspect_ratio: { aspect_ratio: picked('landscape', 'Landscape') },
  captions: { captions: { type: 'checkboxes', selected_options: [] } },
  video_name: { video_name: { value: 'My  name\n' } },
};
const { script, avatar, voice } = whole;

/** What was read of the form, and what is wrong with it. */
function read(values: unknown): Record<string, unknown> {
  const reading = readForm(values);
  return reading.kind === 'complete'
    ? { ...reading.values }
    : { ...reading.draft, errors: reading.errors };
}

describe('a filled-in form', () => {
  it('is read as it is, the script to the letter', () => {
    expect(readForm(whole)).toEqual({
      kind: 'complete',
      values: {
        ...{ script: ' Hello\n there ', lastPiece: ' Hello\n there ', name: 'My name' },
        ...{ avatar: { kind: 'photo', id: '7:b' }, avatarLabel: 'Ann · mine' },
        ...{ voiceId: 'v1', voiceLabel: 'Chris', shape: 'landscape', captions: false },
        ...{ conversation: null, filters: [], background: 'normal' },
        ...{ audioUrl: '', audioFile: null, audio: null },
      },
    });
  });

  const conversation = { conversation: { selected_conversation: 'C9' } };
  const moved = { new_script: text('One. '), new_script_2: { script_2: { value: 'Two.' } } };
  const pieces = {
    script: text('One. '),
    script_2: { script_2: { value: null } },
    script_3: { script_3: { value: 'Three.' } },
    voice_new: voice,
  };
  it.each([
    ['without its optional fields', { script, avatar, voice }, { shape: 'portrait', name: '' }],
    ['with a conversation', { ...whole, conversation }, { conversation: 'C9' }],
    ['with a script under other ids', moved, { script: 'One. Two.', lastPiece: 'Two.' }],
    ['in pieces', pieces, { script: 'One. Three.', lastPiece: 'Three.', voiceId: 'v1' }],
  ])('%s is read too', (_, values, found) => {
    expect(read(values)).toMatchObject(found);
  });

  it.each([
    [{ selected_options: [{ value: 'on' }] }, true],
    [picked('on', 'x'), true],
    [picked('true', 'x'), true],
    [picked('yes', 'x'), true],
    [undefined, true],
    [{ selected_options: [] }, false],
    [picked('off', 'x'), false],
    [{ selected_option: null }, false],
  ])('has captions, be it boxes, radio buttons or a menu: %j is %j', (element, on) => {
    const captions = element && { captions: { captions: element } };
    expect(read({ script, avatar, voice, ...captions })['captions']).toBe(on);
  });
});

describe('what is wrong is said under its field', () => {
  const file = (filetype: string, size: number) => ({
    audio_file: { audio_file: { files: [{ id: 'F1', name: `a.${filetype}`, filetype, size }] } },
  });
  const write = { script: 'Write what the avatar should say.' };
  const choose = { avatar: 'Choose an avatar from the list.' };
  const unfilled = {
    script: text(null),
    avatar: { avatar: { selected_option: null } },
    voice: { voice: {} },
    aspect_ratio: { aspect_ratio: { selected_option: null } },
    conversation: { conversation: { selected_conversation: null } },
  };
  const all = {
    ...write,
    ...choose,
    voice: 'Choose a voice from the list.',
    aspect_ratio: 'Choose a shape.',
    conversation: 'Choose the channel where the video should be shown.',
  };
  const kind = { audio_file: 'Give an mp3, a wav or an m4a.' };
  const size = { audio_file: 'Give a file of at most 20 MB: an mp3 is the smallest.' };
  it.each<[string, object, object]>([
    ...[' \n\t', '\u200b\ufeff', ''].map((words): [string, object, object] => [
      `the script ${JSON.stringify(words)}`,
      { ...whole, script: text(words) },
      write,
    ]),
    ...['81', 'public:', ':81', 'nobody:81', ''].map((value): [string, object, object] => [
      `the avatar ${value}`,
      { ...whole, avatar: { avatar: picked(value, 'x') } },
      choose,
    ]),
    ['nothing filled in', unfilled, all],
    ['a file Jogg does not take', { avatar, voice, ...file('ogg', 5) }, kind],
    ['too large a file', { avatar, voice, ...file('mp3', 21 * 1024 * 1024) }, size],
  ])('%s', (_, values, errors) => {
    expect(read(values)['errors']).toEqual(errors);
  });

  it('a file that fits is taken instead of a script', () => {
    expect(read({ avatar, voice, ...file('mp3', 5) })).toMatchObject({
      audioFile: { id: 'F1', name: 'a.mp3', type: 'mp3', bytes: 5 },
      audio: { kind: 'file', id: 'F1', name: 'a.mp3' },
    });
  });
});

test.each([null, undefined, 7, 'x', [], {}, { script: null }, { script: { script: 7 } }])(
  'values of no shape at all are an empty form: %j',
  (values) => {
    const errors = { avatar: 'Choose an avatar from the list.' };
    expect(read(values)).toMatchObject({ script: '', avatar: null, voiceId: null, errors });
  },
);
