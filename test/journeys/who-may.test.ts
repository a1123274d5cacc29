import { describe, expect } from 'vitest';
import {
  ADA,
  GONE,
  GRACE,
  MARKETING,
  ORGANISATION,
  PARTNER_TEAM,
  PARTNERS,
  SIBLING_TEAM,
  SIBYL,
  TEAM,
  VISITOR,
} from '../../sandbox/slack/seed.ts';
import { bodyOf, homePressOf, pressOf, reactionTo, type Sender } from '../support/hand-payloads.ts';
import { journey } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

/** In a workspace of no organisation, and in one of Enterprise Grid. */
const it = journey({ webhook: false });
const inGrid = journey({ webhook: false, slack: { grid: true } });

const OWN = [TEAM.id] as const;
const OURS = [TEAM.id, ORGANISATION] as const;
const THEIRS = [PARTNER_TEAM] as const;
const OTHER_ORG = 'E0PARTNER1';

const ONLY = 'Only members of the workspace that installed this app can make videos with it.';
const OVER = 'This account is not active in this workspace any more.';
const FORM = 'form create_video';

/** What each door and the submission answer. */
type Doors = Readonly<Record<string, string>>;
const EVERY: Doors = {
  submission: 'closed',
  home: FORM,
  thread: FORM,
  shortcut: FORM,
  message: FORM,
};
const NONE: Doors = {
  submission: `under the script: ${ONLY}`,
  home: `notice: ${ONLY}`,
  thread: `ephemeral: ${ONLY}`,
  shortcut: `notice: ${ONLY}`,
  message: `ephemeral: ${ONLY}`,
};
/** Who is in no channel is told in a modal. */
const IN_NO_CHANNEL: Doors = { ...NONE, thread: `notice: ${ONLY}`, message: `notice: ${ONLY}` };
/** Slack lets no deactivated account press anything: it is known where money is asked for. */
const NO_MONEY: Doors = { ...EVERY, submission: `under the script: ${OVER}` };

const who = (
  user: string,
  home: string | undefined,
  team: Sender['team'],
  enterprise?: string,
): Sender => ({ user, home, team, orgWide: team === null, ...(enterprise ? { enterprise } : {}) });

/** Every standing, and every place of a payload that says whose account it is. */
const PLAIN: Readonly<Record<string, readonly [Sender, Doors]>> = {
  'a member': [who(GRACE, TEAM.id, OWN), EVERY],
  'a member, where a partner hosts': [who(GRACE, TEAM.id, THEIRS), EVERY],
  'a member whose workspace is left out': [who(GRACE, undefined, null), EVERY],
  'a member of an organisation that is new': [who(GRACE, SIBLING_TEAM, OURS, ORGANISATION), EVERY],
  'a guest, where we host': [who(VISITOR, PARTNER_TEAM, OWN), NONE],
  'a guest of an organisation': [
    who(VISITOR, PARTNER_TEAM, [PARTNER_TEAM, OTHER_ORG], OTHER_ORG),
    NONE,
  ],
  'a guest, org-wide': [who(VISITOR, PARTNER_TEAM, null, OTHER_ORG), NONE],
  'a guest whom Slack does not know': [who('U0NOBODY01', PARTNER_TEAM, OWN), IN_NO_CHANNEL],
  'a deactivated member': [who(GONE, TEAM.id, OWN), NO_MONEY],
};
const GRID: typeof PLAIN = {
  'a member': [who(GRACE, TEAM.id, OURS, ORGANISATION), EVERY],
  'a sibling’s member': [who(SIBYL, SIBLING_TEAM, OURS, ORGANISATION), EVERY],
  'a sibling’s member, org-wide': [who(SIBYL, SIBLING_TEAM, null, ORGANISATION), EVERY],
  'a sibling’s member, where a partner hosts': [who(SIBYL, SIBLING_TEAM, THEIRS), EVERY],
  'a guest, through us': [who(VISITOR, PARTNER_TEAM, OURS, ORGANISATION), NONE],
  'a guest named by the organisation': [who(VISITOR, OTHER_ORG, OURS, ORGANISATION), NONE],
};

