import { describe, expect, it } from 'vitest';
import { openForm } from '../support/open-form.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const french =
  'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi prochain.';
const voiceOf = (stage: Stage, id: string | undefined) =>
  stage.jogg.catalogue.voices.find((each) => each.id === id);

describe.concurrent('before paying', () => {
  it('choosing an avatar shows its picture, and what was typed stays', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage, 'Our spring sale');
    const value = String(
      await form.act('avatar', 'professional female portrait', {
        script: 'Our summer sale',
        video_name: 'Sale',
      }),
    );
    const [, id] = value.split(':');
    await until(() => form.said('avatar_cover').includes(`/${id}.png`));
    expect(form.block('avatar_cover')).toMatchObject({
      type: 'image',
      alt_text: expect.stringMatching(/^Picture of the avatar \S/),
    });
    expect([form.value('script'), form.value('video_name'), form.chosen('avatar')]).toEqual([
      'Our summer sale',
      'Sale',
      value,
    ]);
  });

  it('the avatar that is filled in has its picture without being chosen', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    expect(form.said('avatar_cover')).toContain('"image"');
  });

  it('choosing a voice shows a link to its sample', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    const id = await form.act('voice', 'german');
    const name = voiceOf(stage, String(id))?.name ?? '';
    await until(() => form.said('voice_sample').includes(`Listen to ${name}`));
    expect(form.said('voice_sample')).toMatch(/"url":"http[^"]+"/);
  });

  it('a picture that Slack refuses costs only the picture, and is not tried again', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    await form.act('voice', 'english');
    const withPicture = (id: string) => (args: object) =>
      JSON.stringify(args).includes(`avatars/${id}.png`);
    const [group] = await form.options('avatar', 'professional male landscape');
    const value = group?.options[0]?.value ?? '';
    const [, id = ''] = value.split(':');
    stage.slack.fault({
      method: 'views.update',
      kind: 'error',
      error: 'invalid_arguments',
      times: 2,
      when: (args) => /"image_url"/.test(JSON.stringify(args)) && withPicture(id)(args),
    });
    await form.act('avatar', group?.options[0]?.text);
    await until(() => form.said('avatar_cover').includes('No picture of this avatar'));
    const before = form.updates().length;
    await form.act('aspect_ratio', 'landscape');
    await until(() => form.updates().length > before);
    expect(form.updates().slice(before)).toHaveLength(1);
    expect([form.chosen('avatar'), form.said('avatar_cover')]).toEqual([
      value,
      expect.stringContaining('look at it'),
    ]);
    expect(stage.slack.notices).toEqual([]);
  });

  it('the voice that the app filled in follows the avatar and the language of the script', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    await form.act('avatar', 'female public');
    await until(() => voiceOf(stage, form.chosen('voice'))?.gender === 'female');
    await form.act('avatar', 'male public');
    await until(() => voiceOf(stage, form.chosen('voice'))?.gender === 'male');
    await until(() => form.said('voice_hint').includes('The voice is now '));
    await form.act('script', french);
    await until(() => voiceOf(stage, form.chosen('voice'))?.language === 'french');
    await until(() => form.blocks().includes('voice'));
    expect([form.value('script'), voiceOf(stage, form.chosen('voice'))?.gender]).toEqual([
      french,
      'male',
    ]);
    const { name } = voiceOf(stage, form.chosen('voice')) ?? {};
    expect(form.said('voice_hint')).toContain(
      `Your script looks French, so the voice is now ${name} · French`,
    );
  });

  it('a voice that somebody chose is never changed; a language that does not fit is said', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    const chosen = await form.act('voice', 'english male');
    await form.act('avatar', 'female public');
    await form.act('script', french);
    await until(() => form.said('voice_hint') !== 'null');
    expect([form.chosen('voice'), form.said('voice_hint')]).toEqual([
      chosen,
      expect.stringContaining('This voice speaks English; your script looks French.'),
    ]);
  });

  it('a voice that was only proposed is proposed anew for the next script', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const languages: (string | undefined)[] = [];
    for (const script of ['Hello everybody, welcome to our sale', french]) {
      const form = await openForm(stage, script);
      languages.push(voiceOf(stage, form.chosen('voice'))?.language);
      await stage.driver.submit({ viewId: form.viewId });
      await stage.reply('result');
    }
    expect(languages).toEqual(['english', 'french']);
  });

  it('a voice that was chosen once stays the one to begin with', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const first = await openForm(stage, 'Hallo zusammen, willkommen zu unserem Verkauf');
    const chosen = await first.act('voice', 'german');
    await stage.driver.submit({ viewId: first.viewId });
    await stage.reply('result');
    const again = await openForm(stage, french);
    const then = again.chosen('voice');
    await stage.driver.submit({ viewId: again.viewId });
    const last = await openForm(stage, french);
    expect([then, last.chosen('voice')]).toEqual([chosen, chosen]);
  });

  it('filters narrow the avatars that are offered', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    await form.act('filters', ['gender:female', 'style:social']);
    const offered = (await form.options('avatar')).flatMap(({ options }) => options);
    expect(offered.length).toBeGreaterThan(5);
    expect(offered.filter(({ text }) => !/ · female · social · /.test(text))).toEqual([]);
  });

  it('what was used lately comes first in the pickers', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const used: string[] = [];
    for (const query of ['social male portrait', 'social female portrait']) {
      const form = await openForm(stage);
      used.unshift(String(await form.act('avatar', query)));
      await stage.driver.submit({
        viewId: form.viewId,
        values: { script: 'Hello there', aspect_ratio: 'portrait' },
      });
    }
    const again = await openForm(stage);
    const [first] = await again.options('avatar');
    expect([first?.label, first?.options.map(({ value }) => value)]).toEqual(['Recent', used]);
    expect((await again.options('voice'))[0]?.label).toBe('Recent');
  });

  it('two things done at once both show, and nothing is said of the clash', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    stage.slack.fault({ method: 'views.update', kind: 'slow', ms: 200 });
    const first = form.act('more_room');
    const second = form.act('advanced');
    await Promise.all([first, second]);
    await until(() => form.blocks().includes('script_2') && form.blocks().includes('audio_url'));
    expect(stage.lines.filter(({ event }) => event === 'form_not_updated')).toEqual([]);
  });
});

