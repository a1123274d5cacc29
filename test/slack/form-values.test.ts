import { expect, it } from 'vitest';
import { draftOf, readForm } from '../../src/slack/form/form-values.ts';
import { savedDraftOf } from '../../src/slack/form/saved-draft.ts';
import { joinScript, MAX_SCRIPT_LENGTH, splitScript } from '../../src/slack/form/script-fields.ts';
import { HOSTILE } from '../support/hostile.ts';

const picked = (value: string, text = 'x') => ({
  selected_option: { value, text: { type: 'plain_text', text } },
});
const text = (value: string | null) => ({ script: { value } });
const completeForm = {
  script: { script: { type: 'plain_text_input', value: ' Hello\n there ' } },
  avatar: { avatar: picked('photo:7:b', 'Ann\u202e · mine') },
  voice: { voice: picked('v1', 'Chris') },
  aspect_ratio: { aspect_ratio: picked('landscape', 'Landscape') },
  captions: { captions: { type: 'checkboxes', selected_options: [] } },
  video_name: { video_name: { value: 'My  name\n' } },
};
const { script, avatar, voice } = completeForm;

function read(values: unknown): Record<string, unknown> {
  const form = readForm(values);
  return form.kind === 'complete' ? { ...form.values } : { ...form.draft, errors: form.errors };
}

it('a complete form is read exactly, including the script', () => {
  expect(readForm(completeForm)).toEqual({
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

it('a draft keeps a voice that the person chose, not one that the app proposed', () => {
  const voices = ['v1', 'v2'].map((own) => savedDraftOf(draftOf(completeForm), own).voice);
  expect(voices).toEqual([null, { value: 'v1', label: 'Chris' }]);
});

const file = (filetype: string, size: number) => ({
  audio_file: { audio_file: { files: [{ id: 'F1', name: `a.${filetype}`, filetype, size }] } },
});
const conversation = { conversation: { selected_conversation: 'C9' } };
const withFreshIds = { new_script: text('One. '), new_script_2: { script_2: { value: 'Two.' } } };
const inPieces = {
  ...{ script: text('One. '), script_2: { script_2: { value: null } } },
  ...{ script_3: { script_3: { value: 'Three.' } }, voice_new: voice },
};
const audioFile = { id: 'F1', name: 'a.mp3', type: 'mp3', bytes: 5 };
const audio = { kind: 'file', id: 'F1', name: 'a.mp3' };
it.each([
  ['without its optional fields', { script, avatar, voice }, { shape: 'portrait', name: '' }],
  ['with a conversation', { ...completeForm, conversation }, { conversation: 'C9' }],
  ['with a script under fresh ids', withFreshIds, { script: 'One. Two.', lastPiece: 'Two.' }],
  ['with a split script', inPieces, { script: 'One. Three.', lastPiece: 'Three.', voiceId: 'v1' }],
  ['with a file of the maximum size', { avatar, voice, ...file('mp3', 20 * 2 ** 20) }, { audio }],
  ['with a file instead of a script', { avatar, voice, ...file('mp3', 5) }, { audioFile, audio }],
])('a form is read %s', (_, values, expected) => {
  expect(read(values)).toMatchObject(expected);
});

it.each<[boolean, unknown[]]>([
  [true, [{ selected_options: [{ value: 'on' }] }, picked('on'), picked('true'), undefined]],
  [false, [{ selected_options: [] }, picked('off'), { selected_option: null }]],
])('captions are read from checkboxes, radio buttons and menus: %s', (isOn, elements) => {
  const values = elements.map((element) => {
    const captions = element ? { captions: { captions: element } } : {};
    return read({ script, avatar, voice, ...captions })['captions'];
  });
  expect(new Set(values)).toEqual(new Set([isOn]));
});

const scriptError = { script: 'Write what the avatar should say.' };
const avatarError = { avatar: 'Choose an avatar from the list.' };
const emptyForm = {
  ...{ script: text(null), avatar: { avatar: { selected_option: null } }, voice: { voice: {} } },
  aspect_ratio: { aspect_ratio: { selected_option: null } },
  conversation: { conversation: { selected_conversation: null } },
};
const allErrors = {
  ...{ ...scriptError, ...avatarError, voice: 'Choose a voice from the list.' },
  aspect_ratio: 'Choose a shape.',
  conversation: 'Choose the channel for your video.',
};
const kindError = { audio_file: 'Upload an mp3, wav or m4a file.' };
const sizeError = { audio_file: 'Upload a file of at most 20 MB. An mp3 is the smallest.' };
const SCRIPTS = [' \n\t', '\u200b\ufeff', ''];
const AVATARS = ['81', 'public:', ':81', 'nobody:81', ''];
type Row = [values: object, errors: object];
it.each<Row>([
  ...SCRIPTS.map((value): Row => [{ ...completeForm, script: text(value) }, scriptError]),
  ...AVATARS.map((id): Row => [{ ...completeForm, avatar: { avatar: picked(id) } }, avatarError]),
  [emptyForm, allErrors],
  [{ avatar, voice, ...file('ogg', 5) }, kindError],
  [{ avatar, voice, ...file('mp3', 21 * 1024 * 1024) }, sizeError],
])('an error appears below its field: %j', (values, errors) => {
  expect(read(values)['errors']).toEqual(errors);
});

const MALFORMED = [null, undefined, 7, 'x', [], {}, { script: null }, { script: { script: 7 } }];
it.each(MALFORMED)('malformed values count as an empty form: %j', (values) => {
  const empty = { script: '', avatar: null, voiceId: null, errors: avatarError };
  expect(read(values)).toMatchObject(empty);
});

const sentence = 'All of this is said in one go. ';
const long = sentence.repeat(400);
const paragraphs = `${'x'.repeat(2_700)}\n\nNext. ${'y '.repeat(400)}`;
it.each([
  ['an empty script', '', 1, ''],
  ['a script that just fits', 'x'.repeat(3_000), 1, 'xxxxxx'],
  ['a script that is one character too long', 'x'.repeat(3_001), 2, 'xxxxxx'],
  ['paragraphs', paragraphs, 2, 'xxxx\n\n'],
  ['sentences', long, 5, 'e go. '],
  ['words', 'word '.repeat(900), 2, ' word '],
  ['one endless word', 'x'.repeat(14_999), 5, 'xxxxxx'],
  ['only surrogate pairs', '👋'.repeat(7_490), 5, '👋👋👋'],
  ['a script that is too long for the form', 'z'.repeat(MAX_SCRIPT_LENGTH + 5), 5, 'zzzzzz'],
])('a long script is split at a good place and joined whole: %s', (_, script, fields, end) => {
  const pieces = splitScript(script);
  const fits = script.length > MAX_SCRIPT_LENGTH || pieces.every(({ length }) => length <= 3_000);
  expect([joinScript(pieces), pieces.length, pieces[0]?.slice(-6)]).toEqual([script, fields, end]);
  expect([fits, pieces.every((each) => each.isWellFormed())]).toEqual([true, true]);
});

it('any script survives splitting and joining', () => {
  const scripts = HOSTILE.map((text) => text.repeat(Math.ceil(9_000 / (text.length || 1))));
  expect(scripts.map((script) => joinScript(splitScript(script)))).toEqual(scripts);
});
