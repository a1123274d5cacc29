import { describe, expect } from 'vitest';
import { GRACE } from '../../sandbox/slack/seed.ts';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

type FormPage = Awaited<ReturnType<Stage['open']>>;
const WORDS = 'Welcome to the summer party, everybody';

async function close(stage: Stage, { viewId }: { viewId: string }) {
  const before = stage.lines.filter(({ event }) => event === 'form_closed').length;
  await stage.driver.close({ viewId });
  await stage.logged('form_closed', before + 1);
}
const draftOffer = async (stage: Stage, user?: string) => {
  const form = await stage.open('', user);
  const offer = form.json('draft_offer');
  await close(stage, form);
  return offer;
};

describe.concurrent('a closed form', () => {
  it('is offered to its person as a complete draft until it is sent', async ({ stage }) => {
    const form = await stage.open();
    const voice = await form.act('voice', 'german');
    const avatar = await form.act('avatar', 'public square');
    await form.act('aspect_ratio', 'square');
    await form.act('captions', []);
    await form.act('video_name', 'Party', { script: WORDS });
    await close(stage, form);
    expect(await draftOffer(stage, GRACE)).toBe('null');
    expect(await draftOffer(stage)).toContain(WORDS);
    const again = await stage.open();
    await again.act('draft_continue');
    await until(() => again.value('script') === WORDS);
    await until(() => again.json('draft_offer') === 'null');
    const choices = ['avatar', 'voice', 'aspect_ratio'].map((id) => again.chosen(id));
    expect([...choices, again.value('video_name')]).toEqual([avatar, voice, 'square', 'Party']);
    expect(again.json('captions')).not.toContain('initial_options');
    await again.video();
    expect(stage.orders()[0]).toMatchObject({ script: WORDS, voice_id: voice, caption: false });
    await stage.cardShows(/"share"/);
    await stage.remix('voice');
    const remix = await stage.form();
    await remix.act('aspect_ratio', 'portrait');
    await close(stage, remix);
    expect(await draftOffer(stage)).toBe('null');
    expect(JSON.stringify(stage.lines)).not.toContain('summer party');
  });

  it('keeps all of “More options” in its draft and in a remix, until “Clear”', async ({
    stage,
  }) => {
    const url = `${stage.jogg.url}/media/voices/${stage.jogg.catalogue.voices[0]?.id}.wav`;
    const optionsOf = (form: FormPage) => [form.value('audio_url'), form.chosen('background')];
    const form = await stage.open();
    await form.act('advanced');
    await form.shows('background');
    await form.act('audio_url', url);
    await form.act('background', 'green');
    await close(stage, form);
    const draft = await stage.open();
    await draft.act('draft_continue');
    await draft.shows('background', 'green');
    expect(optionsOf(draft)).toEqual([url, 'green']);
    await draft.video();
    expect(stage.orders()[0]).toMatchObject({ audio_url: expect.any(String), screen_style: 2 });
    await stage.cardShows(/"share"/);
    await stage.remix('voice');
    const remix = await stage.form();
    expect(optionsOf(remix)).toEqual([url, 'green']);
    await remix.act('fewer_options');
    await remix.shows('options', 'More options');
    await remix.act('advanced');
    await remix.shows('background');
    expect(optionsOf(remix)).toEqual([null, 'normal']);
  });

  it('saves the very last key press, and “Discard” deletes the draft', async ({ stage }) => {
    const form = await stage.open();
    await Promise.all([form.act('script', `${WORDS}.`), close(stage, form)]);
    const again = await stage.open();
    expect(again.json('draft_offer')).toContain(WORDS);
    await again.act('draft_discard');
    await until(() => again.json('draft_offer') === 'null');
    await close(stage, again);
    expect(await draftOffer(stage)).toBe('null');
  });

  it('saves the text after /jogg, but not choices alone', async ({ stage }) => {
    const chosen = await stage.open();
    await chosen.act('aspect_ratio', 'square');
    await close(stage, chosen);
    const none = await draftOffer(stage);
    await close(stage, await stage.open(WORDS));
    expect([none, await draftOffer(stage)]).toEqual(['null', expect.stringContaining(WORDS)]);
  });
});

describe.concurrent('recent looks', () => {
  it('are the last three that Jogg has; one click fills one in and keeps the script', async ({
    stage,
  }) => {
    const usedLooks: object[] = [];
    for (const shape of ['square', 'landscape', 'portrait', 'square']) {
      const form = await stage.open('Hello there');
      const voice = await form.act('voice', shape === 'portrait' ? 'german' : 'english');
      usedLooks.unshift({ avatar: await form.act('avatar', `public ${shape}`), voice, shape });
      await form.submit({ aspect_ratio: shape });
    }
    const form = await stage.open('Good morning');
    expect(form.json('looks')).toMatch(/^(?!.*look_4).*1:1".*9:16".*16:9"/);
    await form.act('look_2');
    await until(() => form.chosen('aspect_ratio') === 'portrait' && form.value('script') !== null);
    const [avatar, voice, shape] = ['avatar', 'voice', 'aspect_ratio'].map((id) => form.chosen(id));
    const now = { avatar, voice, shape, script: form.value('script') };
    expect(now).toEqual({ ...usedLooks[1], script: 'Good morning' });
    const { avatars } = stage.jogg.catalogue;
    const isUsed = ({ id }: { id: unknown }) => String(avatar).endsWith(`:${id}`);
    avatars.splice(avatars.findIndex(isUsed), 1);
    await stage.command('refresh');
    await stage.message(/^Up to date/);
    expect((await stage.open()).json('looks')).not.toContain('9:16');
  });
});
