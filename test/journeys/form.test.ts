import { describe, expect } from 'vitest';
import { GRACE } from '../../sandbox/slack/seed.ts';
import { it } from '../support/journey.ts';

describe.concurrent('the form', () => {
  it('opens before anything else of ours crosses the network', async ({ stage }) => {
    const [slack, jogg] = [stage.slack.log.length, stage.jogg.log.length];
    await stage.command();
    expect([stage.slack.log[slack]?.method, stage.jogg.log.length]).toEqual(['views.open', jogg]);
  });

  it("is filled in with a person's last choices, and only theirs", async ({ stage }) => {
    await stage.video({
      script: 'Bonjour à tous, voici nos nouveautés',
      voice: { query: 'french' },
      aspect_ratio: 'square',
      avatar: { query: 'square' },
      captions: [],
    });
    const [adas, graces] = [await stage.open(), await stage.open('', GRACE)];
    expect([
      adas.chosen('voice'),
      adas.chosen('aspect_ratio'),
      adas.said('captions').includes('initial_options'),
      graces.chosen('aspect_ratio'),
    ]).toEqual([stage.asked()[0]?.['voice_id'], 'square', false, 'landscape']);
  });

  it('says under its field that an avatar is gone, after /jogg refresh', async ({ stage }) => {
    const form = await stage.open();
    const value = (await form.options('avatar'))[0]?.options[0]?.value ?? '';
    const { avatars } = stage.jogg.catalogue;
    const gone = avatars.findIndex((avatar) => String(avatar.id) === value.split(':')[1]);
    avatars.splice(gone, 1);
    await stage.command('refresh');
    const { text } = await stage.message(/^Up to date: \d{3} avatars and \d{3} voices/);
    const { errors } = await form.submit({ script: 'Hello there', avatar: value });
    expect([errors, text]).toEqual([
      { avatar: 'Jogg no longer has this avatar. Choose another one.' },
      expect.stringContaining('Up to date'),
    ]);
  });
});
