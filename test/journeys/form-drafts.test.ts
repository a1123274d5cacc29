import { describe, expect } from 'vitest';
import { GRACE } from '../../sandbox/slack/seed.ts';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const WORDS = 'Welcome to the summer party, everybody';

/** Closes the form, once the app has heard of it. */
async function close(stage: Stage, { viewId }: { viewId: string }) {
  const before = stage.lines.filter(({ event }) => event === 'form_closed').length;
  await stage.driver.close({ viewId });
  await stage.logged('form_closed', before + 1);
}
const offered = async (stage: Stage, user?: string) => {
  const form = await stage.open('', user);
  const offer = form.json('draft_offer');
  await close(stage, form);
  return offer;
};

describe.concurrent('a form that is closed', () => {
  it('is offered again with all that was in it, to its person, until sent', async ({ stage }) => {
    const form = await stage.open();
    const voice = await form.act('voice', 'german');
    const avatar = await form.act('avatar', 'public square');
    await form.act('aspect_ratio', 'square');
    await form.act('captions', []);
    await form.act('video_name', 'Party', { script: WORDS });
    await close(stage, form);
    expect(await offered(stage, GRACE)).toBe('null');
    expect(await offered(stage)).toContain(WORDS);
    const again = await stage.open();
    await again.act('draft_continue');
    await until(() => again.value('script') === WORDS);
    await until(() => again.json('draft_offer') === 'null');
    const kept = ['avatar', 'voice', 'aspect_ratio'].map((id) => again.chosen(id));
    expect([...kept, again.value('video_name')]).toEqual([avatar, voice, 'square', 'Party']);
    expect(again.json('captions')).not.toContain('initial_options');
    await again.video();
    expect(stage.orders()[0]).toMatchObject({ script: WORDS, voice_id: voice, caption: false });
    expect(await offered(stage)).toBe('null');
    expect(JSON.stringify(stage.lines)).not.toContain('summer party');
  });

  it('just after a key keeps that key, too; Discard forgets it', async ({ stage }) => {
    const form = await stage.open();
    await Promise.all([form.act('script', `${WORDS}.`), close(stage, form)]);
    const again = await stage.open();
    expect(again.json('draft_offer')).toContain(WORDS);
    await again.act('draft_discard');
    await until(() => again.json('draft_offer') === 'null');
    await close(stage, again);
    expect(await offered(stage)).toBe('null');
  });

  it('keeps the words behind /jogg, but not choices alone', async ({ stage }) => {
    const chosen = await stage.open();
    await chosen.act('aspect_ratio', 'square');
    await close(stage, chosen);
    const none = await offered(stage);
    await close(stage, await stage.open(WORDS));
    expect([none, await offered(stage)]).toEqual(['null', expect.stringContaining(WORDS)]);
  });
});

describe.concurrent('recent looks', () => {
  it('are the last three, and one click fills them in and keeps the script', async ({ stage }) => {
    const used: object[] = [];
    for (const shape of ['square', 'landscape', 'portrait', 'square']) {
      const form = await stage.open('Hello there');
      const voice = await form.act('voice', shape === 'portrait' ? 'german' : 'english');
      used.unshift({ avatar: await form.act('avatar', `public ${shape}`), voice, shape });
      await form.submit({ aspect_ratio: shape });
    }
    const form = await stage.open('Good morning');
    expect(form.json('looks')).toMatch(/^(?!.*look_4).*1:1".*9:16".*16:9"/);
    await form.act('look_2');
    await until(() => form.chosen('aspect_ratio') === 'portrait' && form.value('script') !== null);
    const [avatar, voice, shape] = ['avatar', 'voice', 'aspect_ratio'].map((id) => form.chosen(id));
    const now = { avatar, voice, shape, script: form.value('script') };
    expect(now).toEqual({ ...used[1], script: 'Good morning' });
  });
});
