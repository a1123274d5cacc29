import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { confirmationsOf, isNamed, type LedgerEntry, type World } from './ledger.ts';

export interface VideoCase {
  readonly video: Video;
  readonly entry: LedgerEntry;
}

const GIVE_UP_AFTER_MS = 24 * 3_600_000;
const NEXT: Readonly<Record<Video['state'], string>> = {
  requested: 'announced, failed, expired, cancelled',
  announced: 'submitting, failed, expired, cancelled',
  // After a crash one transition makes it unconfirmed and cancels it.
  submitting: 'rendering, announced, failed, unconfirmed, cancelled',
  rendering: 'ready, failed, expired, cancelled',
  ready: 'delivered, cancelled, failed',
  unconfirmed: 'announced, rendering, cancelled',
  ...{ delivered: '', failed: '', expired: '', cancelled: '' },
};

type Before = Video | undefined;

const isSent = ({ posts }: Video, slot: Slot): boolean => posts[slot]?.status === 'sent';

/** What a stored video lost or skipped, if anything. */
export function violationOf(before: Before, video: Video, entry: LedgerEntry): string | undefined {
  const { id, state, project, confirmations } = video;
  const from = before?.state ?? 'requested';
  // Jogg's answer to an earlier request was stored: the video follows it instead of paying again.
  const follows = from === 'announced' && state === 'rendering' && isNamed(entry, project?.id);
  if (state !== from && !follows && !NEXT[from].split(', ').includes(state))
    return `${id}: ${from} → ${state}`;
  if (!before) return;
  const isChosen = from === 'unconfirmed' && state !== from;
  const more = confirmations - before.confirmations;
  const lost = {
    confirmation: more < 0 || (more > 0 && !(isChosen && state === 'announced')),
    project: before.project !== null && project?.id !== before.project.id,
    poll: state === from && video.poll.count < before.poll.count,
    message: (['card', 'late', 'result', 'direct'] as const).some(
      (slot) => isSent(before, slot) && !isSent(video, slot) && !(slot === 'direct' && isChosen),
    ),
  };
  const what = Object.entries(lost).find(([, isLost]) => isLost);
  return what && `${id}: ${from} → ${state} lost or made up a ${what[0]}`;
}

/** The step that a stored video begins and a Cancel should have stopped, or null. */
export function newIntent(before: Before, video: Video): 'paid' | 'shown' | null {
  if (video.state === 'submitting') return before?.state === 'submitting' ? null : 'paid';
  if (video.state !== 'ready' || before?.posts.result?.status === 'unknown') return null;
  const begins = (['result', 'direct'] as const).some((slot) => {
    const post = before?.posts[slot];
    // A message in doubt may have been shown before.
    const isFresh = post?.status !== 'sending' && (post?.doubtSince ?? null) === null;
    return video.posts[slot]?.status === 'sending' && isFresh;
  });
  return begins ? 'shown' : null;
}

/** The possible end states of a video, by what Jogg did and which answers were stored. */
export function modelOf({ entry, video }: VideoCase, world: World): string[] {
  const cancelled = confirmationsOf(entry, 'cancel').has(video.confirmations) ? ['cancelled'] : [];
  return [...expectedEnds(entry, video, world), ...cancelled];
}

function expectedEnds(entry: LedgerEntry, video: Video, world: World): string[] {
  const own = video.project?.id ?? '';
  const gaveUp = confirmationsOf(entry, 'give_up');
  if (isNamed(entry, own)) return endsForProject(own, video, world);
  if (entry.receipts.length > 0 && gaveUp.size === 0) return ['with the project that Jogg named'];
  const last = entry.paymentIntents.findLast((each) => each.confirmation === video.confirmations);
  if (!last || (last.isAnswerStored && last.answer === 'later')) {
    if (video.since - video.confirmedAt >= GIVE_UP_AFTER_MS) return ['expired'];
    if (entry.paymentIntents.length > 0) return [];
    return ['failed:cannot_post', ...(entry.audioRefused ? ['failed:audio'] : [])];
  }
  if (!last.isAnswerStored || last.answer?.startsWith('unknown')) {
    const isTaken = entry.commands.some(({ project }) => project === own);
    if (isTaken) return endsForProject(own, video, world);
    // A stored command that was not acknowledged may wait for the next press.
    return gaveUp.has(video.confirmations) ? ['cancelled', 'unconfirmed'] : ['unconfirmed'];
  }
  if (last.answer === 'refused') return ['failed:credit'];
  return endsForProject(last.project ?? '', video, world);
}

function endsForProject(id: string, video: Video, world: World): string[] {
  const project = world.ledger.projects.get(id);
  if (!project) return ['with a project that Jogg made'];
  // If Slack rejects messages to the thread and the requester, the result cannot be reported.
  const orUnreported = rejectsAll(video, world) ? ['failed:cannot_post'] : [];
  return {
    succeeded: ['delivered', ...orUnreported],
    failed: ['failed:rendering'],
    empty: ['failed:no_video'],
    lost: ['failed:not_found'],
    never: ['expired'],
  }[project.truth];
}

const rejectsAll = ({ requester }: Video, { ledger }: World) => ledger.refusal(requester) !== null;

/** Whether the requester was notified of the end, or could not be. */
export function wasNotified(video: Video, world: World): boolean {
  const { state, confirmations, cardGone } = video;
  if (state === 'cancelled' || rejectsAll(video, world)) return true;
  // The only possible message was lost.
  if (video.posts.direct?.status === 'unknown') return true;
  // Slack accepted the file, and the app may not search for it.
  const isTrusted = !world.scenario.history && video.file.status === 'stored';
  if (isTrusted && isSent(video, 'result')) return true;
  const withoutFinding = { ...video, candidate: null, checkedAt: null };
  const cardVersion = cardVersionOf(withoutFinding, world.machine.now());
  return world.ledger.messages.some((each) => {
    const { slot, deleted, shownVersions } = each;
    if (each.video !== video.id || (deleted && slot !== 'card')) return false;
    const isShown = shownVersions.some((shown) => shown.startsWith(cardVersion));
    if (state !== 'unconfirmed') return slot !== 'unconfirmed' && isShown;
    // The app cannot notice that a card was deleted after it had shown the choice.
    const isSeen = each.confirmation === confirmations && !(deleted && cardGone);
    return (slot === 'unconfirmed' || isShown) && isSeen;
  });
}
