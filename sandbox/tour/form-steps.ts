import { ADA, APP, GENERAL, GRACE, LEADERSHIP, MARKETING } from '../slack/seed.ts';
import type { Steps } from './guide.ts';

export const SCRIPT =
  'Our spring sale begins on Monday. Come early: the first hundred visitors get a gift.';
const words = (count: number) => 'word '.repeat(count).trim();

/** What a person sees and hears before anything is paid, and all ways to open the form. */
export const FORM_STEPS: Steps = {
  '/jogg help and /jogg refresh: how to use it, and the newest avatars and voices': async (g) => {
    const help = await g.runCommand('help');
    g.message(help, /opens the form/);
    await g.driver.command({ channel: GENERAL, text: 'refresh' });
    g.say('Ada types /jogg refresh:');
    g.message(await g.ephemeral(ADA, GENERAL, /Up to date: \d+ avatars/, help.ts));
  },
  'The form: sensible defaults, a picture, a sample and the price': async (g) => {
    g.say(`Ada types /jogg ${SCRIPT}`);
    const form = await g.open(SCRIPT);
    const price = /≈ 15 words · about 0:0\d · 1 credit/;
    form.show(/^/, 99, /\[image Picture of the avatar /, /Listen to .* \(http/, price);
    form.show(/^Script/, 2, new RegExp(SCRIPT));
    const opened = JSON.stringify(g.slack.log.find(({ method }) => method === 'views.open'));
    g.check(opened.includes('Loading picture…'), 'the form waited for its picture');
    g.say('It opened before its picture was loaded.');
    g.check(g.paidRequests().length === 0, 'something was paid before the form was submitted');
    await form.close();
  },
  'See and hear before paying: each choice shows at once, nothing typed is lost': async (g) => {
    const form = await g.open();
    await form.act('more_room', null, { script: SCRIPT, video_name: 'Spring sale' });
    await form.waitForText(/Script, part 2/);
    const avatar = await form.pick('avatar', 'professional female landscape');
    await g.until('the picture is not the chosen avatar’s', () =>
      JSON.stringify(form.view().blocks).includes(`avatars/${avatar.split(':')[1]}.png`),
    );
    const voice = await form.pick('voice', 'german female');
    await form.waitForText(new RegExp(`Listen to ${g.jogg.catalogue.voice(voice)?.name} `));
    g.say('She types, asks for a longer script, and chooses another avatar and another voice:');
    form.show(/^Script, part 2/, 13, /Our spring sale begins/, /│ Spring sale/);
    const kept = form.chosen('avatar') === avatar && form.chosen('voice') === voice;
    g.check(kept, 'a choice is not kept');
    await form.close();
  },
  'The price before Submit: updated with the form, and explained at a boundary': async (g) => {
    const form = await g.open();
    await form.act('script', words(312));
    await form.waitForText(/≈ 312 words · about 2:05 · 2 credits \(12 words over 2 minutes\)/);
    form.show(/^≈/, 1);
    if (g.world.env['JOGG_API_VERSION'] === 'v2') {
      await g.until('Jogg was not asked for the balance', () =>
        g.jogg.log.some(({ path }) => path.endsWith('remaining_quota')),
      );
      await form.act('script', words(300));
      await form.waitForText(/≈ 300 words[\s\S]*Balance: \d+ credits/);
      g.say('Twelve words fewer, and the balance that Jogg reports by now:');
      form.show(/^≈/, 1);
    }
    await form.close();
  },
  'Each error appears under its field, and nothing is paid': async (g) => {
    const form = await g.open();
    const [square] = await form.options('avatar', 'square');
    g.say('She submits it without a script, then with an avatar for another shape:');
    await form.rejects({ script: ' \n ' }, 'script', /./);
    const clash = { script: SCRIPT, avatar: square?.value ?? '', aspect_ratio: 'landscape' };
    await form.rejects(clash, 'avatar', /not landscape/);
    g.check(g.paidRequests().length === 0, 'something was paid');
    await form.close();
  },
  'Green screen, or transparent without captions: a link because it isn’t an MP4': async (g) => {
    const form = await g.open(SCRIPT, { channel: LEADERSHIP });
    await form.act('advanced');
    await form.waitForText(/Background/);
    await form.act('background', 'green');
    await form.act('background', 'transparent');
    await form.waitForText(/A transparent video can’t have captions/);
    form.show(/^Captions/, 3);
    form.show(/^Background/, 2);
    await form.submit({ video_name: 'See-through' });
    const card = await g.card('See-through', /Ready/, LEADERSHIP);
    g.say('In #leadership, a private channel:');
    const reply = await g.reply(LEADERSHIP, card.ts, /your video is ready/);
    g.message(reply, /The video file isn’t here because/);
    const runCommand = JSON.stringify(g.paidRequests().at(-1)?.body);
    const isSeeThrough =
      runCommand.includes('"screen_style":3') && runCommand.includes('"caption":false');
    g.check(isSeeThrough, 'Jogg was not asked for transparency without captions');
  },
  'On a message: its text without markup, and the result in its thread': async (g) => {
    const text = 'We *launch* on <https://x.example|our page> &amp; everywhere';
    const { ts } = await g.driver.say({ user: GRACE, channel: MARKETING, text });
    const message = { channel: MARKETING, ts };
    await g.driver.shortcut({ callbackId: 'make_video_from_message', message });
    const form = await g.form();
    g.say(`Grace writes: ${text}`);
    g.say('Ada chooses “Make a video from this” on it:');
    form.show(/^Script$/, 2, /│ We launch on our page & everywhere/);
    await form.pick('avatar', 'professional male landscape');
    await form.pick('voice', 'english male');
    await form.submit({ video_name: 'From a message' });
    await g.reply(MARKETING, ts, /your video is ready/);
    g.say('The thread of that message:');
    g.thread(MARKETING, ts);
  },
  'In a thread, where Slack has no commands: a mention offers a button': async (g) => {
    const { ts: threadTs } = await g.driver.say({ channel: GENERAL, text: 'What about a video?' });
    const text = `<@${APP.botUser}> can you?`;
    await g.driver.say({ channel: GENERAL, user: GRACE, text, threadTs });
    const offer = await g.ephemeral(GRACE, GENERAL, /Make a video here/);
    g.say('Grace mentions the app in a thread; only she sees the answer there:');
    g.message(offer);
    g.check(offer.thread_ts === threadTs, 'the offer is not in the thread');
    await g.press(offer, 'make_in_thread', GRACE, GENERAL);
    const form = await g.form(GRACE);
    await form.submit({ script: 'Hello, thread', video_name: 'In a thread' });
    await g.reply(GENERAL, threadTs, /your video is ready/);
    g.thread(GENERAL, threadTs);
  },
};
