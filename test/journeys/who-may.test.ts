import { describe, expect } from 'vitest';
import {
  ADA,
  GONE,
  GRACE,
  MARKETING,
  ORGANIZATION,
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

/** In a workspace of no organization, and in one of Enterprise Grid. */
const it = journey({ webhook: false });
const inGrid = journey({ webhook: false, slack: { grid: true } });

const OWN = [TEAM.id] as const;
const OURS = [TEAM.id, ORGANIZATION] as const;
const THEIRS = [PARTNER_TEAM] as const;

const ONLY = 'Only members of the workspace that installed this app can make videos.';
const OVER = 'This account is no longer active in this workspace.';
const FORM = 'form create_video';

/** What each door and the submission answer. */
type Doors = Readonly<Record<string, string>>;
const NONE: Doors = {
  submission: `under the script: ${ONLY}`,
  home: `notice: ${ONLY}`,
  thread: `ephemeral: ${ONLY}`,
  shortcut: `notice: ${ONLY}`,
  message: `ephemeral: ${ONLY}`,
};
const EVERY: Doors = {
  submission: 'closed',
  home: FORM,
  thread: FORM,
  shortcut: FORM,
  message: FORM,
};
/** Who is in no channel is told in a modal. */
const IN_A_MODAL = `notice: ${ONLY}`;
const IN_NO_CHANNEL: Doors = { ...NONE, thread: IN_A_MODAL, message: IN_A_MODAL };
/** Slack lets no deactivated account press anything: it is known where money is asked for. */
const NO_MONEY: Doors = { ...EVERY, submission: `under the script: ${OVER}` };

const who = (
  user: string,
  home: string | undefined,
  team: Sender['team'],
  enterprise?: string,
): Sender => ({ user, home, team, orgWide: team === null, ...(enterprise ? { enterprise } : {}) });

/** Every standing; which ids of a payload say it: `listeners/signed`, `domain/standing`. */
const PLAIN: Readonly<Record<string, readonly [Sender, Doors]>> = {
  'a member': [who(GRACE, TEAM.id, THEIRS), EVERY],
  'a member whose workspace is left out': [who(GRACE, undefined, null), EVERY],
  'a guest': [who(VISITOR, PARTNER_TEAM, OWN), NONE],
  'a guest whom Slack does not know': [who('U0NOBODY01', PARTNER_TEAM, OWN), IN_NO_CHANNEL],
  'a deactivated member': [who(GONE, TEAM.id, OWN), NO_MONEY],
};
const GRID: typeof PLAIN = {
  'a sibling’s member': [who(SIBYL, SIBLING_TEAM, OURS, ORGANIZATION), EVERY],
  'a sibling’s member, org-wide': [who(SIBYL, SIBLING_TEAM, null, ORGANIZATION), EVERY],
  'a sibling’s member, where a partner hosts': [who(SIBYL, SIBLING_TEAM, THEIRS), EVERY],
  'a guest': [who(VISITOR, PARTNER_TEAM, OURS, ORGANIZATION), NONE],
};

async function doorsOf(stage: Stage, form: object, sender: Sender, id: string): Promise<Doors> {
  const ask = (more: object) => reactionTo(stage, bodyOf(stage, sender, more));
  const message = { type: 'message', text: 'Hello', ts: '1700000001.000100', user: ADA };
  const channel = { id: PARTNERS, name: 'partners' };
  const onMessage = { action_ts: '1.1', message_ts: message.ts, message, channel };
  const callback_id = 'make_video_from_message';
  return {
    submission: await ask({ type: 'view_submission', view: { ...form, id }, response_urls: [] }),
    home: await ask(homePressOf('home_make')),
    thread: await ask(pressOf({ action_id: 'make_in_thread', value: message.ts })),
    shortcut: await ask({ type: 'shortcut', callback_id: 'make_video', action_ts: '1.1' }),
    message: await ask({ type: 'message_action', callback_id, ...onMessage }),
  };
}

describe.concurrent('who may make a video: every door and the submission', () => {
  for (const [where, its, table] of [
    ['a workspace of no organization', it, PLAIN],
    ['a workspace of an organization', inGrid, GRID],
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

const ACTIONS =
  'transcript remix_script share retry_there ask_again look_again cancel list_older'.split(' ');
const [NOT_FAILED, SETTLED, NOTHING] = ['This video didn’t', 'This is already', 'Too late: this'];
const [LIST, NO_LIST] = ['Your videos 1–1', 'You haven’t made'];
/** In a modal, which mentions nobody. */
const UNNAMED = 'Only the person';
const [OTHERS, GUEST, GONE_TOO] = [
  'Only <@U0ADA00001>, who',
  'Guests from another',
  'This account is',
];

const REQUESTER = who(ADA, TEAM.id, THEIRS);
const AS_GUEST = who(ADA, 'T0ELSEWHER', ['T0ELSEWHER']);
const COLLEAGUE = who(GRACE, TEAM.id, OWN);
const VISITS = who(VISITOR, PARTNER_TEAM, THEIRS);
/** What each action on a finished video of Ada's answers, by its first words. */
const ANSWERS: readonly (readonly [Sender, ...string[]])[] = [
  [REQUESTER, 'form', 'form', 'form', NOT_FAILED, SETTLED, SETTLED, NOTHING, LIST],
  // Their own video obeys a guest, but they pay for none and show none elsewhere.
  [AS_GUEST, 'form', GUEST, GUEST, GUEST, GUEST, SETTLED, NOTHING, LIST],
  [COLLEAGUE, 'form', 'form', 'form', OTHERS, OTHERS, OTHERS, OTHERS, NO_LIST],
  [VISITS, 'form', GUEST, GUEST, GUEST, GUEST, GUEST, GUEST, NO_LIST],
  // Slack is asked about the account where money is asked for.
  [who(GONE, TEAM.id, OWN), 'form', 'form', 'form', GONE_TOO, GONE_TOO, UNNAMED, UNNAMED, NO_LIST],
];

async function press(stage: Stage, sender: Sender, action_id: string, id: string) {
  const counted = ['ask_again', 'look_again', 'cancel'].includes(action_id);
  const value = action_id === 'list_older' ? '0' : counted ? `${id}:1` : id;
  const said = await reactionTo(stage, bodyOf(stage, sender, pressOf({ action_id, value })));
  const words = said.replace(/^\w+: /, '').split(/\s+/);
  return said.startsWith('form ') ? 'form' : words.slice(0, 3).join(' ');
}

async function videoOf(stage: Stage, order: Record<string, string>, state: 'delivered' | 'failed') {
  await stage.make(order, { channel: PARTNERS });
  await stage.moved(state);
  const { metadata } = await stage.card(PARTNERS);
  return String(metadata?.event_payload['video_id']);
}

describe.concurrent('who may do what with a video', () => {
  it('every action of everybody', async ({ stage }) => {
    const id = await videoOf(stage, {}, 'delivered');
    const seen: [Sender, ...string[]][] = [];
    for (const [sender] of ANSWERS) {
      const answers: string[] = [];
      for (const action of ACTIONS) answers.push(await press(stage, sender, action, id));
      seen.push([sender, ...answers]);
    }
    expect([seen, stage.paid().length]).toEqual([ANSWERS, 1]);
  });

  it('a failed one is made again for its requester, and for no guest', async ({ stage }) => {
    const id = await videoOf(stage, { script: '[fail] no' }, 'failed');
    const said: string[] = [];
    for (const action of ['retry', 'retry_there', 'make_here'])
      said.push(await press(stage, VISITS, action, id));
    said.push(await press(stage, REQUESTER, 'make_here', id));
    expect(said).toEqual([GUEST, GUEST, GUEST, 'On it: a']);
    await until(() => stage.paid().length === 2);
  });
});

/** What a mention of the app and `/jogg` answer to somebody of that home. */
async function entries(stage: Stage, user: string, home: object, text = '') {
  const ts = `17000000${text.length + 10}.000100`;
  const bot = { enterprise_id: null, team_id: TEAM.id, user_id: 'U0JOGGBOT1', is_bot: true };
  const event = { type: 'app_mention', text: '<@U0JOGGBOT1> hi', channel: PARTNERS, user };
  const api_app_id = 'A0JOGGAPP1';
  const signed = { token: 'x', api_app_id, event_id: `Ev${ts}`, event_time: 1, ...home };
  const more = { is_ext_shared_channel: true, authorizations: [bot] };
  const mention = { type: 'event_callback', ...signed, ...more };
  const trigger_id = stage.driver.trigger(user);
  const place = { channel_id: MARKETING, channel_name: 'marketing', trigger_id };
  const command = { command: '/jogg', text, user_id: user, api_app_id, ...place, ...home };
  return [
    await reactionTo(stage, { ...mention, event: { ...event, ts, event_ts: ts } }, 'events_api'),
    await reactionTo(stage, command, 'slash_commands'),
  ];
}
const OFFER = expect.stringMatching(/^ephemeral: Make a video with these words\?/);

describe.concurrent('a mention and a command', () => {
  it('offer a form to a member and tell a guest why not', async ({ stage }) => {
    const guest = [`ephemeral: ${ONLY}`, `answer: ${ONLY}`];
    expect(await entries(stage, ADA, { team_id: TEAM.id })).toEqual([OFFER, FORM]);
    expect(await entries(stage, VISITOR, { team_id: PARTNER_TEAM }, 'refresh')).toEqual(guest);
  });

  inGrid('offer a form to a sibling’s member', async ({ stage }) => {
    const sibling = { team_id: SIBLING_TEAM, enterprise_id: ORGANIZATION };
    expect(await entries(stage, SIBYL, sibling)).toEqual([OFFER, FORM]);
  });
});
