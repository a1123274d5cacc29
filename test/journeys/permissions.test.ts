import { expect } from 'vitest';
import {
  ADA,
  GONE,
  GRACE,
  MARKETING,
  PARTNER_TEAM,
  PARTNERS,
  SIBLING_TEAM,
  SIBYL,
  TEAM,
  VISITOR,
} from '../../sandbox/slack/seed.ts';
import { journey } from '../support/journey.ts';
import { bodyOf, homePressOf, pressOf, reactionTo, type Sender } from '../support/payloads.ts';
import { type Stage, until } from '../support/stage.ts';

const it = journey({ webhook: false });
const inGrid = journey({ webhook: false, slack: { grid: true } });

const ONLY = 'Only members of the workspace that installed this app can make videos.';
const OVER = 'This account is no longer active in this workspace.';
const WELCOME = /^(closed|form create_video|ephemeral: Make a video with these words\?.*)$/s;

/** The answer of each entry to the form, and of its submission. */
type Entries = Readonly<Record<string, string>>;
const ENTRIES = ['submission', 'home', 'thread', 'shortcut', 'message', 'mention', 'command'];
const all = (answer: string) => Object.fromEntries(ENTRIES.map((entry) => [entry, answer]));
const [WELCOMED, DENIED] = [all('welcome'), all('no member')];
/** A person who is not in the channel cannot mention the app there. */
const withoutMention = ({ mention: _, ...others }: Entries): Entries => others;

const from = (user: string, home: string | undefined, team: string | null): Sender => {
  return { user, home, team };
};
const DEACTIVATED = from(GONE, TEAM.id, TEAM.id);

/** Every standing; which ids of a payload say it: `listeners/signed`, `domain/membership`. */
const MEMBERSHIPS: Readonly<Record<string, readonly [Sender, Entries]>> = {
  'a member': [from(GRACE, TEAM.id, PARTNER_TEAM), WELCOMED],
  'a member whose workspace is left out': [from(GRACE, undefined, null), WELCOMED],
  'a sibling’s member, where a partner hosts': [from(SIBYL, SIBLING_TEAM, PARTNER_TEAM), WELCOMED],
  'a guest': [from(VISITOR, PARTNER_TEAM, TEAM.id), DENIED],
  'a guest unknown to Slack': [from('U0NOBODY01', PARTNER_TEAM, TEAM.id), withoutMention(DENIED)],
  // A deactivated account is checked only before paying: Slack lets it press nothing anyway.
  'a deactivated member': [DEACTIVATED, { ...withoutMention(WELCOMED), submission: 'over' }],
};

/** The reaction to a sender at each entry to the form. */
async function enter(stage: Stage, form: object, sender: Sender, nth: number): Promise<Entries> {
  const reaction = async (...of: [Record<string, unknown>, ('events_api' | 'slash_commands')?]) => {
    const answer = await reactionTo(stage, ...of);
    if (answer.endsWith(ONLY)) return 'no member';
    return answer.endsWith(OVER) ? 'over' : answer.replace(WELCOME, 'welcome');
  };
  const ask = (more: object) => reaction(bodyOf(stage, sender, more));
  const message = { type: 'message', text: 'Hello', ts: '1700000001.000100', user: ADA };
  const channel = { id: PARTNERS, name: 'partners' };
  const onMessage = { action_ts: '1.1', message_ts: message.ts, message, channel };
  const callback_id = 'make_video_from_message';
  const { user, home: team_id = TEAM.id } = sender;
  const signed = { api_app_id: 'A0JOGGAPP1', team_id };
  const ts = `170000000${nth}.000100`;
  const bot = { enterprise_id: null, team_id: TEAM.id, user_id: 'U0JOGGBOT1', is_bot: true };
  const words = { type: 'app_mention', text: '<@U0JOGGBOT1> hi', channel: PARTNERS, user };
  const mention = {
    ...{ ...signed, type: 'event_callback', event_id: `Ev${nth}`, event_time: 1 },
    ...{ is_ext_shared_channel: true, authorizations: [bot] },
    event: { ...words, ts, event_ts: ts },
  };
  const isThere = stage.slack.channels.find((each) => each.id === PARTNERS)?.members.has(user);
  const place = { channel_id: MARKETING, trigger_id: stage.driver.trigger(user) };
  const command = { ...signed, command: '/jogg', text: '', user_id: user, ...place };
  const view = { ...form, id: `V0TABLE${nth}` };
  return {
    submission: await ask({ type: 'view_submission', view, response_urls: [] }),
    home: await ask(homePressOf('home_make')),
    thread: await ask(pressOf({ action_id: 'make_in_thread', value: message.ts })),
    shortcut: await ask({ type: 'shortcut', callback_id: 'make_video', action_ts: '1.1' }),
    message: await ask({ type: 'message_action', callback_id, ...onMessage }),
    ...(isThere ? { mention: await reaction(mention, 'events_api') } : {}),
    command: await reaction(command, 'slash_commands'),
  };
}

