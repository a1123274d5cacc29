import { describe, expect } from 'vitest';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const FRENCH = 'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi.';
const NOT_KNOWN = 'Tavasara nemu qulite sorbani, pelu dramo vesti kanuro.';
const CLASH = 'This voice speaks English. Your script looks French.';
const IS_FRENCH = 'Your script looks French, so the voice is now ';

const voiceOf = ({ jogg }: Stage, id: unknown) =>
  jogg.catalogue.voices.find((each) => each.id === id);
const paidWith = (stage: Stage) =>
  stage.orders().map((of) => voiceOf(stage, of['voice_id'])?.language);

/** A form, the language of its voice and the line below that voice. */
async function opened(stage: Stage, script = '') {
  const form = await stage.open(script);
  const voice = () => voiceOf(stage, form.chosen('voice'));
  return { form, voice, language: () => voice()?.language, hint: () => form.line('voice_hint') };
}

describe.concurrent('a script in another language than the person’s', () => {
  it.for([
    [FRENCH, 'french', IS_FRENCH],
    [NOT_KNOWN, 'english', 'we can’t tell the language of your script'],
  ])('is said as it opens, and paid at once: %s', async ([script, is, said], { stage }) => {
    const { form, language, hint } = await opened(stage, script);
    expect([language(), String(hint())]).toEqual([is, expect.stringContaining(said ?? '')]);
    const { errors } = await form.submit();
    await stage.reply('result');
    expect([errors, paidWith(stage)]).toEqual([undefined, [is]]);
  });

  it('typed and submitted at once, gets its voice and a question, once', async ({ stage }) => {
    const { form, language, hint } = await opened(stage);
    const { errors } = await form.submit({ script: FRENCH });
    await until(() => language() === 'french' && form.blocks().includes('voice'));
    const script = `${CLASH} If that’s right, press “Make video” again.`;
    expect([errors, hint(), stage.paid()]).toEqual([
      ...[{ script }, expect.stringContaining(IS_FRENCH), []],
    ]);
    await form.video();
    expect(paidWith(stage)).toEqual(['french']);
  });

  it('is asked about once where the voice was chosen, and that voice stays', async ({ stage }) => {
    const { form, hint } = await opened(stage);
    const chosen = await form.act('voice', 'english male');
    await form.act('avatar', 'female public');
    const { errors = {} } = await form.submit({ script: FRENCH });
    await until(() => hint() !== null);
    expect([Object.keys(errors), form.chosen('voice'), hint(), stage.paid()]).toEqual([
      ...[['voice'], chosen, expect.stringContaining(CLASH), []],
    ]);
    await form.video();
    expect(paidWith(stage)).toEqual(['english']);
  });
});

describe.concurrent('the voice that is filled in', () => {
  it('follows the avatar', async ({ stage }) => {
    const { form, voice } = await opened(stage);
    for (const gender of ['female', 'male']) {
      await form.act('avatar', `${gender} public`);
      await until(() => voice()?.gender === gender);
    }
    await form.shows('voice_hint', 'The voice is now ');
  });
});
