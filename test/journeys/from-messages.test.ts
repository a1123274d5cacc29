import { describe, expect } from 'vitest';
import { ADA, GENERAL, GRACE, LINUS, MARKETING } from '../../sandbox/slack/seed.ts';
import type { NewMessage } from '../../sandbox/slack/world.ts';
import { it as itWithWebhook, journey } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const it = journey({ webhook: false });
/** Grace's mention, the app's reply to it, and the form that the reply opens. */
async function mention(stage: Stage, text: string, thread: { threadTs?: string } = {}) {
  const { ts } = await stage.driver.say({ channel: MARKETING, user: GRACE, text, ...thread });
  const offer = await stage.driver.waitFor(() =>
    stage.slack.messages(MARKETING).find((each) => each.blocks?.[0]?.block_id === 'mention'),
  );
  await stage.press('make_in_thread', { ts: offer.ts, user: GRACE });
  return { ts, offer, form: await stage.form(GRACE) };
}
const resultIn = (stage: Stage, ts: string) =>
  stage.driver.waitFor(() => stage.slack.thread(MARKETING, ts).find(({ files }) => files?.length));

describe.concurrent('a mention', () => {
  it.for([
    ['<@U0JOGGBOT1>, welcome <@U0LINUS001> :tada:', 'welcome Linus'],
    ['Open 9:00-17:00 &amp; &lt;more&gt; <@U0JOGGBOT1>', 'Open 9:00-17:00 & <more>'],
    [`<@U0JOGGBOT1> ${'Long words. '.repeat(300).trim()}`, 'Long words. '.repeat(300).trim()],
  ] as const)('%j gets a button for a form with its text', async ([words, script], { stage }) => {
    const { ts: threadTs } = await stage.driver.say({ channel: MARKETING, text: 'News?' });
    const { form } = await mention(stage, words, { threadTs });
    const fields = form.blocks().filter((id) => /^script(_\d)?$/.test(id));
    const text = fields.map((id) => form.value(id) ?? '').join('');
    expect([text, form.line('notice')]).toEqual([script, null]);
  });

  itWithWebhook('outside a thread gets the video in a thread below it', async ({ stage }) => {
    const { ts, offer, form } = await mention(stage, '<@U0JOGGBOT1> Hello all');
    await form.submit();
    await resultIn(stage, ts);
    const text =
      'Make a video with these words? It will appear in a thread under your message.\n“Hello all”';
    expect([offer.thread_ts, offer.ephemeral, offer.text]).toEqual([undefined, true, text]);
    expect(stage.orders()[0]).toMatchObject({ script: 'Hello all' });
  });

  itWithWebhook('in a thread gets the reply and the video in that thread', async ({ stage }) => {
    const { ts } = await stage.driver.say({ channel: MARKETING, text: 'What about a video?' });
    const { offer, form } = await mention(stage, '<@U0JOGGBOT1> can you?', { threadTs: ts });
    await form.submit({ script: 'Hello, thread' });
    await resultIn(stage, ts);
    expect([offer.ephemeral, offer.thread_ts]).toEqual([true, ts]);
  });

  it('by a program is logged, and only a person behind it gets a reply', async ({ stage }) => {
    const event = { type: 'app_mention', channel: MARKETING, text: '<@U0JOGGBOT1> hi' };
    for (const [at, by] of [
      { bot_id: 'B0WORKFLOW' },
      { bot_id: 'B0JOGGBOT1' },
      { user: 'U0JOGGBOT1' },
      { bot_id: 'B0THROUGH1', user: ADA },
    ].entries())
      await stage.driver.event({ ...event, ts: `170000000${at}.000100`, ...by });
    await stage.driver.waitFor(() => stage.slack.messages(MARKETING).length > 0);
    const logged = await stage.logged('mention_by_program', 2);
    expect(logged.map(({ bot }) => bot)).toEqual(['B0WORKFLOW', 'B0THROUGH1']);
    expect(stage.slack.messages(MARKETING).map((each) => each.for)).toEqual([ADA]);
  });
});

