import { RunFailure } from '../once-run.ts';
import { GENERAL, MARKETING } from '../slack/seed.ts';
import { openForm } from './form.ts';
import type { Guide, Step } from './guide.ts';

export const SCRIPT =
  'Our spring sale begins on Monday. Come early: the first hundred visitors get a gift.';
const FRENCH =
  'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi prochain.';
const words = (count: number) => 'word '.repeat(count).trim();

/** What a person sees and hears before anything is paid. */
export const FORM: readonly Step[] = [
  {
    title: '/jogg help and /jogg refresh: how it is used, and the newest avatars and voices',
    async run(guide) {
      const { driver } = guide;
      const help = await driver.command({ channel: GENERAL, text: 'help' });
      guide.say('Ada types /jogg help; only she reads:');
      const usage = guide.message(firstOf(help.ephemeral, '/jogg help said nothing'));
      guide.check(/opens the form/.test(usage), 'the help does not name the form');
      const since = help.ephemeral[0]?.ts;
      await driver.command({ channel: GENERAL, text: 'refresh' });
      guide.say('Ada types /jogg refresh:');
      guide.message(await guide.told('U0ADA00001', GENERAL, /Up to date: \d+ avatars/, since));
    },
  },
  {
    title: 'The form: filled in with something sensible, with a picture, a sample and the price',
    async run(guide) {
      const form = await openForm(guide, SCRIPT);
      guide.say(`Ada types /jogg ${SCRIPT}`);
      const text = form.show();
      guide.check(text.includes(SCRIPT), 'the words behind /jogg are not in the form');
      guide.check(/\[image Picture of the avatar /.test(text), 'there is no picture of the avatar');
      guide.check(/Listen to .* \(http/.test(text), 'there is no sample of the voice');
      guide.check(/≈ 15 words · about 0:0\d · 1 credit/.test(text), 'there is no price');
      const opened = guide.slack.log.find(({ method }) => method === 'views.open');
      guide.say('It was open before its picture was there; until then it said:');
      guide.show('Its picture is on its way …');
      guide.check(
        JSON.stringify(opened?.arguments).includes('Its picture is on its way …'),
        'the form waited for its picture',
      );
      guide.check(guide.paid() === 0, 'something was paid before the form was sent');
      await form.close();
    },
  },
  {
    title: 'See and hear before paying: what is chosen shows at once, and nothing typed is lost',
    async run(guide) {
      const form = await openForm(guide);
      const before = form.chosen('avatar');
      await form.act('more_room', null, { script: SCRIPT, video_name: 'Spring sale' });
      await form.says(/Script, part 2/);
      const avatar = await form.pick('avatar', 'professional female landscape');
      const [, id = ''] = avatar.split(':');
      await guide.until('the picture is not the chosen avatar’s', () =>
        JSON.stringify(form.view().blocks).includes(`avatars/${id}.png`),
      );
      const voice = await form.pick('voice', 'german female');
      const name = guide.jogg.catalogue.voice(voice)?.name ?? '?';
      await form.says(new RegExp(`Listen to ${name} `));
      guide.say('She types, makes more room, and chooses another avatar and another voice:');
      form.showPart(/^Script$/, 19);
      guide.check(avatar !== before && form.chosen('avatar') === avatar, 'the avatar is not kept');
      guide.check(form.chosen('voice') === voice, 'the voice is not kept');
      guide.check(form.text().includes(SCRIPT), 'the script was lost');
      guide.check(form.text().includes('Spring sale'), 'the name was lost');
      await form.close();
    },
  },
  {
    title:
      'A voice is proposed for the avatar and the language; a person’s choice is never changed',
    async run(guide) {
      const form = await openForm(guide);
      const spoken = () => guide.jogg.catalogue.voice(form.chosen('voice'))?.language;
      await form.pick('avatar', 'male public');
      await form.act('script', FRENCH);
      await guide.until('no French voice was proposed', () => spoken() === 'french');
      await form.says(/^Voice$/m);
      guide.say('Ada writes French; the voice that the app filled in follows:');
      form.showPart(/^Voice$/, 3);
      const chosen = await form.pick('voice', 'english male');
      await form.act('script', `${FRENCH} Merci.`);
      await form.says(/This voice speaks English; your script looks French/);
      guide.say('She chooses an English one herself; it stays, and the form only says so:');
      form.showPart(/^Voice$/, 4);
      guide.check(form.chosen('voice') === chosen, 'the voice that a person chose was changed');
      await form.close();
    },
  },
  {
    title: 'Filters narrow the avatars that are offered',
    async run(guide) {
      const form = await openForm(guide);
      await form.act('filters', ['gender:female', 'style:social']);
      const { option_groups: groups = [] } = await form.options('avatar', '');
      guide.say('Only avatars that are female and social:');
      const offered = groups.flatMap(({ options }) => options.map(({ text }) => text.text));
      for (const { label, options } of groups) {
        guide.show(`${String(label['text'])}`);
        for (const { text } of options.slice(0, 4)) guide.show(`  ${text.text}`);
      }
      guide.check(offered.length > 5, 'hardly anything is offered');
      const others = offered.filter((each) => !/ · female · social · /.test(each));
      guide.check(others.length === 0, `others are offered: ${others[0]}`);
      await form.close();
    },
  },
  {
    title: 'A picture that Slack does not take costs only the picture',
    async run(guide) {
      const form = await openForm(guide);
      await form.act('script', SCRIPT);
      const { option_groups: groups = [] } = await form.options('avatar', 'social male square');
      const value = groups[0]?.options[0]?.value ?? '';
      const [, id = ''] = value.split(':');
      guide.slack.fault({
        method: 'views.update',
        kind: 'error',
        error: 'invalid_arguments',
        when: (args) => JSON.stringify(args).includes(`avatars/${id}.png`),
      });
      await form.act('avatar', value);
      await form.says(/No picture of this avatar here: look at it/);
      form.showPart(/^Avatar$/, 3);
      guide.check(form.text().includes(SCRIPT), 'the script was lost');
      guide.check(form.chosen('avatar') === value, 'the avatar was lost');
      await form.close();
    },
  },
  {
    title: 'The price before Submit: refreshed as the form changes, and plain at a boundary',
    async run(guide) {
      const form = await openForm(guide);
      await form.act('script', words(312));
      await form.says(/≈ 312 words · about 2:05 · 2 credits \(12 words over 2 minutes: costs 2\)/);
      form.showPart(/^≈/, 1);
      if (guide.world.env['JOGG_API_VERSION'] === 'v2') {
        await guide.until('Jogg was not asked for the balance', () =>
          guide.jogg.log.some(({ path }) => path.endsWith('remaining_quota')),
        );
        await form.act('script', words(300));
        await form.says(/Balance: \d+ credits/);
        guide.say('Twelve words fewer, and what Jogg tells of the balance by now:');
        form.showPart(/^≈/, 1);
      }
      await form.close();
    },
  },
  {
    title: 'Long scripts: more than 3,000 characters, joined exactly as written',
    async run(guide) {
      const form = await openForm(guide);
      const parts = [`${'a1 '.repeat(999)}. `, `\n\n${'b '.repeat(1_300)}`, ' c 👋  '];
      await form.act('more_room', null, { script: parts[0] ?? '' });
      await form.says(/Script, part 2/);
      await form.act('more_room', null, { script_2: parts[1] ?? '' });
      await form.says(/Script, part 3/);
      await form.act('script_3', parts[2] ?? '');
      await form.says(/≈ 3,\d\d\d words/);
      form.showPart(/^Script$/, 12);
      // For a later step: a server that the app does not take files from.
      guide.jogg.outcome({ videoUrl: 'https://cdn.strange.example/v.mp4', match: /^a1 a1/ });
      await form.submit({ video_name: 'A long one' });
      const body = await guide.until('Jogg was not asked', () => guide.paidRequests().at(-1)?.body);
      guide.check(
        JSON.stringify(body).includes(JSON.stringify(parts.join('')).slice(1, -1)),
        'the script that reached Jogg is not the one that was written',
      );
      await guide.card('A long one', /Ready/);
      guide.say(`Jogg got ${parts.join('').length.toLocaleString('en')} characters, as written.`);
    },
  },
  {
    title: 'What is wrong stands under its field, and nothing is paid',
    async run(guide) {
      const form = await openForm(guide, '', { channel: MARKETING });
      const paid = guide.paid();
      const avatar = firstAvatar(await form.options('avatar', 'square'));
      const errors = await form.refused({ script: ' \n ' });
      form.show(errors);
      guide.check(errors['script'], 'an empty script was taken');
      const clash = await form.refused({ script: SCRIPT, avatar, aspect_ratio: 'landscape' });
      guide.say('An avatar made for another shape:');
      guide.show(`! ${clash['avatar']}`);
      guide.check(/not for landscape/.test(clash['avatar'] ?? ''), 'a wrong shape was taken');
      guide.check(guide.paid() === paid, 'something was paid');
      await form.close();
    },
  },
];

function firstAvatar(offered: Awaited<ReturnType<Guide['driver']['suggest']>>): string {
  const value = offered.option_groups?.[0]?.options[0]?.value;
  if (value === undefined) throw new RunFailure('no avatar was offered');
  return value;
}

function firstOf<T>(all: readonly T[], words: string): T {
  const [first] = all;
  if (first === undefined) throw new RunFailure(words);
  return first;
}