async function doorsOf(stage: Stage, form: object, sender: Sender, id: string): Promise<Doors> {
  const ask = (more: object) => reactionTo(stage, bodyOf(stage, sender, more));
  const message = { type: 'message', text: 'Hello', ts: '1700000001.000100', user: ADA };
  return {
    submission: await ask({ type: 'view_submission', view: { ...form, id }, response_urls: [] }),
    home: await ask(homePressOf('home_make')),
    thread: await ask(pressOf({ action_id: 'make_in_thread', value: message.ts })),
    shortcut: await ask({ type: 'shortcut', callback_id: 'make_video', action_ts: '1.1' }),
    message: await ask({
      type: 'message_action',
      callback_id: 'make_video_from_message',
      action_ts: '1.1',
      message_ts: message.ts,
      message,
      channel: { id: PARTNERS, name: 'partners' },
    }),
  };
}

describe.concurrent('who may make a video: every door and the submission', () => {
  for (const [where, its, table] of [
    ['a workspace of no organisation', it, PLAIN],
    ['a workspace of an organisation', inGrid, GRID],
  ] as const)
    its(`in ${where}`, async ({ stage }) => {
      const { delivery } = await stage.make({}, { channel: PARTNERS });
      const form = delivery?.payload['view'] as object;
      const seen: Record<string, readonly [Sender, Doors]> = {};
      for (const [name, [sender]] of Object.entries(table)) {
        const id = `V0TABLE${Object.keys(seen).length}`;
        seen[name] = [sender, await doorsOf(stage, form, sender, id)];
      }
      expect(seen).toEqual(table);
      const accepted = Object.values(seen).filter(([, doors]) => doors['submission'] === 'closed');
      await until(() => stage.paid().length === accepted.length + 1);
    });
});

const ACTIONS = [
  'remix_script',
  'share',
  'retry_there',
  'ask_again',
  'look_again',
  'cancel',
  'list_older',
] as const;
const [NOT_FAILED, SETTLED, NOTHING] = ['This video did', 'This is settled', 'There is nothing'];
const [LIST, NO_LIST] = ['Your videos 1–1', 'You have not'];
const [OTHERS, GUESTS, OVER_TOO] = ['Only the one', 'Guests of another', 'This account is'];

/** What each action on a finished video of Ada's answers, by its first words. */
const ANSWERS: readonly (readonly [string, Sender, readonly string[]])[] = [
  [
    'the requester, where a partner hosts',
    who(ADA, TEAM.id, THEIRS),
    ['form', 'form', NOT_FAILED, SETTLED, SETTLED, NOTHING, LIST],
  ],
  // Their own video obeys them, but they pay for none and show none elsewhere.
  [
    'the requester, named a guest',
    who(ADA, 'T0ELSEWHER', ['T0ELSEWHER']),
    [GUESTS, GUESTS, GUESTS, GUESTS, SETTLED, NOTHING, LIST],
  ],
  [
    'a colleague',
    who(GRACE, TEAM.id, OWN),
    ['form', 'form', OTHERS, OTHERS, OTHERS, OTHERS, NO_LIST],
  ],
  [
    'a guest, where they host',
    who(VISITOR, PARTNER_TEAM, THEIRS),
    [GUESTS, GUESTS, GUESTS, GUESTS, GUESTS, GUESTS, NO_LIST],
  ],
  // Slack is asked about the account where money is asked for.
  [
    'somebody deactivated',
    who(GONE, TEAM.id, OWN),
    ['form', 'form', OVER_TOO, OVER_TOO, OTHERS, OTHERS, NO_LIST],
  ],
];

async function press(stage: Stage, sender: Sender, action_id: string, id: string) {
  const counted = ['ask_again', 'look_again', 'cancel'].includes(action_id);
  const value = action_id === 'list_older' ? '0' : counted ? `${id}:1` : id;
  const said = await reactionTo(stage, bodyOf(stage, sender, pressOf({ action_id, value })));
  const words = said.replace(/^\w+: /, '').split(/\s+/);
  return said.startsWith('form ') ? 'form' : words.slice(0, 3).join(' ');
}

