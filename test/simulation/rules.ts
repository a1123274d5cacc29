import { scopedId, scopeOf } from '../../src/domain/scope.ts';
import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import { type Video, videoSchema } from '../../src/domain/video/video.ts';
import { confirmationsOf, type Form, isNamed, type Message, type World } from './ledger.ts';
import type { Flow } from './machine.ts';
import { modelOf, newIntent, type VideoCase, violationOf, wasNotified } from './model.ts';

/** The scopes of the two workspaces. */
export const SCOPES = ['T1', 'T2'] as const;

/** Rules by name. Each returns how it is broken, if it is. */
type Rules<T> = Readonly<Record<string, (of: T, world: World) => string | false | undefined>>;

/** Records the broken rules. */
export function checkRules<T>(world: World, rules: Rules<T>, of: T): void {
  for (const [rule, broken] of Object.entries(rules)) {
    const detail = broken(of, world);
    if (detail) world.record.violate(rule, detail);
  }
}

const MIN_GAP_MS = 5_000;

/** Checked when a video is stored. `askedAt`: when the app sent the write (ms since the epoch). */
export const ON_SAVE: Rules<VideoCase & { before: Video | undefined; askedAt: number }> = {
  'only valid transitions': ({ before, video, entry }) => violationOf(before, video, entry),
  'a cancel counts': ({ before, video, entry, askedAt }) => {
    const promised = entry.promised.get(video.confirmations);
    const { choice, confirmation } = entry.commands.at(-1) ?? {};
    const counts = choice === 'cancel' && confirmation === video.confirmations;
    const intent = newIntent(before, video);
    if (!intent || !counts || promised === undefined || promised >= askedAt) return;
    return `${video.id}: to be ${intent} ${askedAt - promised} ms after its Cancel was promised`;
  },
};

/**
 * Checked for everything that a workspace sends or stores. Titles, scripts and projects show which
 * workspace they belong to.
 */
export const ON_OUTPUT: Rules<{ what: string; of: object | null }> = {
  'workspaces are isolated': ({ what, of }, { scope, ledger }) => {
    if (scope === '') return;
    const other = SCOPES.find((each) => each !== scope && JSON.stringify(of).includes(`${each}~`));
    const { project, candidate }: Partial<Video> = { ...of };
    const theirs = [project, candidate].find(
      (each) => each && (ledger.projects.get(each.id)?.scope ?? scope) !== scope,
    );
    const carried = other ?? theirs?.id;
    return carried !== undefined && `${what} of ${scope} carries ${carried}`;
  },
};

/** Checked when a webhook wakes the task `id`. `waiting`: the tasks of all unconfirmed videos. */
export const ON_WAKE: Rules<{ id: string; project: string; waiting: readonly string[] }> = {
  'workspaces are isolated': ({ id, project, waiting }, { ledger }) => {
    const { scope = scopeOf(id) } = ledger.projects.get(project) ?? {};
    return scopeOf(id) !== scope && !waiting.includes(id) && `a webhook of ${scope} wakes ${id}`;
  },
};

/** Checked at every effect that only the holder of a task may perform. */
export const ON_EFFECT: Rules<{ id: string; act: string; flow: Flow }> = {
  'one holder': ({ id, act, flow }, { machine }) =>
    !machine.holds(flow) &&
    !flow.lostAfterCheck &&
    `${id}: ${act} by ${flow.process.name}, whose claim was lost`,
};

/** Checked when a paid request is sent. */
export const ON_SUBMIT: Rules<{
  id: string;
  stored: Video | undefined;
  entry: VideoCase['entry'];
  /** The Jogg account that pays. */
  from: string | undefined;
}> = {
  'same version and account': ({ id, stored, from }) =>
    (stored?.askedOf ?? undefined) !== from && `${id}: paid from ${from}, not ${stored?.askedOf}`,
  'paid once': ({ id, stored, entry }) => {
    if (stored?.state !== 'submitting') return `${id}: asked Jogg while stored as ${stored?.state}`;
    if (stored.order.audio && stored.audioUrl === null)
      return `${id}: asked Jogg without its recording`;
    const confirmed = 1 + confirmationsOf(entry, 'ask_again').size;
    const times = `${id}: ${entry.paid.length} paid requests for ${confirmed} confirmations`;
    return entry.paid.length > confirmed && times;
  },
};

/** Checked at every poll. */
export const ON_POLL: Rules<{ id: string; version: string; last: number | undefined }> = {
  '5 s between polls': ({ id, last }, { machine }) =>
    last !== undefined && machine.now() - last < MIN_GAP_MS && `${id}: ${machine.now() - last} ms`,
  'same version and account': ({ id, version }, { ledger }) => {
    const began = ledger.projects.get(id)?.version ?? version;
    return began !== version && `${id} is of ${began}, not of ${version}`;
  },
};

/** Checked when Slack shows a new or an edited message. */
export const ON_SHOWN: Rules<{ message: Message; video: Video }> = {
  'shown once': ({ message }, { ledger }) => {
    const key = keyOf(message);
    const same = ledger.messages.filter(
      (each) => each.video === message.video && !each.deleted && keyOf(each) === key,
    );
    return same.length > 1 && `${message.video}: ${same.length} of ${key} are visible`;
  },
  'no false ready': ({ message: { cardVersion, slot }, video }, { ledger, machine }) => {
    const project = ledger.projects.get(video.project?.id ?? '');
    const isTrue = project?.truth === 'succeeded' && project.endsAt <= machine.now();
    return cardVersion === 'ready' && !isTrue && `${video.id}: ${slot} says ready, Jogg does not`;
  },
};

