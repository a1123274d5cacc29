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
  const offer = form.said('draft_offer');
  await close(stage, form);
  return offer;
};

describe.concurrent('a form that is closed', () => {
  it('is offered again with all that was in it, to its person alone, until it is sent', async ({
    stage,
  }) => {
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
    await until(() => again.said('draft_offer') === 'null');
    const kept = ['avatar', 'voice', 'aspect_ratio'].map((id) => again.chosen(id));
    expect([kept, again.value('video_name'), again.said('captions')]).toEqual([
      [avatar, voice, 'square'],
      'Party',
      expect.not.stringContaining('initial_options'),
    ]);
    await again.video();
    expect(stage.asked()[0]).toMatchObject({ script: WORDS, voice_id: voice, caption: false });
    expect(await offered(stage)).toBe('null');
    expect(JSON.stringify(stage.lines)).not.toContain('summer party');
  });

  it('just after a key keeps that key, too; Discard forgets it', async ({ stage }) => {
    const form = await stage.open();
    await Promise.all([form.act('script', `${WORDS}.`), close(stage, form)]);
    const again = await stage.open();
    expect(again.said('draft_offer')).toContain(WORDS);
    await again.act('draft_discard');
    await until(() => again.said('draft_offer') === 'null');
    await close(stage, again);
    expect(await offered(stage)).toBe('null');
  });

  it('keeps the words behind /jogg, but neither choices alone nor another’s words', async ({
    stage,
  }) => {
    const chosen = await stage.open();
    await chosen.act('aspect_ratio', 'square');
    await close(stage, chosen);
    await stage.video({ script: 'Hello there' });
    await stage.remix('script');
    const remix = await stage.form();
    await remix.act('captions', []);
    await close(stage, remix);
    const none = await offered(stage);
    await close(stage, await stage.open(WORDS));
    expect([none, await offered(stage)]).toEqual(['null', expect.stringContaining(WORDS)]);
  });
});

describe.concurrent('recent looks', () => {
  it('are the last three, and one click fills them in and keeps the script', async ({ stage }) => {
    const used: object[] = [];
    for (const [query, shape] of [
      ['public square', 'square'],
      ['public landscape', 'landscape'],
      ['public portrait', 'portrait'],
      ['public square', 'square'],
    ] as const) {
      const form = await stage.open('Hello there');
      const voice = await form.act('voice', shape === 'portrait' ? 'german' : 'english');
      const avatar = await form.act('avatar', query);
      used.unshift({ avatar, voice, shape });
      await form.submit({ aspect_ratio: shape });
    }
    const form = await stage.open('Good morning');
    const said = form.said('looks');
    const order = ['1:1"', '9:16"', '16:9"'].map((ratio) => said.indexOf(ratio));
    expect(order.every((at, index) => at > (order[index - 1] ?? 0))).toBe(true);
    await form.act('look_2');
    await until(() => form.chosen('aspect_ratio') === 'portrait' && form.value('script') !== null);
    const [avatar, voice, shape] = ['avatar', 'voice', 'aspect_ratio'].map((id) => form.chosen(id));
    const now = { avatar, voice, shape, script: form.value('script') };
    expect(now).toEqual({ ...used[1], script: 'Good morning' });
    const { avatars } = stage.jogg.catalogue;
    const gone = avatars.findIndex(({ id }) => `public:${id}` === avatar);
    avatars.splice(gone, 1);
    await stage.command('refresh');
    await stage.message(/^Up to date/);
    const next = await stage.open('Good evening');
    expect(next.said('looks')).not.toContain('9:16');
  });
});
