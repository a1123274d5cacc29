import { ADA, APP, GENERAL, GRACE, LEADERSHIP, LINUS, MARKETING } from '../slack/seed.ts';
import type { Guide, Steps } from './guide.ts';

export const SCRIPT =
  'Our spring sale begins on Monday. Come early: the first hundred visitors get a gift.';
const FRENCH =
  'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi prochain.';
const words = (count: number) => 'word '.repeat(count).trim();
const MP3 = Buffer.concat([Buffer.from('ID3\u0004\u0000'), Buffer.alloc(2_000, 7)]);

/** What a person sees and hears before anything is paid, and every way to the form. */
export const MAKING: Steps = {
  '/jogg help and /jogg refresh: how it is used, and the newest avatars and voices': async (g) => {
    const help = await g.asked('help');
    g.message(help, /opens the form/);
    await g.driver.command({ channel: GENERAL, text: 'refresh' });
    g.say('Ada types /jogg refresh:');
    g.message(await g.told(ADA, GENERAL, /Up to date: \d+ avatars/, help.ts));
  },
  'The form: filled in with something sensible, with a picture, a sample and the price': async (
    g,
  ) => {
    g.say(`Ada types /jogg ${SCRIPT}`);
    const form = await g.open(SCRIPT);
    form.show(/^/, 99, /\[image Picture of the avatar /, /Listen to .* \(http/);
    g.check(form.text().includes(SCRIPT), 'the words behind /jogg are not in the form');
    g.check(/≈ 15 words · about 0:0\d · 1 credit/.test(form.text()), 'there is no price');
    g.say('It was open before its picture was there; until then it said:');
    g.show('Its picture is on its way …');
    const opened = g.slack.log.find(({ method }) => method === 'views.open');
    const waited = !JSON.stringify(opened?.arguments).includes('Its picture is on its way …');
    g.check(!waited, 'the form waited for its picture');
    g.check(g.paid() === 0, 'something was paid before the form was sent');
    await form.close();
  },
  'See and hear before paying: what is chosen shows at once, and nothing typed is lost': async (
    g,
  ) => {
    const form = await g.open();
    await form.act('more_room', null, { script: SCRIPT, video_name: 'Spring sale' });
    await form.becomes(/Script, part 2/);
    const avatar = await form.pick('avatar', 'professional female landscape');
    await g.until('the picture is not the chosen avatar’s', () =>
      JSON.stringify(form.view().blocks).includes(`avatars/${avatar.split(':')[1]}.png`),
    );
    const voice = await form.pick('voice', 'german female');
    await form.becomes(new RegExp(`Listen to ${g.jogg.catalogue.voice(voice)?.name} `));
    g.say('She types, makes more room, and chooses another avatar and another voice:');
    form.show(/^Script$/, 19, /Our spring sale begins/, /│ Spring sale/);
    const kept = form.chosen('avatar') === avatar && form.chosen('voice') === voice;
    g.check(kept, 'what was chosen is not kept');
    await form.close();
  },
  'A voice is proposed for the avatar and the language; a person’s choice is never changed': async (
    g,
  ) => {
    const form = await g.open();
    await form.pick('avatar', 'male public');
    await form.act('script', FRENCH);
    await g.until(
      'no French voice was proposed',
      () => g.jogg.catalogue.voice(form.chosen('voice'))?.language === 'french',
    );
    await form.becomes(/^Voice$/m);
    g.say('Ada writes French; the voice that the app filled in follows:');
    form.show(/^Voice$/, 3);
    const chosen = await form.pick('voice', 'english male');
    await form.act('script', `${FRENCH} Merci.`);
    await form.becomes(/This voice speaks English; your script looks French/);
    g.say('She chooses an English one herself; it stays, and the form only says so:');
    form.show(/^Voice$/, 4);
    g.check(form.chosen('voice') === chosen, 'the voice that a person chose was changed');
    await form.close();
  },
  'Filters narrow the avatars that are offered': async (g) => {
    const form = await g.open();
    await form.act('filters', ['gender:female', 'style:social']);
    g.say('Only avatars that are female and social:');
    const offered = await offers(form, 'avatar', '');
    for (const { label, texts } of offered) g.show([label, ...texts.slice(0, 4)].join('\n  '));
    const all = offered.flatMap(({ texts }) => texts);
    g.check(all.length > 5, 'hardly anything is offered');
    g.check(
      all.every((each) => / · female · social · /.test(each)),
      'others are offered',
    );
    await form.close();
  },
  'A picture that Slack does not take costs only the picture': async (g) => {
    const form = await g.open();
    await form.act('script', SCRIPT);
    const value = (await offers(form, 'avatar', 'social male square'))[0]?.values[0] ?? '';
    g.slack.fault({
      ...{ method: 'views.update', kind: 'error', error: 'invalid_arguments' },
      when: (args) => JSON.stringify(args).includes(`avatars/${value.split(':')[1]}.png`),
    });
    await form.act('avatar', value);
    await form.becomes(/No picture of this avatar here: look at it/);
    form.show(/^Avatar$/, 3, /Our spring sale begins/);
    g.check(form.chosen('avatar') === value, 'the avatar was lost');
    await form.close();
  },
  'The price before Submit: refreshed as the form changes, and plain at a boundary': async (g) => {
    const form = await g.open();
    await form.act('script', words(312));
    await form.becomes(/≈ 312 words · about 2:05 · 2 credits \(12 words over 2 minutes: costs 2\)/);
    form.show(/^≈/, 1);
    if (g.world.env['JOGG_API_VERSION'] === 'v2') {
      await g.until('Jogg was not asked for the balance', () =>
        g.jogg.log.some(({ path }) => path.endsWith('remaining_quota')),
      );
      await form.act('script', words(300));
      await form.becomes(/Balance: \d+ credits/);
      g.say('Twelve words fewer, and what Jogg tells of the balance by now:');
      form.show(/^≈/, 1);
    }
    await form.close();
  },
  'Long scripts: more than 3,000 characters, joined exactly as written': async (g) => {
    const form = await g.open();
    const parts = [`${'a1 '.repeat(999)}. `, `\n\n${'b '.repeat(1_300)}`, ' c 👋  '] as const;
    await form.act('more_room', null, { script: parts[0] });
    await form.becomes(/Script, part 2/);
    await form.act('more_room', null, { script_2: parts[1] });
    await form.becomes(/Script, part 3/);
    await form.act('script_3', parts[2]);
    await form.becomes(/≈ 3,\d\d\d words/);
    form.show(/^Script$/, 12);
    // For a later step: a server that the app does not take files from.
    g.jogg.outcome({ videoUrl: 'https://cdn.strange.example/v.mp4', match: /^a1 a1/ });
    await form.submit({ video_name: 'A long one' });
    await g.card('A long one', /Ready/);
    const written = JSON.stringify(parts.join('')).slice(1, -1);
    g.check(g.lastPaid().includes(written), 'the script that reached Jogg is another one');
    g.say(`Jogg got ${parts.join('').length.toLocaleString('en')} characters, as written.`);
  },
  'What is wrong stands under its field, and nothing is paid': async (g) => {
    const form = await g.open();
    const paid = g.paid();
    const avatar = (await offers(form, 'avatar', 'square'))[0]?.values[0] ?? '';
    g.view(form.view());
    await form.refused({ script: ' \n ' }, 'script', /./);
    g.say('An avatar made for another shape:');
    const clash = { script: SCRIPT, avatar, aspect_ratio: 'landscape' };
    await form.refused(clash, 'avatar', /not for landscape/);
    g.check(g.paid() === paid, 'something was paid');
    await form.close();
  },
  'Your own audio instead of a script: a Slack file or an address, under Advanced': async (g) => {
    const form = await g.open();
    await form.act('advanced');
    await form.becomes(/Your own audio/);
    form.show(/^Your own audio/, 9);
    g.say('A script and an address at once:');
    const both = { script: SCRIPT, audio_url: 'https://media.example.com/hello.mp3' };
    await form.refused(both, 'audio_url', /not both/);
    const audio_file = [await fileIn(g, 'hello.mp3')];
    await form.submit({ script: null, audio_url: null, audio_file, video_name: 'By voice' });
    g.message(await g.card('By voice', /Ready/));
    const heard = /"audio_url":"[^"]*uploads/.test(g.lastPaid());
    g.check(heard && !/"script":"./.test(g.lastPaid()), 'Jogg was not given the recording alone');
  },
  'Green screen and transparent, captions as Jogg demands; no MP4: its link, and why': async (
    g,
  ) => {
    const form = await g.open(SCRIPT, { channel: LEADERSHIP });
    await form.act('advanced');
    await form.becomes(/Background/);
    await form.act('background', 'green');
    await form.act('background', 'transparent');
    await form.becomes(/A transparent video cannot have captions/);
    form.show(/^Captions/, 3);
    form.show(/^Background/, 2);
    await form.submit({ video_name: 'See-through' });
    const card = await g.card('See-through', /Ready/, LEADERSHIP);
    g.say('In #leadership, a private channel:');
    const reply = await g.reply(LEADERSHIP, card.ts, /your video is ready/);
    g.message(reply, /The file itself is not here because/);
    const asked = ['"screen_style":3', '"caption":false'].every((each) =>
      g.lastPaid().includes(each),
    );
    g.check(asked, 'Jogg was not asked for transparency without captions');
  },
  'On a message: its words, without their markup, and the result in that thread': async (g) => {
    const text = 'We *launch* on <https://x.example|our page> &amp; everywhere';
    const { ts } = await g.driver.say({ user: GRACE, channel: MARKETING, text });
    g.say(`Grace writes: ${text}`);
    const message = { channel: MARKETING, ts };
    await g.driver.shortcut({ callbackId: 'make_video_from_message', message });
    const form = await g.form();
    g.say('Ada chooses “Make a video from this” on it:');
    form.show(/^Script$/, 2, /│ We launch on our page & everywhere/);
    await form.pick('avatar', 'professional male landscape');
    await form.pick('voice', 'english male');
    await form.submit({ video_name: 'From a message' });
    await g.reply(MARKETING, ts, /your video is ready/);
    g.say('The thread of that message:');
    g.thread(MARKETING, ts);
  },
  'From anywhere: the global shortcut asks where to show it': async (g) => {
    await g.driver.shortcut({ callbackId: 'make_video' });
    const form = await g.form();
    form.show(/^Where to show it/, 4, /Where to show it/);
    await form.refused({ script: SCRIPT }, 'conversation', /./);
    await form.close();
  },
  'In a thread, where Slack has no commands: a mention offers a button': async (g) => {
    const root = await g.driver.say({ channel: GENERAL, text: 'What about a video?' });
    const text = `<@${APP.botUser}> can you?`;
    await g.driver.say({ channel: GENERAL, user: GRACE, text, threadTs: root.ts });
    const offer = await g.told(GRACE, GENERAL, /Make a video here/);
    g.say('Grace mentions the app in a thread; only she sees, there:');
    g.message(offer);
    g.check(offer.thread_ts === root.ts, 'the offer is not in the thread');
    await g.press(offer, 'make_in_thread', GRACE, GENERAL);
    const form = await g.form(GRACE);
    await form.submit({ script: 'Hello, thread', video_name: 'In a thread' });
    await g.reply(GENERAL, root.ts, /your video is ready/);
    g.thread(GENERAL, root.ts);
  },
  'The Home tab of somebody new: what this is, and a button that makes a video': async (g) => {
    await g.driver.openHome({ user: LINUS });
    const home = await g.home(LINUS, /Try an example/);
    g.view(home);
    await g.driver.click({ user: LINUS, viewId: home.id, actionId: 'home_example' });
    const form = await g.form(LINUS);
    g.say('Linus presses “Try an example”:');
    form.show(/^Script$/, 2, /I am a talking avatar/, /Where to show it/);
    await form.close();
  },
  'What was used lately comes first, what was used last is filled in: only one’s own': async (
    g,
  ) => {
    const form = await g.open();
    for (const picker of ['avatar', 'voice']) {
      const [first] = await offers(form, picker, '');
      g.show([first?.label, ...(first?.texts ?? [])].join('\n  '));
      g.check(first?.label.startsWith('Recent') && first.texts.length === 2, 'not both are there');
      g.check(form.chosen(picker) === first?.values[0], 'the last is not filled in');
    }
    await form.close();
    const other = await g.open('', { user: LINUS });
    const [first] = await offers(other, 'avatar', '');
    g.check(!first?.label.startsWith('Recent'), 'Linus sees what Ada used');
    await other.close();
  },
};

/** The groups that a picker offers. */
async function offers(form: Awaited<ReturnType<Guide['form']>>, picker: string, query: string) {
  const { option_groups: groups = [] } = await form.options(picker, query);
  return groups.map(({ label, options }) => ({
    label: String(label['text']),
    texts: options.map(({ text }) => text.text),
    values: options.map(({ value }) => value),
  }));
}

/** A file in Slack, as somebody put it there. */
async function fileIn({ world: { env } }: Guide, filename: string): Promise<string> {
  const headers = { authorization: `Bearer ${env['SLACK_BOT_TOKEN']}` };
  const call = async (method: string, body: Record<string, string>) => {
    const init = { method: 'POST', headers, body: new URLSearchParams(body) };
    const answer = await fetch(`${env['SLACK_API_URL']}${method}`, init);
    return (await answer.json()) as Record<string, string>;
  };
  const facts = { filename, length: String(MP3.length) };
  const { upload_url = '', file_id = '' } = await call('files.getUploadURLExternal', facts);
  await fetch(upload_url, { method: 'POST', body: new Uint8Array(MP3) });
  await call('files.completeUploadExternal', { files: JSON.stringify([{ id: file_id }]) });
  return file_id;
}
