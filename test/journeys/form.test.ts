import { describe, expect } from 'vitest';
import { GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { formOf, openForm } from '../support/form.ts';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const command = (stage: Stage, text = '') => stage.driver.command({ channel: MARKETING, text });

describe.concurrent('the form', () => {
  it('opens before anything else of ours crosses the network', async ({ stage }) => {
    const [slack, jogg] = [stage.slack.log.length, stage.jogg.log.length];
    await command(stage);
    expect([stage.slack.log[slack]?.method, stage.jogg.log.length]).toEqual(['views.open', jogg]);
  });

  it('is not opened by help, which is told to that person alone', async ({ stage }) => {
    for (const text of ['help', 'HELP', '?']) {
      const { ephemeral, viewId } = await command(stage, text);
      expect([ephemeral.length, viewId, stage.slots()]).toEqual([1, undefined, []]);
      expect(ephemeral[0]?.text).toMatch(/opens the form/);
    }
  });

  it('has new lists after /jogg refresh, which says how many there are', async ({ stage }) => {
    const asked = stage.jogg.log.length;
    await command(stage, 'refresh');
    const said = await stage.message(/Up to date/);
    expect(said?.text).toMatch(/^Up to date: \d{3} avatars and \d{3} voices/);
    expect(stage.jogg.log.length).toBeGreaterThan(asked);
  });

  it("is filled in with a person's last choices, and only theirs", async ({ stage }) => {
    await stage.video({
      script: 'Bonjour à tous, voici nos nouveautés',
      voice: { query: 'french' },
      aspect_ratio: 'square',
      avatar: { query: 'square' },
      captions: [],
    });
    const [adas, graces] = [await openForm(stage), await openForm(stage, '', GRACE)];
    expect([
      adas.chosen('voice'),
      adas.chosen('aspect_ratio'),
      adas.said('captions').includes('initial_options'),
      graces.chosen('aspect_ratio'),
    ]).toEqual([stage.asked()[0]?.['voice_id'], 'square', false, 'landscape']);
  });

  it('says under its field that an avatar is gone', async ({ stage }) => {
    const form = await openForm(stage);
    const value = (await form.options('avatar'))[0]?.options[0]?.value ?? '';
    const { avatars } = stage.jogg.catalogue;
    const gone = avatars.findIndex((avatar) => String(avatar.id) === value.split(':')[1]);
    avatars.splice(gone, 1);
    await command(stage, 'refresh');
    await stage.message(/Up to date/);
    const { errors } = await form.submit({ script: 'Hello there', avatar: value });
    expect(errors).toEqual({
      avatar: 'Jogg no longer has this avatar. Please choose another one.',
    });
  });

  it('says under its field that an avatar is not made for the shape', async ({ stage }) => {
    const avatar = { query: 'public landscape' };
    const { errors } = await stage.make({ avatar, aspect_ratio: 'square' });
    expect(errors?.['avatar']).toMatch(/is made for landscape, not for square\. Choose/);
    expect(stage.slots()).toEqual([]);
  });

  it('one form delivered three times at once makes one video', async ({ stage }) => {
    const { delivery } = await stage.make();
    await Promise.all([1, 2].map(() => stage.driver.deliverAgain(delivery?.id ?? '')));
    await stage.reply('result');
    expect([stage.slots(), stage.paid().length]).toEqual([['card', 'result'], 1]);
  });

  it('its pickers offer the own ones and the language of the person first', async ({ stage }) => {
    await openForm(stage, '', GRACE);
    await until(() => stage.slack.log.some(({ method }) => method === 'users.info'));
    const form = await openForm(stage, '', GRACE);
    const labels = async (id: string) =>
      (await form.options(id)).slice(0, 2).map(({ label }) => label.split(' (')[0]);
    expect([(await labels('avatar'))[0], await labels('voice')]).toEqual([
      'Yours',
      ['Yours', 'German'],
    ]);
  });

  it('its pickers work from the stored copy while Jogg is down', async ({ stage }) => {
    await stage.jogg.stop();
    await command(stage);
    const offered = await (await formOf(stage)).options('avatar', 'female professional');
    expect(offered[0]?.options.length).toBeGreaterThan(0);
  });
});
