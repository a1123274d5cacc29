import { ACTIONS, ACTORS, can } from '../../src/domain/access.ts';
import { CONVERSATION_KINDS } from '../../src/domain/conversation.ts';
import * as seed from '../slack/seed.ts';
import { type Steps, videoIn } from './guide.ts';

const { APP, GENERAL, GONE, GRACE, LEADERSHIP, LINUS, MARKETING, PARTNERS, VISITOR } = seed;
const EVIL_NAME = '<!channel> <https://evil.example|jogg.ai> \u202Egpj.exe';
const EVIL_SCRIPT = 'Hello <@U0GRACE001> & <!here>, *pay* \u202Eat <https://evil.example|jogg.ai>';
const SHORT: Readonly<Record<string, string>> = {
  'public/private/direct': 'yes',
  'public/private/–': 'not direct',
  'public/–/–': 'public',
  '–/–/–': '–',
};

/** Who may do what, and text that is only text. */
export const SAFE: Steps = {
  'Who may do what: actor by action, in public, private and direct messages': async (g) => {
    const row = (cells: readonly string[]) =>
      g.show(
        cells
          .map((each) => each.padEnd(15))
          .join('')
          .trimEnd(),
      );
    const places = (actor: (typeof ACTORS)[number], action: (typeof ACTIONS)[number]) =>
      CONVERSATION_KINDS.map((kind) => (can(actor, action, kind) === 'yes' ? kind : '–')).join('/');
    row(['', ...ACTIONS]);
    for (const actor of ACTORS) {
      const cells = ACTIONS.map((action) => places(actor, action));
      row([actor, ...cells.map((each) => SHORT[each] ?? each)]);
    }
    const allowed = (actor: (typeof ACTORS)[number]) =>
      ACTIONS.filter((action) => places(actor, action) !== '–/–/–').join();
    g.check(allowed('requester') === ACTIONS.join(), 'the requester can not do all');
    g.check(allowed('guest') === 'view', 'a guest can do more than watch');
    g.check(!allowed('other channel') && !allowed('deactivated'), 'an outsider can do something');
  },
  'Others in the channel: they can remix, but not retry, nor share what is private': async (g) => {
    await g.refused(await g.card('Hopeless', /Failed/), 'retry', GRACE, /Only the one who asked/);
    const secret = await g.card('See-through', /./, LEADERSHIP);
    await g.refused(secret, 'share', LINUS, /Only the one who asked/, LEADERSHIP);
    const card = await g.card('Spring sale', /\[Again\]/);
    await g.press(card, 'remix_again', GRACE);
    const form = await g.modal(GRACE, /Filled in from the earlier video/);
    g.say('Grace presses Again on Ada’s video in #marketing: the form opens, for her to pay.');
    await g.driver.close({ viewId: form.id });
    const gone = await g.press(card, 'remix_again', GONE).catch(({ name }: Error) => name);
    g.check(gone === 'Refusal', 'somebody deactivated could press a button');
    g.say('Gustav, deactivated: Slack lets nobody press anything from there.');
  },
  'Text from people is only text: no ping, no false link, nothing turned around': async (g) => {
    await g.order({ script: EVIL_SCRIPT, video_name: EVIL_NAME }, { channel: PARTNERS });
    const card = await g.card('evil.example', /\[Share\]/, PARTNERS);
    const spelt = (text: string) => text.replace('\u202E', '(turn around)');
    g.say(`The name: ${spelt(EVIL_NAME)}`);
    g.say(`The script: ${spelt(EVIL_SCRIPT)}`);
    g.thread(PARTNERS, card.ts);
    const sent = g.slack.log
      .map(({ arguments: given }) => given)
      .filter((given) => JSON.stringify(given).includes('evil.example'));
    g.check(sent.length >= 2, 'nothing was sent');
    for (const { text, initial_comment: comment, blocks } of sent) {
      const markup = `${String(text ?? '')}${String(comment ?? '')}`;
      const shown = JSON.stringify(blocks ?? []);
      g.check(!/<!|<https:\/\/evil|<@U0GRACE/.test(markup), `markup of a person: ${markup}`);
      g.check(!/\u202E/.test(markup + shown), 'the text is turned around');
      g.check(!/"mrkdwn"/.test(shown), 'a person’s text as mrkdwn');
      g.check(!/"(?:url|user_id)":"[^"]*(evil|GRACE)/.test(shown), 'a link of a person’s making');
    }
  },
  'A guest of another organisation watches, and does nothing else': async (g) => {
    const card = await g.card('evil.example', /./, PARTNERS);
    for (const action of ['remix_script', 'share'])
      await g.refused(card, action, VISITOR, /Guests of another organisation/, PARTNERS);
  },
  'Ids in buttons are pointers only: a video of another channel shows nothing of itself': async (
    g,
  ) => {
    const secret = videoIn(await g.card('See-through', /./, LEADERSHIP));
    const open = await g.card('Spring sale', /\[Again\]/);
    const before = JSON.stringify(open.blocks);
    const carried = before.replaceAll(`"${videoIn(open)}"`, `"${secret}"`);
    g.check(carried.includes(secret), 'the id could not be carried over');
    open.blocks = JSON.parse(carried);
    g.say('Grace presses buttons in #marketing that name a video of #leadership:');
    for (const action of ['remix_script', 'share'])
      await g.refused(open, action, GRACE, /belongs to another channel/);
    open.blocks = JSON.parse(before);
    const leaked = [MARKETING, GENERAL]
      .flatMap((each) => g.slack.messages(each))
      .filter((each) => JSON.stringify(each).includes('See-through'));
    g.check(
      leaked.every((each) => each.for === seed.ADA || each.user !== APP.botUser),
      'the title of another channel’s video was shown',
    );
  },
};