describe.concurrent('who may do what with a video', () => {
  it('every action of everybody', async ({ stage }) => {
    await stage.make({}, { channel: PARTNERS });
    await stage.reply('result', PARTNERS);
    await stage.moved('delivered');
    const { metadata } = await stage.card(PARTNERS);
    const id = String(metadata?.event_payload['video_id']);
    const seen: [string, Sender, string[]][] = [];
    for (const [name, sender] of ANSWERS) {
      const answers: string[] = [];
      for (const action of ACTIONS) answers.push(await press(stage, sender, action, id));
      seen.push([name, sender, answers]);
    }
    expect(seen).toEqual(ANSWERS);
    expect(stage.paid().length).toBe(1);
  });

  it('a failed one is made again for its requester, and for no guest', async ({ stage }) => {
    await stage.make({ script: '[fail] no' }, { channel: PARTNERS });
    const { metadata } = await stage.card(PARTNERS);
    const id = String(metadata?.event_payload['video_id']);
    await stage.moved('failed');
    const said: string[] = [];
    for (const action of ['retry', 'retry_there', 'make_here'])
      said.push(await press(stage, who(VISITOR, PARTNER_TEAM, OWN), action, id));
    said.push(await press(stage, who(ADA, TEAM.id, THEIRS), 'make_here', id));
    expect(said).toEqual([GUESTS, GUESTS, GUESTS, 'On it: a']);
    await until(() => stage.paid().length === 2);
  });
});

const mention = (at: number, user: string, event: object, more: object = {}) => ({
  type: 'event_callback',
  token: 'x',
  api_app_id: 'A0JOGGAPP1',
  event_id: `Ev${at}`,
  event_time: 1,
  team_id: TEAM.id,
  is_ext_shared_channel: true,
  authorizations: [{ enterprise_id: null, team_id: TEAM.id, user_id: 'U0JOGGBOT1', is_bot: true }],
  event: {
    type: 'app_mention',
    text: '<@U0JOGGBOT1> hi',
    channel: PARTNERS,
    ts: `17000000${at + 10}.000100`,
    event_ts: `17000000${at + 10}.000100`,
    user,
    ...event,
  },
  ...more,
});
const theirs = { team_id: PARTNER_TEAM };
const ofOrganisation = { ...theirs, enterprise_id: OTHER_ORG };
const userTeam = { team: PARTNER_TEAM, user_team: TEAM.id, source_team: TEAM.id };

describe.concurrent('a mention and a command', () => {
  it.for([
    ['a member, where they host', ADA, { team: TEAM.id }, theirs, true],
    ['a member, where an organisation hosts', ADA, userTeam, ofOrganisation, true],
    ['a member, without a word on the workspace', ADA, {}, {}, true],
    ['a guest, where we host', VISITOR, { team: PARTNER_TEAM }, {}, false],
    ['a guest by organisation', VISITOR, { team: TEAM.id, user_team: OTHER_ORG }, {}, false],
    ['a guest, without a word on the workspace', VISITOR, {}, theirs, false],
  ] as const)(
    'offers a form to %s or says why not',
    async ([, user, event, more, can], { stage }) => {
      const said = await reactionTo(stage, mention(1, user, event, more), 'events_api');
      expect(said === `ephemeral: ${ONLY}`).toBe(!can);
    },
  );

  const command = (stage: Stage, user: string, more: object) =>
    reactionTo(
      stage,
      {
        command: '/jogg',
        text: '',
        user_id: user,
        channel_id: MARKETING,
        channel_name: 'marketing',
        api_app_id: 'A0JOGGAPP1',
        trigger_id: stage.driver.trigger(user),
        ...more,
      },
      'slash_commands',
    );

  it('open it behind a command for members, and tell guests why not', async ({ stage }) => {
    expect([
      await command(stage, ADA, { team_id: TEAM.id }),
      await command(stage, VISITOR, theirs),
      await command(stage, VISITOR, ofOrganisation),
      await command(stage, VISITOR, { ...theirs, text: 'refresh' }),
    ]).toEqual([FORM, `answer: ${ONLY}`, `answer: ${ONLY}`, `answer: ${ONLY}`]);
  });

  inGrid('offer a form to a sibling’s member', async ({ stage }) => {
    const siblings = { team_id: SIBLING_TEAM, enterprise_id: ORGANISATION };
    const said = await reactionTo(
      stage,
      mention(1, SIBYL, { team: SIBLING_TEAM }, siblings),
      'events_api',
    );
    expect(said).not.toContain(ONLY);
    expect(await command(stage, SIBYL, siblings)).toBe(FORM);
  });
});