inGrid('every entry to the form, and its submission, admits members only', async ({ stage }) => {
  const { delivery } = await stage.make({}, { channel: PARTNERS });
  const form = delivery?.payload['view'] as object;
  const seen: Record<string, readonly [Sender, Entries]> = {};
  for (const [name, [sender]] of Object.entries(MEMBERSHIPS)) {
    const nth = Object.keys(seen).length;
    seen[name] = [sender, await enter(stage, form, sender, nth)];
  }
  expect(seen).toEqual(MEMBERSHIPS);
  const accepted = Object.values(seen).filter(([, entries]) => entries['submission'] === 'welcome');
  await until(() => stage.paid().length === accepted.length + 1);
});

const ACTIONS = `transcript remix_script share retry retry_there make_here
  ask_again look_again cancel list_older`.split(/\s+/);
const [FORM, MADE, SETTLED] = ['form', 'This video didn’t', 'This is already'];
const [LATE, LIST, NO_LIST] = ['Too late: this', 'Your only video', 'You haven’t made'];
const [GUEST, GONE_TOO] = ['Guests from another', 'This account is'];
/** `ONLY_WHO`: the text in a modal, which cannot mention a person. */
const [OTHERS, ONLY_WHO] = ['Only <@U0ADA00001>, who', 'Only the person'];

const REQUESTER = from(ADA, TEAM.id, PARTNER_TEAM);
const AS_GUEST = from(ADA, 'T0ELSEWHER', 'T0ELSEWHER');
const COLLEAGUE = from(GRACE, TEAM.id, TEAM.id);
const PARTNER_GUEST = from(VISITOR, PARTNER_TEAM, PARTNER_TEAM);
const FORMS = [FORM, FORM, FORM];
const six = (answer: string) => Array<string>(6).fill(answer);
/** The answer to each action on a delivered video of Ada's, by its first words. */
const ANSWERS: readonly (readonly [Sender, ...string[]])[] = [
  [REQUESTER, ...FORMS, MADE, MADE, MADE, SETTLED, SETTLED, LATE, LIST],
  // A guest controls their own video, but cannot pay for one or show one elsewhere.
  [AS_GUEST, FORM, ...six(GUEST), SETTLED, LATE, LIST],
  [COLLEAGUE, ...FORMS, ...six(OTHERS), NO_LIST],
  [PARTNER_GUEST, FORM, ...six(GUEST), GUEST, GUEST, NO_LIST],
  // The account is checked before paying.
  [DEACTIVATED, ...FORMS, ONLY_WHO, GONE_TOO, GONE_TOO, GONE_TOO, ONLY_WHO, ONLY_WHO, NO_LIST],
];

async function press(stage: Stage, sender: Sender, action_id: string, id: string) {
  const hasConfirmation = ['ask_again', 'look_again', 'cancel'].includes(action_id);
  const value = action_id === 'list_older' ? '0' : hasConfirmation ? `${id}:1` : id;
  const answer = await reactionTo(stage, bodyOf(stage, sender, pressOf({ action_id, value })));
  const words = answer.replace(/^\w+: /, '').split(/\s+/);
  return answer.startsWith('form ') ? FORM : words.slice(0, 3).join(' ');
}

it('every action on a video is limited to the people who may do it', async ({ stage }) => {
  await stage.make({}, { channel: PARTNERS });
  await stage.moved('delivered');
  const { metadata } = await stage.card(PARTNERS);
  const id = String(metadata?.event_payload['video_id']);
  const seen: [Sender, ...string[]][] = [];
  for (const [sender] of ANSWERS) {
    const answers: string[] = [];
    for (const action of ACTIONS) answers.push(await press(stage, sender, action, id));
    seen.push([sender, ...answers]);
  }
  // Those who could not open these two modals cannot submit them either.
  const pointers = { video: id, channel: PARTNERS, place: 'public' };
  const values = { conversation: { conversation: { selected_conversation: MARKETING } } };
  const more = { id: 'V0', private_metadata: JSON.stringify(pointers), state: { values } };
  const submit = async (callback_id: string, sender: Sender) => {
    const submission = { type: 'view_submission', view: { ...more, callback_id } };
    const sent = await stage.driver.send('interactive', bodyOf(stage, sender, submission));
    return new RegExp(`${GUEST}|${ONLY}|${GONE_TOO}`).exec(JSON.stringify(sent.answer))?.[0];
  };
  const answers = [await submit('share_video', AS_GUEST), await submit('make_same', AS_GUEST)];
  answers.push(await submit('make_same', DEACTIVATED));
  expect(answers).toEqual([GUEST, ONLY, GONE_TOO]);
  expect([seen, stage.paid().length]).toEqual([ANSWERS, 1]);
});