describe.concurrent('a form that is not as expected', () => {
  it('closed meanwhile, it is left alone, and nobody is told', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    const before = form.updates().length;
    stage.slack.fault({ method: 'views.update', kind: 'error', error: 'not_found' });
    await form.act('aspect_ratio', 'square');
    await until(() => form.updates().length > before);
    expect(stage.slack.notices).toEqual([]);
    expect(stage.lines.filter(({ event }) => event === 'form_not_updated')).toEqual([]);
  });

  it('that Slack does not show again, it can still be submitted as it is', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    stage.slack.fault({ method: 'views.update', kind: 'status', status: 500, times: 9 });
    await form.act('script', 'Hello there');
    await until(() => stage.lines.some(({ event }) => event === 'form_not_updated'));
    await stage.driver.submit({ viewId: form.viewId });
    await stage.reply('result');
    expect(stage.paid()).toHaveLength(1);
  });

  it('opened while Jogg has never answered, it opens without pictures and says that the lists are missing', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({
      atEnd,
      webhook: false,
      env: { JOGG_API_URL: 'http://127.0.0.1:9' },
    });
    const { viewId } = await stage.driver.command({ text: 'Hello there everybody' });
    const view = stage.slack.views.find({ view_id: viewId });
    expect(view?.blocks.map(({ block_id }) => block_id)).toEqual([
      'script',
      'price',
      'more',
      'lists_note',
      'avatar',
      'voice',
      'aspect_ratio',
      'captions',
      'video_name',
    ]);
  });
});
