import { describe, expect } from 'vitest';
import { openForm } from '../support/form.ts';
import { it, journey } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const updates = (stage: Stage) =>
  stage.slack.log.filter(({ method }) => method === 'views.update').length;
const notUpdated = (stage: Stage) =>
  stage.lines.filter(({ event }) => event === 'form_not_updated').length;

describe.concurrent('before paying', () => {
  it('choosing an avatar shows its picture, and what was typed stays', async ({ stage }) => {
    const form = await openForm(stage, 'Our spring sale');
    expect(form.said('avatar_cover')).toContain('"image"');
    const typed = { script: 'Our summer sale', video_name: 'Sale' };
    const value = String(await form.act('avatar', 'professional female portrait', typed));
    await until(() => form.said('avatar_cover').includes(`/${value.split(':')[1]}.png`));
    expect(form.said('avatar_cover')).toMatch(/"alt_text":"Picture of the avatar \S/);
    expect([form.value('script'), form.value('video_name'), form.chosen('avatar')]).toEqual([
      'Our summer sale',
      'Sale',
      value,
    ]);
  });

  it('choosing a voice shows a link to its sample', async ({ stage }) => {
    const form = await openForm(stage);
    const id = await form.act('voice', 'german');
    const { name } = stage.jogg.catalogue.voices.find((each) => each.id === id) ?? {};
    await until(() => form.said('voice_sample').includes(`Listen to ${name}`));
    expect(form.said('voice_sample')).toMatch(/"url":"http[^"]+"/);
  });

  it('a picture that Slack refuses costs only the picture, and is not tried again', async ({
    stage,
  }) => {
    const form = await openForm(stage);
    await form.act('voice', 'english');
    const [group] = await form.options('avatar', 'professional male landscape');
    const { value = '', text = '' } = group?.options[0] ?? {};
    stage.slack.fault({
      method: 'views.update',
      kind: 'error',
      error: 'invalid_arguments',
      times: 2,
      when: (args) =>
        JSON.stringify(args).includes('"image_url"') &&
        JSON.stringify(args).includes(`avatars/${value.split(':')[1]}.png`),
    });
    await form.act('avatar', text);
    await until(() => form.said('avatar_cover').includes('No picture of this avatar'));
    const before = updates(stage);
    await form.act('aspect_ratio', 'landscape');
    await until(() => updates(stage) > before);
    expect([updates(stage) - before, form.chosen('avatar'), stage.slack.notices]).toEqual([
      1,
      value,
      [],
    ]);
    expect(form.said('avatar_cover')).toContain('look at it');
  });

  it('filters narrow the avatars that are offered', async ({ stage }) => {
    const form = await openForm(stage);
    await form.act('filters', ['gender:female', 'style:social']);
    const offered = (await form.options('avatar')).flatMap(({ options }) => options);
    expect(offered.length).toBeGreaterThan(5);
    expect(offered.filter(({ text }) => !/ · female · social · /.test(text))).toEqual([]);
  });

  it('what was used lately comes first in the pickers', async ({ stage }) => {
    const used: unknown[] = [];
    for (const query of ['social male portrait', 'social female portrait']) {
      const form = await openForm(stage);
      used.unshift(await form.act('avatar', query));
      await form.submit({ script: 'Hello there', aspect_ratio: 'portrait' });
    }
    const again = await openForm(stage);
    const [first] = await again.options('avatar');
    expect([first?.label, first?.options.map(({ value }) => value)]).toEqual(['Recent', used]);
    expect((await again.options('voice'))[0]?.label).toBe('Recent');
  });

  it('two things done at once both show, and nothing is said of the clash', async ({ stage }) => {
    const form = await openForm(stage);
    stage.slack.fault({ method: 'views.update', kind: 'slow', ms: 200 });
    await Promise.all([form.act('more_room'), form.act('advanced')]);
    await until(() => form.blocks().includes('script_2') && form.blocks().includes('audio_url'));
    expect(notUpdated(stage)).toBe(0);
  });
});

describe.concurrent('a form that is not as expected', () => {
  it('closed meanwhile, it is left alone, and nobody is told', async ({ stage }) => {
    const form = await openForm(stage);
    const before = updates(stage);
    stage.slack.fault({ method: 'views.update', kind: 'error', error: 'not_found' });
    await form.act('aspect_ratio', 'square');
    await until(() => updates(stage) > before);
    expect([stage.slack.notices, notUpdated(stage)]).toEqual([[], 0]);
  });

  journey({ webhook: false, env: { JOGG_API_URL: 'http://127.0.0.1:9' } })(
    'opened while Jogg has never answered, it has no pictures and says that lists are missing',
    async ({ stage }) => {
      const form = await openForm(stage, 'Hello there everybody');
      expect(form.blocks().join(' ')).toBe(
        'script price more lists_note avatar voice aspect_ratio captions video_name',
      );
    },
  );
});
