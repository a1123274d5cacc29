import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import { type Video, videoSchema } from '../../src/domain/video/video.ts';
import type { JoggWorld } from './jogg-world.ts';
import type { Account } from './ledger.ts';
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

const HOUR = 3_600_000;
const GIVEN_UP_MS = 24 * HOUR;

type Violate = (rule: string, detail: string) => void;

/** Judges the end of a video against what truly happened. */
export function judge(evidence: Evidence, record: RunRecord): void {
  const { form, video } = evidence;
  const violate: Violate = (rule, detail) => record.violate(rule, `${form.id}: ${detail}`);
  const accepted = form.answers.some((answer) => answer === 'recorded' || answer === 'duplicate');
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
    const owner = owners.get(project.id);
    if (owner !== undefined)
      record.violate('one project, one video', `${project.id}: ${owner} and ${id}`);
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
    const project = video.project?.id ?? '';
    if (account.taken.has(project)) return byTruth(project, jogg, slack, video);
    // A wish that was left, but not answered as noted, may wait for the next press.
    return account.gaveUp.has(video.confirmations) ? ['cancelled', 'unconfirmed'] : ['unconfirmed'];
  }
  if (opening.answer === 'refused') return ['failed:credit'];
  return byTruth(opening.project ?? '', jogg, slack, video);
}

function byTruth(id: string, jogg: JoggWorld, slack: SlackWorld, video: Video): string[] {
  const project = jogg.projects.get(id);
  switch (project?.truth) {
    case 'succeeded':
      // Where neither the thread nor its requester takes messages, nobody can be told of it.
      return isMute(slack, video) ? ['delivered', 'failed:cannot_post'] : ['delivered'];
    case 'failed':
      return ['failed:rendering'];
    case 'empty':
      return ['failed:no_video'];
    case 'lost':
      return ['failed:not_found'];
    case 'never':
      return ['expired'];
    default:
      return ['a project that Jogg made'];
  }
}

/** Whether Slack takes nothing more from us for its requester. */
function isMute(slack: SlackWorld, video: Video): boolean {
  return slack.refusal(video.requester) !== null;
}

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
  const results = slack.messages.filter(
    (each) => each.video === video.id && each.slot === 'result',
  );
  if (results.some((each) => !each.deleted))
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
    if (
      message.slot === 'card' &&
      message.cardVersion !== cardVersionOf(video, now) &&
      isCurrent(message.ts, slack, video)
    )
      violate('the card is true', `${video.state}, its card says ${message.cardVersion}`);
  }
}

/** The card that the video knows, where Slack still lets it be edited. */
function isCurrent(ts: string, slack: SlackWorld, video: Video): boolean {
  const { card } = video.posts;
  return (
    card?.ts === ts &&
    card.channel !== null &&
    card.status === 'sent' &&
    slack.refusal(card.channel) === null
  );
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
