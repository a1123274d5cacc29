import { ACTIONS, ACTORS, CONVERSATION_KINDS, can } from '../../src/domain/access.ts';
import { Refusal } from '../slack/person/stage.ts';
import {
  ADA,
  APP,
  GENERAL,
  GONE,
  GRACE,
  LEADERSHIP,
  LINUS,
  MARKETING,
  PARTNERS,
  VISITOR,
} from '../slack/seed.ts';
import { order } from './form.ts';
import { type Step, videoIn } from './guide.ts';

const EVIL_NAME = '<!channel> <https://evil.example|jogg.ai> \u202Egpj.exe';
const EVIL_SCRIPT = 'Hello <@U0GRACE001> & <!here>, *pay* \u202Eat <https://evil.example|jogg.ai>';

/** Who may do what, and text that is only text. */
export const SAFE: readonly Step[] = [
  {
    title: 'Who may do what: actor by action, in public, private and direct messages',
    async run(guide) {
      guide.show(
        ['', ...ACTIONS]
          .map((each) => each.padEnd(15))
          .join('')
          .trimEnd(),
      );
      for (const actor of ACTORS) {
        const cells = ACTIONS.map((action) =>
          CONVERSATION_KINDS.map((place) =>
            can(actor, action, place) === 'yes' ? place : '–',
          ).join('/'),
        );
        const short = cells.map((each) => SHORT[each] ?? each);
        guide.show(
          [actor, ...short]
            .map((each) => each.padEnd(15))
            .join('')
            .trimEnd(),
        );
      }
      const allowed = (actor: (typeof ACTORS)[number]) =>
        ACTIONS.filter((action) =>
          CONVERSATION_KINDS.some((place) => can(actor, action, place) === 'yes'),
        );
      guide.check(allowed('requester').length === ACTIONS.length, 'the requester can not do all');
      guide.check(allowed('guest').join() === 'view', 'a guest can do more than watch');
      guide.check(allowed('other channel').length === 0, 'another channel can do something');
      guide.check(allowed('deactivated').length === 0, 'a deactivated account can do something');
    },
  },
  {
    title: 'Others in the channel: they can remix, but not retry, nor share what is private',
    async run(guide) {
      const hopeless = await guide.card('Hopeless', /Failed/);
      await guide.refused(hopeless, 'retry', GRACE, /Only the one who asked/);
      const secret = await guide.card('See-through', /./, LEADERSHIP);
      await guide.refused(secret, 'share', LINUS, /Only the one who asked/, LEADERSHIP);
      const card = await guide.card('Spring sale', /\[Again\]/);
      await guide.press(card, 'remix_again', GRACE);
      const form = await guide.modal(GRACE, /Filled in from the earlier video/);
      guide.say(
        'Grace presses Again on Ada’s video in #marketing: the form opens, for her to pay.',
      );
      await guide.driver.close({ viewId: form.id });
      const gone = await guide.press(card, 'remix_again', GONE).then(
        () => 'nothing',
        (error: unknown) => error,
      );
      guide.check(gone instanceof Refusal, 'somebody deactivated could press a button');
      guide.say('Gustav, deactivated: Slack lets nobody press anything from there.');
    },
  },
  {
    title: 'Text from people is only text: no ping, no false link, nothing turned around',
    async run(guide) {
      await order(guide, { script: EVIL_SCRIPT, video_name: EVIL_NAME }, { channel: PARTNERS });
      const card = await guide.card('evil.example', /\[Share\]/, PARTNERS);
      const spelt = (text: string) => text.replace('\u202E', '(turn around)');
      guide.say(`The name: ${spelt(EVIL_NAME)}`);
      guide.say(`The script: ${spelt(EVIL_SCRIPT)}`);
      guide.thread(PARTNERS, card.ts);
      const sent = guide.slack.log
        .filter(({ arguments: given }) => JSON.stringify(given).includes('evil.example'))
        .map(({ arguments: given }) => given);
      guide.check(sent.length >= 2, 'nothing was sent');
      for (const { text, initial_comment: comment, blocks } of sent) {
        const markup = `${String(text ?? '')}${String(comment ?? '')}`;
        guide.check(!/<!|<https:\/\/evil|<@U0GRACE/.test(markup), `markup of a person: ${markup}`);
        guide.check(!/\u202E/.test(JSON.stringify([markup, blocks])), 'the text is turned around');
        guide.check(!/"mrkdwn"/.test(JSON.stringify(blocks ?? [])), 'a person’s text as mrkdwn');
        const links = JSON.stringify(blocks ?? []).match(/"(?:url|user_id)":"[^"]*(evil|GRACE)/g);
        guide.check(!links, `a link of a person’s making: ${links}`);
      }
    },
  },
  {
    title: 'A guest of another organisation watches, and does nothing else',
    async run(guide) {
      const card = await guide.card('evil.example', /./, PARTNERS);
      for (const action of ['remix_script', 'share'])
        await guide.refused(card, action, VISITOR, /Guests of another organisation/, PARTNERS);
    },
  },
  {
    title: 'Ids in buttons are pointers only: a video of another channel shows nothing of itself',
    async run(guide) {
      const secret = videoIn(await guide.card('See-through', /./, LEADERSHIP));
      const open = await guide.card('Spring sale', /\[Again\]/);
      const carried = guide.slack.messages(MARKETING).find(({ ts }) => ts === open.ts);
      const blocks = JSON.stringify(open.blocks).replaceAll(`"${videoIn(open)}"`, `"${secret}"`);
      guide.check(blocks.includes(secret) && carried, 'the id could not be carried over');
      const before = open.blocks;
      if (carried) carried.blocks = JSON.parse(blocks);
      guide.say('Grace presses buttons in #marketing that name a video of #leadership:');
      for (const action of ['remix_script', 'share'])
        await guide.refused(open, action, GRACE, /belongs to another channel/);
      if (carried && before) carried.blocks = before;
      const seen = [MARKETING, GENERAL].flatMap((each) => guide.slack.messages(each));
      const leaked = seen.filter((each) => JSON.stringify(each).includes('See-through'));
      guide.check(
        leaked.every((each) => each.for === ADA || each.user !== APP.botUser),
        'the title of another channel’s video was shown',
      );
    },
  },
];

const SHORT: Readonly<Record<string, string>> = {
  'public/private/direct': 'yes',
  'public/private/–': 'not direct',
  'public/–/–': 'public',
  '–/–/–': '–',
};
