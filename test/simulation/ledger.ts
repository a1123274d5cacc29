import type { UserCommand, Video } from '../../src/domain/video/video.ts';
import type { Project } from './jogg-world.ts';
import type { Actor, World } from './machine.ts';
import type { Message } from './message.ts';

/** An intent to pay that was stored, and what came of it. */
interface Opening {
  readonly confirmation: number;
  readonly actor: Actor;
  /** What the paid request was answered, null where none was made or the answer was lost. */
  answer: string | null;
  project: string | null;
  /** Whether what it was answered was stored. */
  kept: boolean;
}

/** What one video has truly come to, written down by the world as it happens. */
export type Account = ReturnType<typeof newAccount>;

const LEAST_GAP_MS = 5_000;
const NEXT: Readonly<Record<Video['state'], readonly Video['state'][]>> = {
  requested: ['announced', 'failed', 'expired', 'cancelled'],
  announced: ['submitting', 'failed', 'expired', 'cancelled'],
  // Found again after a crash it is unconfirmed, and cancelled as such in the same breath.
  submitting: ['rendering', 'announced', 'failed', 'unconfirmed', 'cancelled'],
  rendering: ['ready', 'failed', 'expired', 'cancelled'],
  ready: ['delivered', 'cancelled', 'failed'],
  unconfirmed: ['announced', 'rendering', 'cancelled'],
  delivered: [],
  failed: [],
  expired: [],
  cancelled: [],
};

/** Watches every effect and checks what can be checked at once. */
export function createLedger(
  { record, machine: { now } }: World,
  deps: {
    readonly stored: (id: string) => Video | undefined;
    readonly isHeldBy: (actor: Actor) => boolean;
    readonly projects: () => ReadonlyMap<string, Project>;
    readonly messages: () => readonly Message[];
  },
) {
  const accounts = new Map<string, Account>();
  const searches = new Map<string, number>();

  const account = (id: string): Account => {
    const found = accounts.get(id) ?? newAccount();
    accounts.set(id, found);
    return found;
  };
  /** What only the holder of a task may do. */
  const byHolder = (video: string, what: string, actor: Actor): void => {
    const loser = `${actor.process.name}, whose claim was lost`;
    if (!deps.isHeldBy(actor)) record.violate('one holder', `${video}: ${what} by ${loser}`);
  };

  return {
    account,

    /** `askedAt` (ms since the epoch): when the app asked for it. */
    onSave(before: Video | undefined, video: Video, actor: Actor, askedAt: number): void {
      const own = account(video.id);
      const from = before?.state ?? 'requested';
      record.logEvent(`saved ${video.id}: ${from} → ${video.state} ${postsOf(video)}`);
      const broken = brokenOrder(before, video, own.receipts);
      if (broken) record.violate('only forward', `${video.id}: ${broken}`);
      if (video.state === 'submitting' && from !== 'submitting')
        own.openings.push({ confirmation: video.confirmations, actor, ...UNANSWERED });
      const promised = own.promised.get(video.confirmations);
      const intent = intentOf(before, video);
      const { choice, confirmation } = own.command ?? {};
      const counts = choice === 'cancel' && confirmation === video.confirmations;
      if (intent && counts && promised !== undefined && promised < askedAt) {
        const late = `${askedAt - promised} ms after its Cancel was promised`;
        record.violate('a cancel counts', `${video.id}: to be ${intent} ${late}`);
      }
      const opening = own.openings.at(-1);
      if (from === 'submitting' && video.state !== 'submitting' && opening?.actor === actor)
        opening.kept = opening.answer !== null;
      for (const post of Object.values(video.posts))
        if (post.status === 'misplaced' && post.ts !== null) own.misplaced.add(post.ts);
    },

    onSend(what: string, video: Video, actor: Actor): void {
      byHolder(video.id, what, actor);
    },

    onSubmit(video: string, label: string, project: string | null, actor: Actor): void {
      const own = account(video);
      byHolder(video, 'paid', actor);
      const stored = deps.stored(video);
      if (stored?.state !== 'submitting')
        record.violate('paid once', `${video}: asked Jogg while stored as ${stored?.state}`);
      if (stored?.order.audio && stored.audioUrl === null)
        record.violate('paid once', `${video}: asked Jogg without its recording`);
      const opening = own.openings.at(-1);
      if (opening) {
        opening.answer = label;
        opening.project = project;
      }
      if (label === 'later') return;
      own.paid.push(stored?.confirmations ?? 1);
      const confirmed = 1 + own.asked.size;
      const times = `${own.paid.length} paid requests for ${confirmed} confirmations`;
      if (own.paid.length > confirmed) record.violate('paid once', `${video}: ${times}`);
    },

    onShown(message: Message, video: Video): void {
      const { slot, cardVersion } = message;
      const place = `${message.channel}${message.inThread ? '' : ' astray'}`;
      record.logEvent(`Slack shows ${slot} of ${video.id} in ${place}: ${cardVersion}`);
      const key = keyOf(message);
      const same = deps
        .messages()
        .filter((each) => each.video === video.id && !each.deleted && keyOf(each) === key);
      if (same.length > 1)
        record.violate('shown once', `${video.id}: ${same.length} messages of ${slot} are visible`);
      const project = deps.projects().get(video.project?.id ?? '');
      const isTrue = project?.truth === 'succeeded' && project.endsAt <= now();
      if (cardVersion === 'ready' && !isTrue)
        record.violate('no false ready', `${video.id}: ${slot} says ready, Jogg does not`);
    },

    onLook(project: string): void {
      const last = searches.get(project);
      searches.set(project, now());
      if (last !== undefined && now() - last < LEAST_GAP_MS)
        record.violate('5 s between looks', `${project}: ${now() - last} ms`);
    },
  };
}

