import { ADA, GENERAL, GRACE, MARKETING, PARTNERS, SALES, VISITOR } from '../slack/seed.ts';
import type { Message } from '../slack/world.ts';
import { SCRIPT } from './form-steps.ts';
import type { Steps } from './guide.ts';

/** The options of the menu "Remix", and the field that each opens. */
const REMIX_PARTS = [
  ['script', 'Edit script', /^Script$/],
  ['avatar', 'Change avatar', /^Avatar$/],
  ['voice', 'Change voice', /^Voice$/],
  ['shape', 'Change shape', /^Shape$/],
] as const;

/** The card, the video, and the actions on a finished one. */
export const RESULT_STEPS: Steps = {
  'The card in each of its states, edited in place': async (g) => {
    await g.order({ script: SCRIPT, video_name: 'Spring sale' });
    await g.card('Spring sale', /Just started/);
    const card = await g.card('Spring sale', /\[Share\]/);
    const versions = g.slack.log.flatMap(({ method, arguments: { blocks, ts }, answer }) => {
      const isPost = method === 'chat.postMessage' && answer?.['ts'] === card.ts;
      const isEdit = method === 'chat.update' && answer?.['ok'] === true && ts === card.ts;
      return isPost || isEdit ? [{ ...card, blocks: blocks as Message['blocks'] & object }] : [];
    });
    const all = versions.map((version, at) => {
      g.say(at === 0 ? 'As it was posted:' : 'Then edited:');
      return g.message(version);
    });
    const states = /Waiting[\s\S]*In progress[\s\S]*Ready[\s\S]*\[image Cover of the AI-generated/;
    g.check(states.test(all.join('\n')), 'the card did not show each of its states');
  },
  'The video in the thread: a file that plays, and one mention of its requester': async (g) => {
    const card = await g.card('Spring sale', /Ready/);
    const reply = await g.reply(MARKETING, card.ts, /@Ada Lovelace, your video is ready/);
    g.message(reply);
    const answer = await fetch(reply.files?.[0]?.url_private ?? '');
    const { byteLength } = await answer.arrayBuffer();
    g.say(`The file: ${answer.headers.get('content-type')}, ${byteLength} bytes.`);
  },
  'Remix: one menu; each part opens a prefilled form, linked to the original': async (g) => {
    const card = await g.card('Spring sale', /\[Remix ▾\]/);
    for (const [part, label, field] of REMIX_PARTS) {
      await g.remix(card, part);
      const form = await g.form();
      g.say(`${label}:`);
      form.show(field, 2, /Our spring sale begins/, /This makes a new video/);
      await form.close();
    }
    await g.remix(card, 'again');
    g.say('Again:');
    const question = await g.modal(ADA, /costs \d+ credit/);
    g.view(question);
    await g.driver.close({ viewId: question.id });
    await g.remix(card, 'script');
    await (await g.form()).submit({ video_name: 'Spring sale again' });
    g.say('The card of the new video:');
    g.message(await g.card('Spring sale again', /\[Share\]/), /Remix of “Spring sale”/);
  },
  'Share: the playable video in another channel, never the script': async (g) => {
    const card = await g.card('Spring sale again', /\[Share\]/);
    const [file] = (await g.reply(MARKETING, card.ts, /is ready/)).files ?? [];
    await g.until('the app never looked up the file', () =>
      g.slack.log.some(
        ({ method, arguments: { file: id } }) => method === 'files.info' && id === file?.id,
      ),
    );
    await g.press(card, 'share');
    g.view(await g.modal(ADA, /Where to share it/));
    const form = await g.form();
    g.say('Ada names a channel that the app is not in:');
    await form.rejects({ conversation: SALES }, 'conversation', /\/invite/);
    await form.submit({ conversation: GENERAL });
    const shared = await g.until('nothing was shared', () =>
      g.slack.messages(GENERAL).find((each) => each.blocks?.[0]?.block_id === 'share'),
    );
    g.say('In #general:');
    g.check(!g.message(shared, /\[file /).includes(SCRIPT), 'the script was shown elsewhere');
  },
  'A failed render: why, what to do, the script, and what trying again costs': async (g) => {
    await g.order({ script: '[fail: too noisy] Words worth keeping', video_name: 'Hopeless' });
    const card = await g.card('Hopeless', /Failed/);
    g.message(card);
    g.say('In its thread:');
    g.message(await g.reply(MARKETING, card.ts, /couldn’t render/), /Words worth keeping/);
    await g.press(card, 'retry');
    const form = await g.form();
    g.say('Try again:');
    form.show(/── Make/, 4, /may cost a second time/);
    await form.submit({ script: 'Better words', video_name: 'Second try' });
    g.message(await g.card('Second try', /Ready/), /New try of “Hopeless”/);
  },
  'Jogg’s answer is lost: nobody pays twice, and the requester decides': async (g) => {
    const before = g.paidRequests().length;
    g.jogg.outcome({ lostAnswer: true, renderMs: 60_000, match: /^Into the dark/ });
    await g.order({ script: 'Into the dark', video_name: 'Lost' });
    const card = await g.card('Lost', /Unconfirmed/);
    g.message(card);
    await g.denied(card, 'give_up', GRACE, /Only .*, who made this video/);
    const id = [...g.jogg.projects.keys()].at(-1) ?? '';
    await g.jogg.deliver(id);
    g.say('Jogg’s webhook names a video that may be it; Ada presses “Check again”:');
    await g.press(await g.card('Lost', /We found a video at Jogg/), 'look_again');
    const offer = await g.ephemeral(ADA, MARKETING, /Is this your video at Jogg/, card.ts);
    g.message(offer);
    await g.press(offer, 'take_likely');
    await g.jogg.finish(id);
    await g.card('Lost', /Ready/);
    g.say('She takes it, and it arrives.');
    const count = g.paidRequests().length - before;
    g.check(count === 1, `there were ${count} paid requests`);
  },
};

const EVIL_NAME = '<!channel> <https://evil.example|jogg.ai> \u202Egpj.exe';
const EVIL_SCRIPT = 'Hello <@U0GRACE001> & <!here>, *pay* \u202Eat <https://evil.example|jogg.ai>';

/** Access, and text from people that must stay text. */
export const SAFETY_STEPS: Steps = {
  'Text from people is only text: no ping, no false link, nothing reversed': async (g) => {
    await g.order({ script: EVIL_SCRIPT, video_name: EVIL_NAME }, { channel: PARTNERS });
    const card = await g.card('evil.example', /\[Share\]/, PARTNERS);
    for (const text of [EVIL_NAME, EVIL_SCRIPT]) g.say(text.replace('\u202E', '(reversed)'));
    g.thread(PARTNERS, card.ts);
    for (const { arguments: given } of g.slack.log) {
      const { text, initial_comment: comment, blocks } = given;
      if (!JSON.stringify(given).includes('evil.example')) continue;
      const markup = `${String(text ?? '')}${String(comment ?? '')}`;
      const shown = JSON.stringify(blocks ?? []);
      g.check(!/<!|<https:\/\/evil|<@U0GRACE/.test(markup), `markup from a person: ${markup}`);
      g.check(!/\u202E/.test(markup + shown), 'the text is reversed');
      g.check(!/"mrkdwn"/.test(shown), 'a person’s text as mrkdwn');
      g.check(!/"(?:url|user_id)":"[^"]*(evil|GRACE)/.test(shown), 'a link from a person’s text');
    }
  },
  'A guest from another organization can watch, and do nothing else': async (g) => {
    const card = await g.card('evil.example', /./, PARTNERS);
    await g.denied(card, 'share', VISITOR, /Guests from another organization/, PARTNERS);
  },
};
