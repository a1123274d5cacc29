import { describe, expect } from 'vitest';
import { GRACE } from '../../sandbox/slack/seed.ts';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const FRENCH = 'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi.';
const DANISH = 'Hej alle sammen, velkommen til præsentationen af vores nye produkt i dag.';
const NOT_KNOWN = 'Tavasara nemu qulite sorbani, pelu dramo vesti kanuro.';
const ENGLISH = 'Hello everybody, welcome to our sale';
const GERMAN = 'Guten Morgen Team, das Meeting beginnt um 10 Uhr.';
const IS_FRENCH = 'Your script looks French, so the voice is now ';

const voiceOf = (stage: Stage, id: unknown) =>
  stage.jogg.catalogue.voices.find((each) => each.id === id);
const paidWith = (stage: Stage) =>
  stage.asked().map(({ voice_id: id }) => voiceOf(stage, id)?.language);

/** A form, the language of its voice and the line below that voice. */
async function opened(stage: Stage, script = '', user?: string) {
  const form = await stage.open(script, user);
  const voice = () => voiceOf(stage, form.chosen('voice'));
  return { form, voice, language: () => voice()?.language, hint: () => form.line('voice_hint') };
}

describe.concurrent('a script in another language than the person’s', () => {
  it.for([
    [FRENCH, 'french', IS_FRENCH],
    [DANISH, 'english', 'Your script looks Danish, but no voice here speaks it. This one speaks'],
    [NOT_KNOWN, 'english', 'we can’t tell the language of your script'],
    [ENGLISH, 'english', 'null'],
  ])(
    'is said as the form opens, and paid for at once: %s',
    async ([script, is, said], { stage }) => {
      const { form, language, hint } = await opened(stage, script);
      expect([language(), String(hint())]).toEqual([is, expect.stringContaining(said ?? '')]);
      const { errors } = await form.submit();
      await stage.reply('result');
      expect([errors, paidWith(stage)]).toEqual([undefined, [is]]);
    },
  );

  it('typed and submitted at once, gets its voice and a question, once', async ({ stage }) => {
    const { form, language, hint } = await opened(stage);
    const { errors } = await form.submit({ script: FRENCH });
    await until(() => language() === 'french' && form.blocks().includes('voice'));
    expect([errors, hint(), stage.paid()]).toEqual([
      {
        script:
          'This voice speaks English. Your script looks French. ' +
          'If that’s right, press “Make video” again.',
      },
      expect.stringContaining(IS_FRENCH),
      [],
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
      ['voice'],
      chosen,
      expect.stringContaining('This voice speaks English. Your script looks French.'),
      [],
    ]);
    await form.video();
    expect(paidWith(stage)).toEqual(['english']);
  });

  it('that is not recognised is asked about once, though Slack delivers twice', async ({
    stage,
  }) => {
    const { form } = await opened(stage);
    stage.slack.fault({ method: 'views.update', kind: 'status', status: 500, times: 99 });
    const { errors, delivery } = await form.submit({ script: NOT_KNOWN });
    const again = await stage.driver.deliverAgain(delivery?.id ?? '');
    expect([errors, again.answer, stage.paid()]).toEqual([
      {
        script: expect.stringMatching(/we can’t tell the language .* press “Make video” again\.$/),
      },
      expect.objectContaining({ response_action: 'errors' }),
      [],
    ]);
    await form.video();
    expect(paidWith(stage)).toEqual(['english']);
  });
});

describe.concurrent('the voice that is filled in', () => {
  it('is one of the person’s own language, without a word about it', async ({ stage }) => {
    await stage.open('', GRACE);
    await until(() => stage.slack.log.some(({ method }) => method === 'users.info'));
    const { language, hint } = await opened(stage, GERMAN, GRACE);
    expect([language(), hint()]).toEqual(['german', null]);
  });

  it('follows the avatar and the language of the script', async ({ stage }) => {
    const { form, voice, hint } = await opened(stage);
    for (const gender of ['female', 'male']) {
      await form.act('avatar', `${gender} public`);
      await until(() => voice()?.gender === gender);
    }
    await form.shows('voice_hint', 'The voice is now ');
    await form.act('script', FRENCH);
    await until(() => voice()?.language === 'french' && form.blocks().includes('voice'));
    expect([form.value('script'), voice()?.gender, hint()]).toEqual([
      FRENCH,
      'male',
      expect.stringContaining(`${IS_FRENCH}${voice()?.name} · French`),
    ]);
  });
});