const UNANSWERED = { answer: null, project: null, kept: false };

const newAccount = () => ({
  openings: [] as Opening[],
  /** Confirmations that its requester asked for by a button, gave up, or wished to cancel. */
  asked: new Set<number>(),
  gaveUp: new Set<number>(),
  cancelled: new Set<number>(),
  /** By confirmation: when a person was first told that it is being cancelled (epoch ms). */
  promised: new Map<number, number>(),
  /** Projects that Jogg named in an answer which was heard, and kept. */
  receipts: new Set<string>(),
  /** Projects that its requester said were this video's. */
  taken: new Set<string>(),
  /** The wish that was left last: the one that counts. */
  command: null as UserCommand | null,
  /** Confirmations in which a request left that may have been taken. */
  paid: [] as number[],
  misplaced: new Set<string>(),
  /** Whether handing over its recording was ever refused. */
  audioRefused: false,
});

/** What may be visible once: a card a place, a choice a confirmation, a word to the requester. */
function keyOf({ slot, channel, confirmation, cardVersion }: Message): string {
  switch (slot) {
    case 'card':
      return `card in ${channel}`;
    case 'unconfirmed':
      return `unconfirmed ${confirmation}`;
    case 'direct':
      return cardVersion.startsWith('unconfirmed') ? `direct choice ${confirmation}` : 'direct';
    default:
      return `${slot}`;
  }
}

type Seen = Video | undefined;

function brokenOrder(before: Seen, video: Video, receipts: ReadonlySet<string>): string | null {
  const from = before?.state ?? 'requested';
  // Jogg's answer to an earlier request was kept: about to ask again, the video follows that one.
  const isAnswered = from === 'announced' && video.state === 'rendering';
  const isKnown = isAnswered && receipts.has(video.project?.id ?? '');
  if (video.state !== from && !isKnown && !NEXT[from].includes(video.state))
    return `${from} → ${video.state}`;
  if (!before) return null;
  if (video.confirmations < before.confirmations) return 'a confirmation was forgotten';
  const next = from === 'unconfirmed' && video.state !== from;
  const again = next && video.state === 'announced';
  if (video.confirmations > before.confirmations && !again) return 'a confirmation was made up';
  if (before.project && video.project?.id !== before.project.id) return 'a project was replaced';
  if (video.state === from && video.poll.count < before.poll.count) return 'a poll was forgotten';
  const kept = ['card', 'late', 'result', ...(next ? [] : (['direct'] as const))] as const;
  for (const slot of kept)
    if (before.posts[slot]?.status === 'sent' && video.posts[slot]?.status !== 'sent')
      return `the ${slot} that was sent is ${video.posts[slot]?.status ?? 'forgotten'}`;
  return null;
}

/** What a stored video is about to do that a Cancel should have stopped, or null. */
function intentOf(before: Seen, video: Video): 'paid' | 'shown' | null {
  if (video.state === 'submitting') return before?.state === 'submitting' ? null : 'paid';
  if (video.state !== 'ready') return null;
  const begins = (['result', 'direct'] as const).some((slot) => {
    const post = before?.posts[slot];
    // One whose answer was lost may have been shown before.
    const fresh = post?.status !== 'sending' && (post?.doubtSince ?? null) === null;
    return video.posts[slot]?.status === 'sending' && fresh;
  });
  const isTold = before?.posts.result?.status === 'unknown';
  return begins && !isTold ? 'shown' : null;
}

function postsOf(video: Video): string {
  const posts = Object.entries(video.posts).map(([slot, post]) => `${slot} ${post.status}`);
  return `(${[...posts, `card version ${video.cardVersion || 'none'}`].join(', ')})`;
}
