import { describe, expect, it } from 'vitest';
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
import { onStage, type Stage, until } from '../support/stage.ts';

const OWN = [TEAM.id] as const;
const OURS = [TEAM.id, ORGANISATION] as const;
const SIBLING = [SIBLING_TEAM, ORGANISATION] as const;
const THEIRS = [PARTNER_TEAM] as const;
const ORGANISED = [PARTNER_TEAM, 'E0PARTNER1'] as const;

const ONLY = 'Only members of the workspace that installed this app can make videos with it.';
const OVER = 'This account is not active in this workspace any more.';

type Doors = Readonly<Record<string, string>>;
const EVERY: Doors = {
  submission: 'closed',
  home: 'form create_video',
  thread: 'form create_video',
  shortcut: 'form create_video',
  message: 'form create_video',
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
  orgWide = false,
): Sender => ({ user, home, team, ...(enterprise ? { enterprise } : {}), orgWide });

/** In a workspace of no organisation. */
const PLAIN: Readonly<Record<string, readonly [Sender, Doors]>> = {
  'a member': [who(GRACE, TEAM.id, OWN), EVERY],
  'a member, where a partner hosts': [who(GRACE, TEAM.id, ORGANISED, 'E0PARTNER1'), EVERY],
  'a member, where a plain partner hosts': [who(GRACE, TEAM.id, THEIRS), EVERY],
  'a member, org-wide': [who(GRACE, TEAM.id, null, ORGANISATION, true), EVERY],
  'a member whose workspace is left out': [who(GRACE, undefined, null), EVERY],
  'a member, org-wide, from a sibling': [who(GRACE, SIBLING_TEAM, null, ORGANISATION, true), EVERY],
  'a member of an organisation that is new': [who(GRACE, SIBLING_TEAM, OURS, ORGANISATION), EVERY],
  'a guest, where we host': [who(VISITOR, PARTNER_TEAM, OWN), NONE],
  'a guest, where they host': [who(VISITOR, PARTNER_TEAM, THEIRS), NONE],
  'a guest of an organisation': [who(VISITOR, PARTNER_TEAM, ORGANISED, 'E0PARTNER1'), NONE],
  'a guest named by the organisation': [who(VISITOR, 'E0PARTNER1', OWN), NONE],
  'a guest, org-wide': [who(VISITOR, PARTNER_TEAM, null, 'E0PARTNER1', true), NONE],
  'a guest whose workspace is left out': [who(VISITOR, undefined, OWN), NONE],
  'a guest whom Slack does not know': [who('U0NOBODY01', PARTNER_TEAM, OWN), IN_NO_CHANNEL],
  'a deactivated member': [who(GONE, TEAM.id, OWN), NO_MONEY],
};

/** In a workspace of Enterprise Grid. */
const GRID: Readonly<Record<string, readonly [Sender, Doors]>> = {
  'a member': [who(GRACE, TEAM.id, OURS, ORGANISATION), EVERY],
  'a member, org-wide': [who(GRACE, TEAM.id, null, ORGANISATION, true), EVERY],
  'a sibling’s member': [who(SIBYL, SIBLING_TEAM, SIBLING, ORGANISATION), EVERY],
  'a sibling’s member, through us': [who(SIBYL, SIBLING_TEAM, OURS, ORGANISATION), EVERY],
  'a sibling’s member, org-wide': [who(SIBYL, SIBLING_TEAM, null, ORGANISATION, true), EVERY],
  'a sibling’s member, where a partner hosts': [who(SIBYL, SIBLING_TEAM, THEIRS), EVERY],
  'a sibling’s member, by organisation': [who(SIBYL, ORGANISATION, OURS, ORGANISATION), EVERY],
  'a guest, through us': [who(VISITOR, PARTNER_TEAM, OURS, ORGANISATION), NONE],
  'a guest, where they host': [who(VISITOR, PARTNER_TEAM, THEIRS), NONE],
  'a guest of an organisation': [who(VISITOR, PARTNER_TEAM, ORGANISED, 'E0PARTNER1'), NONE],
  'a guest named by the organisation': [who(VISITOR, 'E0PARTNER1', OURS, ORGANISATION), NONE],
  'a guest whom Slack does not know': [who('U0NOBODY01', PARTNER_TEAM, THEIRS), IN_NO_CHANNEL],
  'a deactivated member': [who(GONE, TEAM.id, OURS, ORGANISATION), NO_MONEY],
};