describe.concurrent('a mistyped command after /jogg', () => {
  it('gets a question, and a button that takes it as the script', async ({ stage }) => {
    const { ephemeral, viewId } = await stage.command('staus');
    const question =
      '“staus” isn’t a command. Did you mean /jogg status? If it’s your script, press the button.';
    expect([viewId, ephemeral[0]?.text]).toEqual([undefined, question]);
    await stage.press('take_as_script', { ts: ephemeral[0]?.ts ?? '' });
    expect((await stage.form()).value('script')).toBe('staus');
  });
});

const useShortcut = (stage: Stage, ts: string, user = ADA, channel = MARKETING) =>
  stage.driver.shortcut({ user, callbackId: 'make_video_from_message', message: { channel, ts } });
/** Uses the shortcut on a message; reads the form, which may have been a waiting view first. */
async function formOn(stage: Stage, ts: string, user = ADA) {
  await useShortcut(stage, ts, user);
  const form = await stage.form(user);
  await form.shows('script');
  return { script: form.value('script'), notice: form.line('notice') };
}
const writeMessage = (stage: Stage, content: object, channel = MARKETING) =>
  stage.driver.write(channel, { user: GRACE, text: '', ...content } as NewMessage);

describe.concurrent('“Make a video from this”', () => {
  it.for([
    [
      { text: 'Thanks <@U0LINUS001>, see <#C0GENERAL1> and <!subteam^S0SALESTEAM> at 9:00' },
      'Thanks Linus, see general and Sales team at 9:00',
      null,
    ],
    [
      { files: [{ id: 'F1', name: 'a.png', title: 'a', url_private: 'x', mimetype: 'image/png' }] },
      null,
      'This message has only an image. Write what the avatar should say.',
    ],
  ] as const)('%j fills in %j', async ([content, script, notice], { stage }) => {
    const { ts } = writeMessage(stage, content);
    expect(await formOn(stage, ts)).toEqual({ script, notice });
  });

  it('opens a waiting view first if names are late', async ({ stage }) => {
    stage.slack.fault({ method: 'users.info', kind: 'slow', ms: 1_100 });
    const { ts } = writeMessage(stage, { text: 'Welcome <@U0GRACE001>!' });
    expect((await formOn(stage, ts)).script).toBe('Welcome Grace!');
    const views = stage.slack.log.filter(({ method }) => method.startsWith('views.'));
    const shown = views.map((of) => `${of.method} ${Object(of.arguments['view']).callback_id}`);
    expect(shown.slice(0, 2)).toEqual(['views.open notice', 'views.update create_video']);
  });
});

describe.concurrent('“Make a video from this”, of the app’s own messages and in a thread', () => {
  itWithWebhook('takes a message’s text, and posts the video in its thread', async ({ stage }) => {
    const text = 'We *launch* on <https://x.example|our page> &amp; everywhere';
    const { ts } = await stage.driver.say({ channel: MARKETING, text });
    await useShortcut(stage, ts);
    await (await stage.form()).submit({ avatar: { query: '' }, voice: { query: '' } });
    await resultIn(stage, ts);
    expect(stage.orders()[0]?.['script']).toBe('We launch on our page & everywhere');
  });

  itWithWebhook('takes the script of a card or a result, in its own channel', async ({ stage }) => {
    const script = 'Our spring sale begins on Monday';
    const { ts } = await stage.video({ script });
    const { ts: root, type: _, ...card } = await stage.card();
    expect((await formOn(stage, root)).script).toBe(script);
    expect((await formOn(stage, ts, GRACE)).script).toBe(script);
    // A copy in another channel, as a program might post it.
    const copy = writeMessage(stage, card, GENERAL);
    const { viewId, ephemeral } = await useShortcut(stage, copy.ts, LINUS, GENERAL);
    const replies = ephemeral.map(({ text }) => text);
    expect([viewId, replies]).toEqual([undefined, ['This video belongs to another channel.']]);
  });
});
