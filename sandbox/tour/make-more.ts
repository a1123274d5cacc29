import { APP, GENERAL, GRACE, LEADERSHIP, LINUS, MARKETING } from '../slack/seed.ts';
import { openForm, settled } from './form.ts';
import type { Guide, Step } from './guide.ts';
import { SCRIPT } from './make-form.ts';

const MP3 = Buffer.concat([Buffer.from('ID3\u0004\u0000'), Buffer.alloc(2_000, 7)]);

/** Recordings, backgrounds, and the other ways to the form. */
export const MORE: readonly Step[] = [
  {
    title: 'Your own audio instead of a script: a Slack file or an address, under Advanced',
    async run(guide) {
      const form = await openForm(guide);
      await form.act('advanced');
      await form.says(/Your own audio/);
      form.showPart(/^Your own audio/, 9);
      const audio_url = 'https://media.example.com/hello.mp3';
      const both = await form.refused({ script: SCRIPT, audio_url });
      guide.say('A script and an address at once:');
      guide.show(`! ${both['audio_url']}`);
      guide.check(/not both/.test(both['audio_url'] ?? ''), 'both were taken');
      const id = await fileIn(guide, 'hello.mp3');
      await form.submit({
        script: null,
        audio_url: null,
        audio_file: [id],
        video_name: 'By voice',
      });
      const card = await guide.card('By voice', /Ready/);
      guide.message(card);
      const body = JSON.stringify(guide.paidRequests().at(-1)?.body);
      guide.check(/"audio_url":"[^"]*uploads/.test(body), 'Jogg was not given the recording');
      guide.check(!/"script":"./.test(body), 'Jogg was given a script as well');
    },
  },
  {
    title: 'Green screen and transparent, captions as Jogg demands; no MP4: its link, and why',
    async run(guide) {
      const form = await openForm(guide, SCRIPT, { channel: LEADERSHIP });
      await form.act('advanced');
      await form.says(/Background/);
      await form.act('background', 'green');
      await form.act('background', 'transparent');
      await form.says(/A transparent video cannot have captions/);
      form.showPart(/^Captions/, 3);
      form.showPart(/^Background/, 2);
      await form.submit({ video_name: 'See-through' });
      const card = await guide.card('See-through', /Ready/, LEADERSHIP);
      const reply = await guide.reply(LEADERSHIP, card.ts, /your video is ready/);
      guide.say('In #leadership, a private channel:');
      guide.message(reply);
      const body = JSON.stringify(guide.paidRequests().at(-1)?.body);
      guide.check(/"screen_style":3/.test(body), 'Jogg was not asked for transparency');
      guide.check(/"caption":false/.test(body), 'Jogg was asked for captions');
      guide.check(
        /The file itself is not here because/.test(guide.textOf(reply)),
        'it is not said why the link is there instead of the file',
      );
    },
  },
  {
    title: 'On a message: its words, without their markup, and the result in that thread',
    async run(guide) {
      const { driver } = guide;
      const { ts } = await driver.say({
        user: GRACE,
        channel: MARKETING,
        text: 'We *launch* on <https://x.example|our page> &amp; everywhere',
      });
      guide.say('Grace writes: We *launch* on <https://x.example|our page> &amp; everywhere');
      const { viewId = '' } = await driver.shortcut({
        callbackId: 'make_video_from_message',
        message: { channel: MARKETING, ts },
      });
      const form = await settled(guide, viewId);
      guide.say('Ada chooses “Make a video from this” on it:');
      form.showPart(/^Script$/, 2);
      guide.check(
        form.text().includes('│ We launch on our page & everywhere'),
        'the words of the message are not the script',
      );
      await form.pick('avatar', 'professional male landscape');
      await form.pick('voice', 'english male');
      await form.submit({ video_name: 'From a message' });
      await guide.reply(MARKETING, ts, /your video is ready/);
      guide.say('The thread of that message:');
      guide.thread(MARKETING, ts);
    },
  },
  {
    title: 'From anywhere: the global shortcut asks where to show it',
    async run(guide) {
      const { viewId = '' } = await guide.driver.shortcut({ callbackId: 'make_video' });
      const form = await settled(guide, viewId);
      form.showPart(/^Where to show it/, 4);
      guide.check(/Where to show it/.test(form.text()), 'the form does not ask for a channel');
      const errors = await form.refused({ script: SCRIPT });
      guide.show(`! ${errors['conversation']}`);
      guide.check(errors['conversation'], 'a form without a channel was taken');
      await form.close();
    },
  },
  {
    title: 'In a thread, where Slack has no commands: a mention offers a button',
    async run(guide) {
      const { driver } = guide;
      const root = await driver.say({ channel: GENERAL, text: 'What about a video?' });
      await driver.say({
        channel: GENERAL,
        user: GRACE,
        text: `<@${APP.botUser}> can you?`,
        threadTs: root.ts,
      });
      const offer = await guide.told(GRACE, GENERAL, /Make a video here/);
      guide.say('Grace mentions the app in a thread; only she sees, there:');
      guide.message(offer);
      guide.check(offer.thread_ts === root.ts, 'the offer is not in the thread');
      await guide.press(offer, 'make_in_thread', GRACE, GENERAL);
      const form = await settled(guide, (await guide.modal(GRACE)).id, GRACE);
      await form.submit({ script: 'Hello, thread', video_name: 'In a thread' });
      await guide.reply(GENERAL, root.ts, /your video is ready/);
      guide.thread(GENERAL, root.ts);
    },
  },
  {
    title: 'The Home tab of somebody new: what this is, and a button that makes a video',
    async run(guide) {
      await guide.driver.openHome({ user: LINUS });
      const home = await guide.home(LINUS, /Try an example/);
      guide.view(home);
      await guide.driver.click({ user: LINUS, viewId: home.id, actionId: 'home_example' });
      const form = await settled(guide, (await guide.modal(LINUS)).id, LINUS);
      guide.say('Linus presses “Try an example”:');
      form.showPart(/^Script$/, 2);
      guide.check(/I am a talking avatar/.test(form.text()), 'the example is not in the form');
      guide.check(/Where to show it/.test(form.text()), 'the form does not ask for a channel');
      await form.close();
    },
  },
  {
    title: 'What was used lately comes first, what was used last is filled in: only one’s own',
    async run(guide) {
      const form = await openForm(guide);
      for (const picker of ['avatar', 'voice'] as const) {
        const { option_groups: groups = [] } = await form.options(picker, '');
        const [first] = groups;
        const label = String(first?.label['text']);
        guide.show(
          [label, ...(first?.options ?? []).map(({ text }) => `  ${text.text}`)].join('\n'),
        );
        guide.check(/^Recent/.test(label), `the first group of the ${picker}s is “${label}”`);
        guide.check(first?.options.length === 2, 'not both that were used are there');
        guide.check(form.chosen(picker) === first?.options[0]?.value, 'the last is not filled in');
      }
      await form.close();
      const other = await openForm(guide, '', { user: LINUS });
      const { option_groups: groups = [] } = await other.options('avatar', '');
      guide.check(!/^Recent/.test(String(groups[0]?.label['text'])), 'Linus sees what Ada used');
      await other.close();
    },
  },
];

/** A file in Slack, as somebody put it there. */
async function fileIn(guide: Guide, name: string): Promise<string> {
  const { env } = guide.world;
  const headers = { authorization: `Bearer ${env['SLACK_BOT_TOKEN']}` };
  const call = async (method: string, body: Record<string, string>) => {
    const init = { method: 'POST', headers, body: new URLSearchParams(body) };
    const answer = await fetch(`${env['SLACK_API_URL']}${method}`, init);
    return (await answer.json()) as Record<string, string>;
  };
  const { upload_url = '', file_id = '' } = await call('files.getUploadURLExternal', {
    filename: name,
    length: String(MP3.length),
  });
  await fetch(upload_url, { method: 'POST', body: new Uint8Array(MP3) });
  await call('files.completeUploadExternal', { files: JSON.stringify([{ id: file_id }]) });
  return file_id;
}