/** A stage, and the payload of a form that was submitted on it. */
async function submitted(atEnd: (end: () => Promise<void>) => void, grid: boolean) {
  const stage = await onStage({ atEnd, webhook: false, slack: { grid } });
  await until(() => stage.lines.some(({ event }) => event === 'catalogue_refreshed'));
  const { delivery } = await stage.make({}, { channel: PARTNERS });
  return { stage, form: delivery?.payload ?? {} };
}

/** What each door and the submission answer; the order is that of `EVERY`. */
async function doorsOf(stage: Stage, form: Record<string, unknown>, sender: Sender, at: number) {
  const ask = (more: object) => reactionTo(stage, bodyOf(stage, sender, more));
  const view = { ...(form['view'] as object), id: `V0TABLE${at}` };
  const message = { type: 'message', text: 'Hello', ts: '1700000001.000100', user: ADA };
  const channel = { id: PARTNERS, name: 'partners' };
  return {
    submission: await ask({ type: 'view_submission', view, response_urls: [] }),
    home: await ask(homePressOf('home_make')),
    thread: await ask(pressOf({ action_id: 'make_in_thread', value: '1700000001.000100' })),
    shortcut: await ask({ type: 'shortcut', callback_id: 'make_video', action_ts: '1.1' }),
    message: await ask({
      type: 'message_action',
      callback_id: 'make_video_from_message',
      action_ts: '1.1',
      message_ts: message.ts,
      message,
      channel,
    }),
  };
}

describe.concurrent('who may make a video', () => {
  it.for([
    ['a workspace of no organisation', false, PLAIN],
    ['a workspace of an organisation', true, GRID],
  ] as const)(
    'in %s: every door and the submission, for everybody',
    async ([, grid, table], { expect: expects, onTestFinished }) => {
      const { stage, form } = await submitted(onTestFinished, grid);
      const seen: Record<string, Doors> = {};
      let paid = 1;
      for (const [name, [sender]] of Object.entries(table)) {
        const doors = await doorsOf(stage, form, sender, Object.keys(seen).length);
        seen[name] = doors;
        if (doors.submission === 'closed') paid += 1;
      }
      await until(() => stage.paid().length === paid);
      expects(seen).toEqual(
        Object.fromEntries(Object.entries(table).map(([name, [, doors]]) => [name, doors])),
      );
    },
  );
});

