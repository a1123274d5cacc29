import { describe, expect } from 'vitest';
import { GRACE } from '../../sandbox/slack/seed.ts';
import { type Form, openForm } from '../support/form.ts';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const FRENCH = 'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi.';
const DANISH = 'Hej alle sammen, velkommen til præsentationen af vores nye produkt i dag.';
const NOT_KNOWN = 'Tavasara nemu qulite sorbani, pelu dramo vesti kanuro.';

const voiceOf = (stage: Stage, id: unknown) =>
  stage.jogg.catalogue.voices.find((each) => each.id === id);
const languageOf = (stage: Stage, form: Form) => voiceOf(stage, form.chosen('voice'))?.language;
const paidWith = (stage: Stage) =>
  stage.asked().map(({ voice_id: id }) => voiceOf(stage, id)?.language);
/** The line below the voice; null for none. */
const hintOf = (form: Form) =>
  (form.block('voice_hint')?.['elements'] as { text: string }[] | undefined)?.[0]?.text ?? null;

describe.concurrent('a script in another language than the person’s', () => {
  it.for([
    [FRENCH, 'french', /^Your script looks French, so the voice is now .+ · French/],
    [
      DANISH,
      'english',
      /^Your script looks Danish, but no voice here speaks it\. This one speaks English\.$/,
    ],
    [
      NOT_KNOWN,
      'english',
      /^The language of your script is not recognised, and this voice speaks English\. Check that it fits\.$/,
    ],
    ['Dark mode has arrived in Jogg', 'english', /^null$/],
  ] as const)('is said as the form opens: %s', async ([script, language, said], { stage }) => {
    const form = await openForm(stage, script);
    expect([languageOf(stage, form), String(hintOf(form))]).toEqual([
      language,
      expect.stringMatching(said),
    ]);
  });

  it('opened with the word, it is paid for at the first press', async ({ stage }) => {
    const { errors } = await (await openForm(stage, DANISH)).submit();
    await stage.reply('result');
    expect([errors, paidWith(stage)]).toEqual([undefined, ['english']]);
  });

  it('typed and submitted at once, it gets its voice and is asked about once', async ({
    stage,
  }) => {
    const form = await openForm(stage);
    const first = await form.submit({ script: FRENCH });
    await until(() => languageOf(stage, form) === 'french' && form.blocks().includes('voice'));
    expect([first.errors, hintOf(form), stage.paid()]).toEqual([
      {
        script:
          'This voice speaks English; your script looks French. ' +
          'If that is right, press “Make video” again.',
      },
      expect.stringMatching(/^Your script looks French, so the voice is now /),
      [],
    ]);
    await form.video();
    expect(paidWith(stage)).toEqual(['french']);
  });

  it('with a voice that somebody chose, it is asked about once, and the voice stays', async ({
    stage,
  }) => {
    const form = await openForm(stage);
    const chosen = await form.act('voice', 'english male');
    await form.act('avatar', 'female public');
    const first = await form.submit({ script: FRENCH });
    await until(() => hintOf(form) !== null);
    expect([Object.keys(first.errors ?? {}), form.chosen('voice'), hintOf(form)]).toEqual([
      ['voice'],
      chosen,
      expect.stringContaining('This voice speaks English; your script looks French.'),
    ]);
    expect(stage.paid()).toEqual([]);
    const second = await form.submit();
    await stage.reply('result');
    expect([second.errors, paidWith(stage)]).toEqual([undefined, ['english']]);
  });

  it('that is not recognised, it is asked about once, also where Slack delivers twice', async ({
    stage,
  }) => {
    const form = await openForm(stage);
    const { errors, delivery } = await form.submit({ script: NOT_KNOWN });
    const again = await stage.driver.deliverAgain(delivery?.id ?? '');
    expect([errors, again.answer, stage.paid()]).toEqual([
      { script: expect.stringMatching(/is not recognised, .* press “Make video” again\.$/) },
      expect.objectContaining({ response_action: 'errors' }),
      [],
    ]);
    await form.video();
    expect(paidWith(stage)).toEqual(['english']);
  });

  it('the second press goes through where Slack does not show the form again', async ({
    stage,
  }) => {
    const form = await openForm(stage);
    stage.slack.fault({ method: 'views.update', kind: 'status', status: 500, times: 99 });
    await form.submit({ script: NOT_KNOWN });
    const { errors } = await form.submit();
    await stage.reply('result');
    expect([errors, stage.paid().length]).toEqual([undefined, 1]);
  });
});

describe.concurrent('the voice that is filled in', () => {
  it('is one of the person’s own language, without a word about it', async ({ stage }) => {
    await openForm(stage, '', GRACE);
    await until(() => stage.slack.log.some(({ method }) => method === 'users.info'));
    const form = await openForm(stage, 'Guten Morgen Team, das Meeting beginnt um 10 Uhr.', GRACE);
    expect([languageOf(stage, form), hintOf(form)]).toEqual(['german', null]);
  });

  it('follows the avatar and the language of the script', async ({ stage }) => {
    const form = await openForm(stage);
    const voice = () => voiceOf(stage, form.chosen('voice'));
    for (const gender of ['female', 'male']) {
      await form.act('avatar', `${gender} public`);
      await until(() => voice()?.gender === gender);
    }
    await until(() => hintOf(form)?.includes('The voice is now ') ?? false);
    await form.act('script', FRENCH);
    await until(() => voice()?.language === 'french' && form.blocks().includes('voice'));
    expect([form.value('script'), voice()?.gender, hintOf(form)]).toEqual([
      FRENCH,
      'male',
      expect.stringContaining(
        `Your script looks French, so the voice is now ${voice()?.name} · French`,
      ),
    ]);
  });

  it('is proposed anew for the next script where it was only proposed', async ({ stage }) => {
    const languages: unknown[] = [];
    for (const script of ['Hello everybody, welcome to our sale', FRENCH]) {
      const form = await openForm(stage, script);
      languages.push(languageOf(stage, form));
      await form.submit();
    }
    expect(languages).toEqual(['english', 'french']);
  });

  it('stays the one that was chosen once', async ({ stage }) => {
    const first = await openForm(stage, 'Hallo zusammen, willkommen zu unserem Verkauf');
    const chosen = await first.act('voice', 'german');
    await first.submit();
    const then: unknown[] = [];
    for (let times = 0; times < 2; times += 1) {
      const form = await openForm(stage, FRENCH);
      then.push(form.chosen('voice'));
      await form.submit();
    }
    expect(then).toEqual([chosen, chosen]);
  });
});
