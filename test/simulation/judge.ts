import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import { type Video, videoSchema } from '../../src/domain/video/video.ts';
import type { JoggWorld } from './jogg-world.ts';
import type { Account } from './ledger.ts';
import type { Message } from './message.ts';
import type { Form, Press } from './people.ts';
import type { RunRecord } from './run-record.ts';
import type { SlackWorld } from './slack-world.ts';

/** What the world knows of one video once everything is at rest. */
export interface Evidence {
  readonly form: Form;
  readonly video: Video | undefined;
  readonly account: Account;
  readonly presses: readonly Press[];
  readonly jogg: JoggWorld;
  readonly slack: SlackWorld;
  readonly now: number;
}

const GIVEN_UP_MS = 24 * 3_600_000;

type Violate = (rule: string, detail: string) => void;

/** Judges the end of a video against what truly happened. */
export function judge(evidence: Evidence, record: RunRecord): void {
  const { form, video } = evidence;
  const violate: Violate = (rule, detail) => record.violate(rule, `${form.id}: ${detail}`);
  const accepted = form.answers.includes('recorded') || form.answers.includes('duplicate');
  const refusedAll = form.answers.length > 0 && form.answers.every((answer) => answer === 'error');
  if (!video) {
    if (accepted) violate('nothing forgotten', 'accepted, and never begun');
    return;
  }
  if (refusedAll && form.added && evidence.account.paid.length > 0)
    violate('no means no', 'its person was told that it was not accepted, but it was paid');
  const kept = videoSchema.parse(JSON.parse(JSON.stringify(video)));
  if (kept.state !== video.state) violate('durable', 'does not survive the disk');
  const { cancelled } = evidence.account;
  const expected = [
    ...modelOf(evidence, video),
    ...(cancelled.has(video.confirmations) ? ['cancelled'] : []),
  ];
  const ended = `${video.state}${video.failure ? `:${video.failure.reason}` : ''}`;
  if (!expected.includes(ended))
    violate('as the model', `ended ${ended}, should be ${expected.join(' or ')}`);
  if (!isTold(evidence, video)) violate('its requester is told', ended);
  judgePayments(evidence, video, violate);
  judgeCancelling(evidence, video, violate);
  judgeMessages(evidence, video, violate);
  judgePresses(evidence, video, violate);
}

/** A project is given to one video at most. */
export function judgeProjects(videos: readonly Video[], record: RunRecord): void {
  const owners = new Map<string, string>();
  for (const { id, project } of videos) {
    if (!project) continue;
    const pair = `${project.id}: ${owners.get(project.id)} and ${id}`;
    if (owners.has(project.id)) record.violate('one project, one video', pair);
    owners.set(project.id, id);
  }
}

/** The end that a video must have, given what Jogg did and which answers were stored. */
function modelOf({ account, jogg, slack }: Evidence, video: Video): string[] {
  const own = video.project?.id ?? '';
  if (account.receipts.has(own)) return byTruth(own, jogg, slack, video);
  if (account.receipts.size > 0 && account.gaveUp.size === 0) return ['a project that Jogg named'];
  const opening = account.openings.findLast(
    (each) => each.confirmation === video.confirmations && !(each.kept && each.answer === 'later'),
  );
  const lastly = account.openings.findLast((each) => each.confirmation === video.confirmations);
  if (!opening || lastly !== opening) {
    if (video.since - video.confirmedAt >= GIVEN_UP_MS) return ['expired'];
    if (account.openings.length > 0) return [];
    return ['failed:cannot_post', ...(account.audioRefused ? ['failed:audio'] : [])];
  }
  if (!opening.kept || opening.answer?.startsWith('unknown')) {
    if (account.taken.has(own)) return byTruth(own, jogg, slack, video);
    // A wish that was left, but not answered as noted, may wait for the next press.
    return account.gaveUp.has(video.confirmations) ? ['cancelled', 'unconfirmed'] : ['unconfirmed'];
  }
  if (opening.answer === 'refused') return ['failed:credit'];
  return byTruth(opening.project ?? '', jogg, slack, video);
}

function byTruth(id: string, jogg: JoggWorld, slack: SlackWorld, video: Video): string[] {
  const project = jogg.projects.get(id);
  if (!project) return ['a project that Jogg made'];
  // Where neither the thread nor its requester takes messages, nobody can be told of it.
  const unsaid = isMute(slack, video) ? ['failed:cannot_post'] : [];
  return {
    succeeded: ['delivered', ...unsaid],
    failed: ['failed:rendering'],
    empty: ['failed:no_video'],
    lost: ['failed:not_found'],
    never: ['expired'],
  }[project.truth];
}