const MENTION = 'U0JOGGBOT1';
const mention = (at: number, user: string, event: object, more: object = {}) => ({
  type: 'event_callback',
  token: 'x',
  api_app_id: 'A0JOGGAPP1',
  event_id: `Ev${at}`,
  event_time: 1,
  team_id: TEAM.id,
  is_ext_shared_channel: true,
  authorizations: [
    {
      enterprise_id: null,
      team_id: TEAM.id,
      user_id: MENTION,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  event: {
    type: 'app_mention',
    text: `<@${MENTION}> hi`,
    channel: PARTNERS,
    ts: `17000000${at + 10}.000100`,
    event_ts: `17000000${at + 10}.000100`,
    user,
    ...event,
  },
  ...more,
});
const theirs = { team_id: PARTNER_TEAM };
const inOrganisation = { ...theirs, enterprise_id: 'E0PARTNER1' };
const orgWide = {
  authorizations: [
    {
      enterprise_id: ORGANISATION,
      team_id: null,
      user_id: MENTION,
      is_bot: true,
      is_enterprise_install: true,
    },
  ],
};
const siblings = {
  team_id: SIBLING_TEAM,
  enterprise_id: ORGANISATION,
  is_ext_shared_channel: false,
};

it('a mention offers a form to members alone, whichever side hosts the channel', async ({
  onTestFinished: atEnd,
}) => {
  const stages = await Promise.all(
    [false, true].map((grid) => onStage({ atEnd, webhook: false, slack: { grid } })),
  );
  const yes = true;
  const rows = [
    ['a member, where we host', 0, ADA, { team: TEAM.id }, {}, yes],
    ['a member, where they host', 0, ADA, { team: TEAM.id }, theirs, yes],
    [
      'a member, where an organisation hosts',
      0,
      ADA,
      { team: PARTNER_TEAM, user_team: TEAM.id, source_team: TEAM.id },
      inOrganisation,
      yes,
    ],
    ['a member, without a word on the workspace', 0, ADA, {}, {}, yes],
    ['a guest, where we host', 0, VISITOR, { team: PARTNER_TEAM }, {}, false],
    ['a guest, where they host', 0, VISITOR, { team: PARTNER_TEAM }, theirs, false],
    ['a guest by organisation', 0, VISITOR, { team: TEAM.id, user_team: 'E0PARTNER1' }, {}, false],
    ['a guest of one that hosts', 0, VISITOR, { user_team: PARTNER_TEAM }, inOrganisation, false],
    ['a guest, without a word on the workspace', 0, VISITOR, {}, theirs, false],
    ['a member of Grid', 1, ADA, { team: TEAM.id }, {}, yes],
    ['a sibling’s member', 1, SIBYL, { team: SIBLING_TEAM }, siblings, yes],
    ['a sibling’s member by organisation', 1, SIBYL, { user_team: ORGANISATION }, theirs, yes],
    ['a sibling’s member, org-wide', 1, SIBYL, { team: SIBLING_TEAM }, orgWide, yes],
    ['a guest in Grid', 1, VISITOR, { user_team: PARTNER_TEAM }, orgWide, false],
    ['a guest of another Grid', 1, VISITOR, { user_team: 'E0PARTNER1' }, inOrganisation, false],
  ] as const;
  const offered: [string, boolean][] = [];
  for (const [at, [name, grid, user, event, more]] of rows.entries()) {
    const stage = stages[grid] as Stage;
    const said = await reactionTo(stage, mention(at, user, event, more), 'events_api');
    offered.push([name, said !== `ephemeral: ${ONLY}`]);
  }
  expect(offered).toEqual(rows.map(([name, , , , , can]) => [name, can]));
});

it('a command opens the form for the workspace and its siblings, and tells others why not', async ({
  onTestFinished: atEnd,
}) => {
  const stages = await Promise.all(
    [false, true].map((grid) => onStage({ atEnd, webhook: false, slack: { grid } })),
  );
  const form = 'form create_video';
  const rows = [
    ['', 0, ADA, { team_id: TEAM.id }, form],
    ['', 0, VISITOR, { team_id: PARTNER_TEAM }, `answer: ${ONLY}`],
    ['', 0, VISITOR, { team_id: PARTNER_TEAM, enterprise_id: 'E0PARTNER1' }, `answer: ${ONLY}`],
    ['refresh', 0, VISITOR, { team_id: PARTNER_TEAM }, `answer: ${ONLY}`],
    ['', 1, SIBYL, { team_id: TEAM.id, enterprise_id: ORGANISATION }, form],
    ['', 1, SIBYL, { team_id: SIBLING_TEAM, enterprise_id: ORGANISATION }, form],
    ['', 1, SIBYL, { enterprise_id: ORGANISATION, is_enterprise_install: 'true' }, form],
    ['', 1, VISITOR, { team_id: PARTNER_TEAM }, `answer: ${ONLY}`],
  ] as const;
  const seen = [];
  for (const [text, grid, user, more] of rows) {
    const stage = stages[grid] as Stage;
    const asked = {
      command: '/jogg',
      text,
      user_id: user,
      channel_id: MARKETING,
      channel_name: 'marketing',
      api_app_id: 'A0JOGGAPP1',
      trigger_id: stage.driver.trigger(user),
      ...more,
    };
    seen.push(await reactionTo(stage, asked, 'slash_commands'));
  }
  expect(seen).toEqual(rows.map(([, , , , expected]) => expected));
});