/** A key of what may be visible only once: a card per channel, a choice per confirmation. */
function keyOf({ slot, channel, confirmation, cardVersion }: Message): string {
  if (slot === 'card') return `card in ${channel}`;
  if (slot === 'unconfirmed') return `unconfirmed ${confirmation}`;
  const isChoice = slot === 'direct' && cardVersion.startsWith('unconfirmed');
  return isChoice ? `direct choice ${confirmation}` : `${slot}`;
}

/** Checked for each form at the end of the run. */
export const OF_FORMS: Rules<Form> = {
  'nothing forgotten': ({ id, answers }, { ledger }) => {
    const accepted = answers.includes('recorded') || answers.includes('duplicate');
    return accepted && !ledger.videos.has(id) && `${id}: accepted, and never begun`;
  },
  'an error accepts nothing': ({ id, answers, added }, { ledger }) =>
    added &&
    answers.length > 0 &&
    answers.every((answer) => answer === 'error') &&
    ledger.entryOf(id).paid.length > 0 &&
    `${id}: the person got an error, but it was paid`,
};

/** Checked for each video at the end of the run. */
export const AT_REST: Rules<VideoCase> = {
  durable: ({ video }) =>
    videoSchema.parse(JSON.parse(JSON.stringify(video))).state !== video.state &&
    `${video.id} does not survive the disk`,
  'matches the model': (videoCase, world) => {
    const { video, entry } = videoCase;
    const { id, state, failure, cancelledIn } = video;
    const expected = modelOf(videoCase, world);
    const ended = failure ? `${state}:${failure.reason}` : state;
    if (!expected.includes(ended)) return `${id}: ended ${ended}, not ${expected.join(' or ')}`;
    if (state !== 'cancelled') return;
    if (cancelledIn === 'submitting') return `${id}: cancelled while Jogg was being asked`;
    const unpaid = cancelledIn === 'requested' || cancelledIn === 'announced';
    const paid = entry.paid.includes(video.confirmations);
    return unpaid && paid && `${id}: cancelled as unpaid, but it was paid`;
  },
  'the requester is notified': (videoCase, world) =>
    !wasNotified(videoCase.video, world) && `${videoCase.video.id}: ${videoCase.video.state}`,
  'paid once': ({ video: { id, confirmations }, entry }) => {
    const twice = entry.paid.find((each, at) => entry.paid.indexOf(each) !== at);
    if (twice !== undefined) return `${id}: two paid requests in confirmation ${twice}`;
    const asked = confirmationsOf(entry, 'ask_again').size;
    return confirmations > 1 + asked && `${id}: confirmed ${confirmations} times, asked ${asked}`;
  },
  'one project, one video': ({ video: { id, project }, entry }, { ledger, scope }) => {
    const owner = project && ledger.links.get(project.id);
    // A requester who took a candidate before Jogg's answer came may have taken another video's.
    if (owner === null || isNamed(entry, project?.id)) return;
    return owner !== scopedId(scope, id) && `${project?.id} of ${id} is ${owner}'s`;
  },
  'a choice counts': ({ video: { id, state, confirmations: nth }, entry }, { ledger }) => {
    // Only the last command counts; it replaces earlier ones.
    const last = entry.commands.at(-1)?.choice;
    if (state !== 'unconfirmed' || last === 'look_again') return;
    const noted = ledger.presses.filter((each) => each.id === id && each.answer === 'noted');
    const ignored = noted.some(({ command: of }) => of.choice === last && of.confirmation === nth);
    return ignored && `${id}: ${last} was noted and forgotten`;
  },
};

/** Checked for each visible message of a video at the end of the run. */
export const OF_MESSAGES: Rules<VideoCase & { message: Message }> = {
  'no misplaced message': ({ message: { video, ts, slot, channel }, entry }, { ledger }) =>
    entry.misplaced.has(ts) &&
    ledger.refusal(channel) === null &&
    `${video}: ${slot} was left outside its thread`,
  'sent in its thread': ({ message: { slot, ts, inThread }, video: { id, posts } }) => {
    // A message that Slack reported as misplaced must not count as sent.
    const post = slot === null ? undefined : posts[slot];
    const counts = post?.status === 'sent' && post.ts === ts;
    return !inThread && counts && `${id}: ${slot} stands outside its thread`;
  },
  'a card is current': ({ message: { ts, channel, cardVersion }, video }, { ledger, machine }) => {
    const { card } = video.posts;
    const isCard = card?.status === 'sent' && card.ts === ts && ledger.refusal(channel) === null;
    const isTrue = cardVersion === cardVersionOf(video, machine.now());
    return isCard && !isTrue && `${video.id}: ${video.state}, its card says ${cardVersion}`;
  },
  'matches the model': ({ message: { slot }, video: { id, state } }) =>
    slot === 'result' && state === 'cancelled' && `${id}: cancelled, but its result is shown`,
};
