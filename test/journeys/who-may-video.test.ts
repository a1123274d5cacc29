import { describe, expect, it } from 'vitest';
import {
  ADA,
  GONE,
  GRACE,
  ORGANISATION,
  PARTNER_TEAM,
  PARTNERS,
  SIBLING_TEAM,
  SIBYL,
  TEAM,
  VISITOR,
} from '../../sandbox/slack/seed.ts';
import { bodyOf, pressOf, reactionTo, type Sender } from '../support/hand-payloads.ts';
import { kindOf, onStage, type Stage, until } from '../support/stage.ts';

const OURS = [TEAM.id, ORGANISATION] as const;
const SIBLING = [SIBLING_TEAM, ORGANISATION] as const;
const at = (user: string, home: string, team: Sender['team'], enterprise?: string): Sender => ({
  user,
  home,
  team,
  ...(enterprise ? { enterprise } : {}),
});

/** What each action on a video answers, from the first words of the sentence or the form. */
const ACTIONS = [
  'remix_script',
  'share',
  'retry_there',
  'ask_again',
  'look_again',
  'cancel',
  'list_older',
] as const;
const FORM = 'form';
const NOT_FAILED = 'This video did';
const SETTLED = 'This is settled';
const NOTHING = 'There is nothing';
const LIST = 'You have not';
const OTHERS = 'Only the one';
const GUESTS = 'Guests of another';
const GONE_TEXT = 'This account is';

/** Allowed: the video is finished, so that nothing but a form is left to do with it. */
const REQUESTER = [FORM, FORM, NOT_FAILED, SETTLED, SETTLED, NOTHING, 'Your videos 1–1'];
const COLLEAGUE = [FORM, FORM, OTHERS, OTHERS, OTHERS, OTHERS, LIST];
const GUEST = [GUESTS, GUESTS, GUESTS, GUESTS, GUESTS, GUESTS, LIST];
/** Their own video obeys them, but they pay for none and show none elsewhere. */
const GUEST_REQUESTER = [GUESTS, GUESTS, GUESTS, GUESTS, SETTLED, NOTHING, 'Your videos 1–1'];
/** Slack is asked about the account where money is asked for. */
const DEACTIVATED = [FORM, FORM, GONE_TEXT, GONE_TEXT, OTHERS, OTHERS, LIST];

const TABLE: readonly (readonly [string, boolean, Sender, readonly string[]])[] = [
  ['the requester', false, at(ADA, TEAM.id, [TEAM.id]), REQUESTER],
  ['the requester, where a partner hosts', false, at(ADA, TEAM.id, [PARTNER_TEAM]), REQUESTER],
  [
    'the requester, through a sibling of a new organisation',
    false,
    at(ADA, SIBLING_TEAM, OURS, ORGANISATION),
    REQUESTER,
  ],
  ['the requester, named a guest', false, at(ADA, 'T0ELSEWHER', ['T0ELSEWHER']), GUEST_REQUESTER],
  ['a colleague', false, at(GRACE, TEAM.id, [TEAM.id]), COLLEAGUE],
  ['a colleague, where a partner hosts', false, at(GRACE, TEAM.id, [PARTNER_TEAM]), COLLEAGUE],
  ['a guest, where we host', false, at(VISITOR, PARTNER_TEAM, [TEAM.id]), GUEST],
  ['a guest, where they host', false, at(VISITOR, PARTNER_TEAM, [PARTNER_TEAM]), GUEST],
  ['somebody deactivated', false, at(GONE, TEAM.id, [TEAM.id]), DEACTIVATED],
  ['the requester of Grid', true, at(ADA, TEAM.id, OURS, ORGANISATION), REQUESTER],
  ['the requester, by a sibling', true, at(ADA, SIBLING_TEAM, OURS, ORGANISATION), REQUESTER],
  ['the requester, in a sibling', true, at(ADA, SIBLING_TEAM, SIBLING, ORGANISATION), REQUESTER],
  [
    'the requester, org-wide',
    true,
    { ...at(ADA, SIBLING_TEAM, null, ORGANISATION), orgWide: true },
    REQUESTER,
  ],
  ['a sibling’s member', true, at(SIBYL, SIBLING_TEAM, SIBLING, ORGANISATION), COLLEAGUE],
  ['a sibling’s member, through us', true, at(SIBYL, SIBLING_TEAM, OURS, ORGANISATION), COLLEAGUE],
  ['a guest of Grid, through us', true, at(VISITOR, PARTNER_TEAM, OURS, ORGANISATION), GUEST],
  ['a guest of Grid', true, at(VISITOR, 'E0PARTNER1', [PARTNER_TEAM, 'E0PARTNER1']), GUEST],
];

/** A stage with a finished video of Ada's in the partners' channel. */
async function finished(atEnd: (end: () => Promise<void>) => void, grid: boolean) {
  const stage = await onStage({ atEnd, webhook: false, slack: { grid } });
  await until(() => stage.lines.some(({ event }) => event === 'catalogue_refreshed'));
  await stage.make({}, { channel: PARTNERS });
  await stage.reply('result', PARTNERS);
  await until(() => stage.lines.some(({ fields }) => fields['to'] === 'delivered'));
  const card = stage.slack.messages(PARTNERS).find((each) => kindOf(each) === 'card');
  return { stage, id: String(card?.metadata?.event_payload['video_id']) };
}

const press = async (stage: Stage, sender: Sender, action: string, value: string) => {
  const said = await reactionTo(
    stage,
    bodyOf(stage, sender, pressOf({ action_id: action, value })),
  );
  const words = said.replace(/^\w+: /, '');
  return /^form /.test(said) ? FORM : words.split(/\s+/).slice(0, 3).join(' ');
};

describe.concurrent('who may do what with a video', () => {
  it('every action of everybody, in a plain workspace and in one of an organisation', async ({
    onTestFinished: atEnd,
  }) => {
    const [plain, grid] = await Promise.all([finished(atEnd, false), finished(atEnd, true)]);
    const seen: Record<string, readonly string[]> = {};
    for (const [name, inGrid, sender] of TABLE) {
      const { stage, id } = inGrid ? grid : plain;
      const answers: string[] = [];
      for (const action of ACTIONS) {
        const counted = ['ask_again', 'look_again', 'cancel'].includes(action);
        const value = action === 'list_older' ? '0' : counted ? `${id}:1` : id;
        answers.push(await press(stage, sender, action, value));
      }
      seen[name] = answers;
    }
    expect(seen).toEqual(Object.fromEntries(TABLE.map(([name, , , answers]) => [name, answers])));
    expect([plain.stage.paid().length, grid.stage.paid().length]).toEqual([1, 1]);
  });

  it('a failed video is made again for its requester, and for nobody of another organisation', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    await until(() => stage.lines.some(({ event }) => event === 'catalogue_refreshed'));
    await stage.make({ script: '[fail] no' }, { channel: PARTNERS });
    const card = await stage.card(PARTNERS);
    const id = String(card.metadata?.event_payload['video_id']);
    await until(() => stage.lines.some(({ fields }) => fields['to'] === 'failed'));
    const visitor = at(VISITOR, PARTNER_TEAM, [TEAM.id]);
    const refused = [];
    for (const action of ['retry', 'retry_there', 'make_here'])
      refused.push(await press(stage, visitor, action, id));
    const partners = at(ADA, TEAM.id, [PARTNER_TEAM]);
    expect([refused, await press(stage, partners, 'make_here', id)]).toEqual([
      [GUESTS, GUESTS, GUESTS],
      'On it: a',
    ]);
    await until(() => stage.paid().length === 2);
  });
});
