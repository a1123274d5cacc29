import { describe, expect, it } from 'vitest';
import { GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { openForm } from '../support/open-form.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const FRENCH = 'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi.';
const DANISH = 'Hej alle sammen, velkommen til præsentationen af vores nye produkt i dag.';
const NOT_KNOWN = 'Tavasara nemu qulite sorbani, pelu dramo vesti kanuro.';
const languageOf = (stage: Stage, id: string | undefined) =>
  stage.jogg.catalogue.voices.find((each) => each.id === id)?.language;
const paidWith = (stage: Stage) =>
  stage.asked().map(({ voice_id: id }) => languageOf(stage, String(id)));

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
    ['Dark mode has arrived in Jogg', 'english', null],
  ] as const)(
    'is said as the form opens: %s',
    async ([script, language, said], { onTestFinished }) => {
      const stage = await onStage({ atEnd: onTestFinished });
      const form = await openForm(stage, script);
      expect(languageOf(stage, form.chosen('voice'))).toBe(language);
      if (said === null) expect(hintOf(form)).toBe(null);
      else expect(hintOf(form)).toMatch(said);
    },
  );

  it('opened with the word, it is paid for at the first press', async ({ onTestFinished }) => {
    const stage = await onStage({ atEnd: onTestFinished });
    const form = await openForm(stage, DANISH);
    const { errors } = await stage.driver.submit({ viewId: form.viewId });
    await stage.reply('result');
    expect([errors, paidWith(stage)]).toEqual([undefined, ['english']]);
  });

  it('is said where a message becomes the script', async ({ onTestFinished }) => {
    const stage = await onStage({ atEnd: onTestFinished });
    await until(() => stage.lines.some(({ event }) => event === 'catalogue_refreshed'));
    const { ts } = await stage.driver.say({ channel: MARKETING, text: NOT_KNOWN });
    const { viewId } = await stage.driver.shortcut({
      callbackId: 'make_video_from_message',
      message: { channel: MARKETING, ts },
    });
    const view = stage.slack.views.find({ view_id: viewId });
    expect(JSON.stringify(view?.blocks)).toContain(
      'is not recognised, and this voice speaks English',
    );
  });

  it('typed and submitted at once, it gets its voice and is asked about once before paying', async ({
    onTestFinished,
  }) => {
    const stage = await onStage({ atEnd: onTestFinished });
    const form = await openForm(stage);
    const first = await stage.driver.submit({ viewId: form.viewId, values: { script: FRENCH } });
    await until(() => languageOf(stage, form.chosen('voice')) === 'french');
    await until(() => form.blocks().includes('voice'));
    expect([first.errors, hintOf(form), stage.paid()]).toEqual([
      {
        script:
          'This voice speaks English; your script looks French. ' +
          'If that is right, press “Make video” again.',
      },
      expect.stringMatching(/^Your script looks French, so the voice is now /),
      [],
    ]);
    await stage.driver.submit({ viewId: form.viewId });
    await stage.reply('result');
    expect(paidWith(stage)).toEqual(['french']);
  });

  it('with a voice that somebody chose, it is asked about once, and the voice stays', async ({
    onTestFinished,
  }) => {
    const stage = await onStage({ atEnd: onTestFinished });
    const form = await openForm(stage);
    await form.act('voice', 'english male');
    const first = await stage.driver.submit({ viewId: form.viewId, values: { script: FRENCH } });
    await until(() => hintOf(form) !== null);
    expect([Object.keys(first.errors ?? {}), stage.paid()]).toEqual([['voice'], []]);
    const second = await stage.driver.submit({ viewId: form.viewId });
    await stage.reply('result');
    expect([second.errors, paidWith(stage)]).toEqual([undefined, ['english']]);
  });

  it('that is not recognised, it is asked about once', async ({ onTestFinished }) => {
    const stage = await onStage({ atEnd: onTestFinished });
    const form = await openForm(stage);
    const first = await stage.driver.submit({ viewId: form.viewId, values: { script: NOT_KNOWN } });
    expect([first.errors, stage.paid()]).toEqual([
      { script: expect.stringMatching(/is not recognised, .* press “Make video” again\.$/) },
      [],
    ]);
    await stage.driver.submit({ viewId: form.viewId });
    await stage.reply('result');
    expect(paidWith(stage)).toEqual(['english']);
  });

  it('asked about, it is not paid for because Slack delivers that press twice', async ({
    onTestFinished,
  }) => {
    const stage = await onStage({ atEnd: onTestFinished });
    const form = await openForm(stage);
    await stage.driver.submit({ viewId: form.viewId, values: { script: NOT_KNOWN } });
    const delivery = stage.slack.deliveries.findLast(
      ({ payload }) => payload['type'] === 'view_submission',
    );
    const again = await stage.driver.deliverAgain(delivery?.id ?? '');
    expect([again.answer, stage.paid()]).toEqual([
      expect.objectContaining({ response_action: 'errors' }),
      [],
    ]);
  });

  it('where Slack does not show the form again, the second press goes through', async ({
    onTestFinished,
  }) => {
    const stage = await onStage({ atEnd: onTestFinished });
    const form = await openForm(stage);
    stage.slack.fault({ method: 'views.update', kind: 'status', status: 500, times: 99 });
    await stage.driver.submit({ viewId: form.viewId, values: { script: NOT_KNOWN } });
    const second = await stage.driver.submit({ viewId: form.viewId });
    await stage.reply('result');
    expect([second.errors, stage.paid().length]).toEqual([undefined, 1]);
  });
});

describe.concurrent('a script in the person’s own language', () => {
  it('keeps their voice without a word', async ({ onTestFinished }) => {
    const stage = await onStage({ atEnd: onTestFinished });
    await openForm(stage, '', GRACE);
    await until(() => stage.slack.log.some(({ method }) => method === 'users.info'));
    const form = await openForm(stage, 'Guten Morgen Team, das Meeting beginnt um 10 Uhr.', GRACE);
    expect([languageOf(stage, form.chosen('voice')), hintOf(form)]).toEqual(['german', null]);
  });
});

/** The line below the voice; null for none. */
function hintOf(form: Awaited<ReturnType<typeof openForm>>): string | null {
  const elements = form.block('voice_hint')?.['elements'] as { text: string }[] | undefined;
  return elements?.[0]?.text ?? null;
}
