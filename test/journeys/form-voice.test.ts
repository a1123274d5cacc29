import { describe, expect } from 'vitest';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const FRENCH = 'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi.';
const UNKNOWN_LANGUAGE = 'Tavasara nemu qulite sorbani, pelu dramo vesti kanuro.';
const CLASH = 'This voice speaks English. Your script looks French.';
const NOTE = 'Your script looks French, so the voice is now ';

const voiceOf = ({ jogg }: Stage, id: unknown) => jogg.catalogue.voices.find((of) => of.id === id);
const paidLanguages = (stage: Stage) =>
  stage.orders().map((of) => voiceOf(stage, of['voice_id'])?.language);

/** Opens a form; returns it, its voice, that voice's language and the line below the voice. */
async function openWithVoice(stage: Stage, script = '') {
  const form = await stage.open(script);
  const voice = () => voiceOf(stage, form.chosen('voice'));
  return { form, voice, language: () => voice()?.language, hint: () => form.line('voice_hint') };
}

describe.concurrent('a script in another language than the person’s', () => {
  it.for([
    [FRENCH, 'french', NOTE],
    [UNKNOWN_LANGUAGE, 'english', 'we can’t tell the language of your script'],
  ])(
    'gets a note when the form opens, and needs no confirmation: %s',
    async ([script, is, note], { stage }) => {
      const { form, language, hint } = await openWithVoice(stage, script);
      expect([language(), String(hint())]).toEqual([is, expect.stringContaining(note ?? '')]);
      const { errors } = await form.submit();
      await stage.reply('result');
      expect([errors, paidLanguages(stage)]).toEqual([undefined, [is]]);
      expect((await openWithVoice(stage)).language()).toBe('english');
    },
  );

  it('submitted right after typing gets a matching voice and one question', async ({ stage }) => {
    const { form, language, hint } = await openWithVoice(stage);
    const { errors } = await form.submit({ script: FRENCH });
    await until(() => language() === 'french' && form.blocks().includes('voice'));
    const script = `${CLASH} If that’s right, press “Make video” again.`;
    expect([errors, hint(), stage.paid()]).toEqual([{ script }, expect.stringContaining(NOTE), []]);
    await form.video();
    expect(paidLanguages(stage)).toEqual(['french']);
  });

  it('gets one question if the person chose the voice, which stays', async ({ stage }) => {
    const { form, hint } = await openWithVoice(stage);
    const chosen = await form.act('voice', 'english male');
    await form.act('avatar', 'female public');
    const { errors = {} } = await form.submit({ script: FRENCH });
    await until(() => hint() !== null);
    expect([Object.keys(errors), form.chosen('voice'), hint(), stage.paid()]).toEqual([
      ...[['voice'], chosen, expect.stringContaining(CLASH), []],
    ]);
    await form.video();
    expect(paidLanguages(stage)).toEqual(['english']);
  });
});

describe.concurrent('the proposed voice', () => {
  it('follows the gender of the avatar', async ({ stage }) => {
    const { form, voice } = await openWithVoice(stage);
    for (const gender of ['female', 'male']) {
      await form.act('avatar', `${gender} public`);
      await until(() => voice()?.gender === gender);
    }
    await form.shows('voice_hint', 'The voice is now ');
  });
});
