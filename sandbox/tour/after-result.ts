import { RunFailure } from '../once-run.ts';
import { ADA, ADA_AND_APP, GENERAL, GRACE, MARKETING, SALES } from '../slack/seed.ts';
import type { Message } from '../slack/world.ts';
import { openForm, order, settled } from './form.ts';
import type { Guide, Step } from './guide.ts';
import { SCRIPT } from './make-form.ts';

/** The card, the video itself, and what can be done with a finished one. */
export const RESULT: readonly Step[] = [
  {
    title: 'The card in each of its states, edited in place',
    async run(guide) {
      await order(guide, { script: SCRIPT, video_name: 'Spring sale' });
      await guide.card('Spring sale', /Rendering/);
      const card = await guide.card('Spring sale', /\[Share\]/);
      const versions = versionsOf(guide, card);
      for (const [at, version] of versions.entries()) {
        guide.say(at === 0 ? 'As it was posted:' : 'Then edited:');
        guide.message(version);
      }
      const all = versions.map((each) => guide.textOf(each)).join('\n');
      for (const state of ['Queued', 'Rendering', 'Ready'])
        guide.check(all.includes(state), `the card was never ${state}`);
      guide.check(/\[image Cover of the video/.test(guide.textOf(card)), 'there is no cover');
    },
  },
  {
    title: 'The video itself in the thread: a file that plays, and one call to its requester',
    async run(guide) {
      const card = await guide.card('Spring sale', /Ready/);
      const reply = await guide.reply(MARKETING, card.ts, /@Ada Lovelace your video is ready/);
      guide.message(reply);
      const [file] = reply.files ?? [];
      if (file === undefined) throw new RunFailure('there is no file in the thread');
      const answer = await fetch(file.url_private);
      const bytes = Buffer.from(await answer.arrayBuffer());
      guide.say(`The file: ${answer.headers.get('content-type')}, ${bytes.length} bytes.`);
      guide.check(bytes.subarray(4, 8).toString() === 'ftyp', 'the file is not an MP4');
      const calls = guide.slack
        .thread(MARKETING, card.ts)
        .filter((each) => each.ts !== card.ts && guide.textOf(each).includes('is ready'));
      guide.check(calls.length === 1, `the requester is called ${calls.length} times`);

      const other = await guide.card('A long one', /Ready/);
      const link = await guide.reply(MARKETING, other.ts, /is ready/);
      guide.say('The long one lies on a server that is not among the allowed ones:');
      guide.message(link);
      guide.check(
        link.files === undefined && /because .* does not trust/.test(guide.textOf(link)),
        'it is not said why the file is not there',
      );
    },
  },
  {
    title: 'Remix: five buttons, each opens the form filled in, linked to its parent',
    async run(guide) {
      const card = await guide.card('Spring sale', /\[Again\]/);
      const parts = {
        remix_script: ['Edit script', /^Script$/],
        remix_avatar: ['Other avatar', /^Avatar$/],
        remix_voice: ['Other voice', /^Voice$/],
        remix_shape: ['Other shape', /^Shape$/],
        remix_again: ['Again', /^Make a video|── Make/],
      } as const;
      for (const [action, [label, field]] of Object.entries(parts)) {
        await guide.press(card, action);
        const form = await settled(guide, (await guide.modal()).id);
        guide.say(`${label}:`);
        form.showPart(field, action === 'remix_again' ? 4 : 2);
        guide.check(form.text().includes(SCRIPT), `“${label}” has lost the script`);
        guide.check(/Filled in from the earlier video/.test(form.text()), 'it does not say so');
        if (action === 'remix_again') await form.submit({ video_name: 'Spring sale again' });
        else await form.close();
      }
      const remix = await guide.card('Spring sale again', /\[Share\]/);
      guide.say('The card of the new one:');
      guide.message(remix);
      guide.check(
        /Remix of an earlier video: Spring sale/.test(guide.textOf(remix)),
        'the card does not say of what it is a remix',
      );
    },
  },
  {
    title: 'Share: title, cover and link in another channel, never the script',
    async run(guide) {
      const card = await guide.card('Spring sale again', /\[Share\]/);
      await guide.press(card, 'share');
      const form = await guide.modal(ADA, /Where to share it/);
      const { errors } = await guide.driver.submit({
        viewId: form.id,
        values: { conversation: SALES },
      });
      guide.say('Ada presses Share, and names a channel that the app is not in:');
      guide.view(form, errors);
      guide.check(
        /\/invite/.test(errors?.['conversation'] ?? ''),
        'it does not say how to mend it',
      );
      await guide.driver.submit({ viewId: form.id, values: { conversation: GENERAL } });
      const shared = await guide.until('nothing was shared', () =>
        guide.slack.messages(GENERAL).find((each) => each.blocks?.[0]?.block_id === 'share'),
      );
      guide.say('In #general:');
      guide.message(shared);
      guide.check(!guide.textOf(shared).includes(SCRIPT), 'the script was shown elsewhere');
    },
  },
  {
    title: 'A render that fails: why, what to do, the script kept; Retry says what it costs',
    async run(guide) {
      await order(guide, {
        script: '[fail: too noisy] Words worth keeping',
        video_name: 'Hopeless',
      });
      const card = await guide.card('Hopeless', /Failed/);
      guide.message(card);
      const reply = await guide.reply(MARKETING, card.ts, /could not render/);
      guide.say('In its thread:');
      guide.message(reply);
      guide.check(guide.textOf(reply).includes('Words worth keeping'), 'the script is lost');
      await guide.press(card, 'retry');
      const form = await settled(guide, (await guide.modal()).id);
      guide.say('Try again:');
      form.showPart(/── Make/, 4);
      guide.check(/may cost a second time/.test(form.text()), 'it does not say what it may cost');
      await form.submit({ script: 'Better words', video_name: 'Second try' });
      const second = await guide.card('Second try', /Ready/);
      guide.check(
        /A new try of an earlier video: Hopeless/.test(guide.textOf(second)),
        'the card does not say of what it is a new try',
      );
    },
  },
  {
    title: 'A refusal before anything is paid says so',
    async run(guide) {
      await order(guide, { script: '[credit] Too poor', video_name: 'Out of credits' });
      const card = await guide.card('Out of credits', /Failed/);
      guide.message(card);
      guide.check(/Nothing was paid\./.test(guide.textOf(card)), 'it is not said what was paid');
      await guide.press(card, 'retry');
      const form = await settled(guide, (await guide.modal()).id);
      form.showPart(/── Make/, 2);
      guide.check(/Nothing was paid so far/.test(form.text()), 'Retry does not say what it costs');
      await form.close();
    },
  },
  {
    title: 'The answer of Jogg is lost: nobody pays twice, and the requester decides',
    async run(guide) {
      const paid = guide.paid();
      guide.jogg.outcome({ lostAnswer: true, renderMs: 60_000, match: /^Into the dark/ });
      await order(guide, { script: 'Into the dark', video_name: 'Lost' });
      const card = await guide.card('Lost', /Unconfirmed/);
      guide.message(card);
      await guide.refused(card, 'give_up', GRACE, /Only the one who asked/);
      const id = [...guide.jogg.projects.keys()].at(-1) ?? '';
      await guide.jogg.deliver(id);
      const likely = await guide.card('Lost', /Jogg has a video that may be this one/);
      guide.say('Jogg’s webhook names a video that may be it; Ada presses “Look again”:');
      await guide.press(likely, 'look_again');
      const offer = await guide.told(ADA, MARKETING, /may be the one you asked for/, card.ts);
      guide.message(offer);
      await guide.press(offer, 'take_likely');
      await guide.jogg.finish(id);
      await guide.card('Lost', /Ready/, MARKETING);
      guide.say('She takes it, and it arrives.');
      guide.check(guide.paid() === paid + 1, `there were ${guide.paid() - paid} paid requests`);
    },
  },
  {
    title: 'The app may not post there: nothing is paid, a direct message says how to mend it',
    async run(guide) {
      const paid = guide.paid();
      const form = await openForm(guide, 'For the sales team', { channel: SALES });
      await form.submit({ video_name: 'For sales' });
      const told = await guide.until('there was no direct message', () =>
        guide.slack.messages(ADA_AND_APP).find((each) => each.blocks?.[0]?.block_id === 'direct'),
      );
      guide.message(told);
      guide.check(guide.paid() === paid, 'something was paid');
      guide.check(/\/invite @Jogg/.test(guide.textOf(told)), 'it does not say how to mend it');
      await guide.press(told, 'make_here', ADA, ADA_AND_APP);
      const card = await guide.card('For sales', /Ready/, ADA_AND_APP);
      await guide.reply(ADA_AND_APP, card.ts, /is ready/);
      guide.say('“Make it here”, in the direct message:');
      guide.thread(ADA_AND_APP, card.ts);
    },
  },
];

/** What the app posted as this card and edited it to, in order. */
function versionsOf(guide: Guide, card: Message): Message[] {
  return guide.slack.log
    .filter(({ answer }) => answer?.['ok'] === true)
    .filter(
      ({ method, arguments: given, answer }) =>
        (method === 'chat.postMessage' && answer?.['ts'] === card.ts) ||
        (method === 'chat.update' && given['ts'] === card.ts),
    )
    .map(({ arguments: given }) => ({
      ...card,
      text: String(given['text']),
      blocks: (given['blocks'] ?? []) as NonNullable<Message['blocks']>,
    }));
}