/** Whether Slack takes nothing more from us for its requester. */
const isMute = (slack: SlackWorld, video: Video): boolean =>
  slack.refusal(video.requester) !== null;

function isTold(evidence: Evidence, video: Video): boolean {
  if (video.state === 'cancelled') return true;
  const { slack, now } = evidence;
  const cardVersion = cardVersionOf({ ...video, candidate: null }, now);
  const own = slack.messages.filter((each) => each.video === video.id);
  const { confirmations } = video;
  const shows = own.some(
    (each) =>
      (each.slot === 'card' || !each.deleted) &&
      (each.slot === 'unconfirmed'
        ? video.state === 'unconfirmed'
        : each.faces.some((shown) => shown.startsWith(cardVersion))) &&
      // A card that somebody deleted after it had shown the choice cannot be missed by the app.
      (video.state !== 'unconfirmed' ||
        (each.confirmation === confirmations && !(each.deleted && video.cardGone))),
  );
  if (shows) return true;
  // Nothing can be said to its requester, or the one message that could be was lost on the way.
  return isMute(slack, video) || video.posts.direct?.status === 'unknown';
}

/** What is said of a cancelled video is true, and nothing of it is shown afterwards. */
function judgeCancelling({ account, slack }: Evidence, video: Video, violate: Violate): void {
  if (video.state !== 'cancelled') return;
  if (video.cancelledIn === 'submitting')
    violate('as the model', 'cancelled while Jogg was being asked');
  const unpaid = video.cancelledIn === 'requested' || video.cancelledIn === 'announced';
  if (unpaid && account.paid.includes(video.confirmations))
    violate('as the model', 'cancelled as unpaid, but it was paid');
  const isResult = ({ slot, deleted }: Message) => slot === 'result' && !deleted;
  if (slack.messages.some((each) => each.video === video.id && isResult(each)))
    violate('as the model', 'cancelled, but its result is shown');
}

function judgePayments({ account }: Evidence, video: Video, violate: Violate): void {
  for (const confirmation of new Set(account.paid)) {
    const times = account.paid.filter((each) => each === confirmation).length;
    if (times > 1) violate('paid once', `${times} paid requests in confirmation ${confirmation}`);
  }
  if (video.confirmations > 1 + account.asked.size)
    violate('paid once', `${video.confirmations} confirmations, ${account.asked.size} asked for`);
}

function judgeMessages({ slack, account, now }: Evidence, video: Video, violate: Violate): void {
  for (const message of slack.messages) {
    if (message.video !== video.id || message.deleted) continue;
    if (account.misplaced.has(message.ts) && slack.refusal(message.channel) === null)
      violate('nothing astray', `${message.slot} was left outside its thread`);
    // What Slack put elsewhere and said so must not count as told there.
    const post = message.slot === null ? undefined : video.posts[message.slot];
    if (!message.inThread && post?.status === 'sent' && post.ts === message.ts)
      violate('only where it belongs', `${message.slot} stands outside its thread`);
    const isFalse = message.slot === 'card' && message.cardVersion !== cardVersionOf(video, now);
    if (isFalse && isCurrent(message.ts, slack, video))
      violate('the card is true', `${video.state}, its card says ${message.cardVersion}`);
  }
}

/** The card that the video knows, where Slack still lets it be edited. */
function isCurrent(shown: string, slack: SlackWorld, { posts: { card } }: Video): boolean {
  if (card?.status !== 'sent' || card.ts !== shown || card.channel === null) return false;
  return slack.refusal(card.channel) === null;
}

function judgePresses({ presses, account }: Evidence, video: Video, violate: Violate): void {
  for (const press of presses) {
    if (!press.own && press.answer === 'noted') violate('its requester alone', 'a stranger chose');
    const ignored =
      press.answer === 'noted' &&
      press.choice !== 'look_again' &&
      // The last wish counts: this one was not replaced by another press.
      press.choice === account.command?.choice &&
      video.state === 'unconfirmed' &&
      video.confirmations === press.confirmation;
    if (ignored) violate('a choice counts', `${press.choice} was noted and forgotten`);
  }
}
