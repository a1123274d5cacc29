import { describe, expect } from 'vitest';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const updates = (stage: Stage) =>
  stage.slack.log
    .filter(({ method }) => method === 'views.update')
    .map((call) => JSON.stringify(call.arguments));

describe.concurrent('before paying', () => {
  it('a choice shows its picture or its sample, and typed text stays', async ({ stage }) => {
    const form = await stage.open('Our spring sale');
    const id = await form.act('voice', 'german');
    const { name } = stage.jogg.catalogue.voices.find((each) => each.id === id) ?? {};
    await form.shows('voice_sample', `Listen to ${name}`);
    const typed = { script: 'Our summer sale', video_name: 'Sale' };
    const value = String(await form.act('avatar', 'professional female portrait', typed));
    await form.shows('avatar_cover', `/${value.split(':')[1]}.png`);
    expect(form.json('avatar_cover')).toMatch(/"alt_text":"Picture of the avatar \S/);
    const [script, title] = [form.value('script'), form.value('video_name')];
    expect([script, title, form.chosen('avatar')]).toEqual(['Our summer sale', 'Sale', value]);
  });

  it('a picture that Slack rejects is left out and not tried again', async ({ stage }) => {
    const form = await stage.open();
    await form.act('voice', 'english');
    const [group] = await form.options('avatar', 'professional male landscape');
    const { value = '', text = '' } = group?.options[0] ?? {};
    const picture = new RegExp(`"image_url":"[^"]+avatars/${value.split(':')[1]}.png`);
    const when = (args: object) => picture.test(JSON.stringify(args));
    const refused = { kind: 'error', error: 'invalid_arguments', times: 2 } as const;
    stage.slack.fault({ ...refused, method: 'views.update', when });
    await form.act('avatar', text);
    await form.shows('avatar_cover', 'show this avatar’s picture here');
    const before = updates(stage).length;
    await form.act('aspect_ratio', 'landscape');
    await until(() => updates(stage).length > before);
    const attempts = updates(stage).length - before;
    expect([attempts, form.chosen('avatar'), stage.slack.notices]).toEqual([1, value, []]);
    expect(form.json('avatar_cover')).toContain('open it');
  });

  it('an avatar that is not made for the shape is reported at once', async ({ stage }) => {
    const form = await stage.open('Hello there');
    await form.act('avatar', 'public landscape');
    await form.act('aspect_ratio', 'square');
    for (const line of ['avatar_misfit', 'shape_misfit'])
      await form.shows(line, 'is made for landscape, not square. Choose');
    const { errors } = await form.submit();
    const ids = () => updates(stage).map((blocks) => blocks.includes('"new_avatar"'));
    await form.act('aspect_ratio', 'landscape');
    await until(() => form.json('shape_misfit') === 'null');
    // A new block id for one update clears the field's error and keeps its content.
    await until(() => ids().slice(-2).join() === 'true,false');
    expect([Object.keys(errors ?? {}), form.json('avatar_misfit')]).toEqual([['avatar'], 'null']);
    expect(stage.paid()).toEqual([]);
    await form.video();
  });

  it('script fields and options open below their button, and close again', async ({ stage }) => {
    const form = await stage.open('Hello there');
    await form.act('more_room');
    await form.shows('script_2');
    await form.act('advanced');
    await form.shows('background');
    const at = (id: string) => form.blocks().indexOf(id);
    expect([at('more') - at('script_2'), at('audio_url') - at('options')]).toEqual([2, 1]);
    await form.act('less_room', null, { script_2: ', everybody' });
    await until(() => form.json('script_2') === 'null' && form.value('script') !== null);
    await form.act('background', 'green');
    await form.shows('options', 'Clear and hide options');
    await form.act('fewer_options');
    await form.shows('options', 'More options');
    await form.video();
    expect(stage.orders()[0]).toMatchObject({ script: 'Hello there, everybody', screen_style: 1 });
  });

  it('filters narrow the options, and recently used avatars come first', async ({ stage }) => {
    const first = await stage.open();
    const used = await first.act('avatar', 'social male portrait');
    await first.submit({ script: 'Hello there', aspect_ratio: 'portrait' });
    const form = await stage.open();
    const [recent] = await form.options('avatar');
    expect([recent?.label, recent?.options.map(({ value }) => value)]).toEqual(['Recent', [used]]);
    await form.act('filters', ['gender:female', 'style:social']);
    const offered = (await form.options('avatar')).flatMap(({ options }) => options);
    expect(offered.length).toBeGreaterThan(5);
    expect(offered.filter(({ text }) => !/ · female · social · /.test(text))).toEqual([]);
  });

  it('two concurrent actions are both shown, without an error', async ({ stage }) => {
    const form = await stage.open();
    stage.slack.fault({ method: 'views.update', kind: 'slow', ms: 200 });
    await Promise.all([form.act('more_room'), form.act('advanced')]);
    await Promise.all(['script_2', 'audio_url'].map((id) => form.shows(id)));
    expect(stage.lines.filter(({ event }) => event === 'form_not_updated')).toEqual([]);
  });
});
