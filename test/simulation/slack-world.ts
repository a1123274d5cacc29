import type { Messenger, StoreFile } from '../../src/domain/ports.ts';
import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import type {
  EditOutcome,
  FindOutcome,
  PostOutcome,
  StoreFileOutcome,
} from '../../src/domain/video/outcome.ts';
import { fileOfResult } from '../../src/domain/video/result-file.ts';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { judge, ON_HOLDERS_ACT, ON_SHOWN } from './judge.ts';
import type { Message, World } from './ledger.ts';
import type { Actor } from './machine.ts';
import { among, type PortCall } from './port-call.ts';

export type Slack = ReturnType<typeof createSlack>;

const DIRECT = 'D1';
const FOREIGN_ROOT: Message = {
  ...{ ts: '1.0', channel: 'C1', thread: null, inThread: true, video: '', slot: null },
  ...{ confirmation: 0, cardVersion: '', faces: [], readableAt: 0, deleted: false },
};

/** Slack: the messages and files that it keeps, and what befalls the conversation. */
export function createSlack(world: World) {
  const { machine, scenario, dice, ledger, record } = world;
  const { after } = world.timeline;
  const { messages } = ledger;
  let hasMishap = false;
  let made = 0;

  if (scenario.inThread) messages.push({ ...FOREIGN_ROOT });
  if (scenario.mishap !== 'none') after(scenario.mishapAt, () => strike(40));
  if (scenario.mishap === 'app removed' && scenario.backAfter !== null)
    after(scenario.mishapAt + scenario.backAfter, () => {
      hasMishap = false;
    });

  /** What happens to the conversation; the root is deleted once there is one. */
  function strike(tries: number): void {
    hasMishap = true;
    if (scenario.mishap !== 'root deleted') return;
    const root = messages.find((each) => each.channel === 'C1' && each.thread === null);
    if (root) root.deleted = true;
    else if (tries > 0) after(10_000, () => strike(tries - 1));
  }

  /** Why nothing can be said to anybody there, or null. */
  function refusal(channel: string): string | null {
    if (hasMishap && scenario.mishap === 'app removed') return 'token_revoked';
    const isDirect = channel === DIRECT || channel.startsWith('U');
    if (isDirect) return scenario.directRefused ? 'messages_tab_disabled' : null;
    if (!hasMishap) return null;
    if (scenario.mishap === 'archived') return 'is_archived';
    return scenario.mishap === 'not a member' ? 'not_in_channel' : null;
  }

  /** With a token that is over, everything is put off, as the way out to Slack does. */
  const ask = <T>(name: string, of: (actor: Actor) => PortCall<T>): Promise<T> =>
    machine.call(name, (actor) => {
      const port = of(actor);
      if (port.sure || refusal(DIRECT) !== 'token_revoked') return port;
      return { truth: 'later', sure: true, answer: port.answer };
    });

  type Place = { readonly channel: string; readonly thread: string | null };
  function destination(video: Video, slot: Slot): Place | null {
    const { channel, threadTs } = video.origin;
    if (slot === 'card')
      return { channel: channel.startsWith('U') ? DIRECT : channel, thread: threadTs };
    if (slot === 'direct') return { channel: DIRECT, thread: null };
    const { card } = video.posts;
    return card?.channel && card.ts ? { channel: card.channel, thread: threadTs ?? card.ts } : null;
  }

  /** A deleted root with replies stays as a tombstone; without, the thread is gone. */
  const isThreadGone = (place: Place | null): boolean =>
    messages.some((each) => each.ts === place?.thread && each.deleted) &&
    !messages.some((each) => each.thread === place?.thread && !each.deleted);

  /** Files that Slack took to be shown, which it does once, or that were deleted. */
  const spent = new Set<string>();
  const storeFile: StoreFile = () =>
    ask('files.store', () => {
      made += 1;
      return {
        truth: scenario.files ? 'stored' : 'impossible',
        answer: among<StoreFileOutcome>({
          stored: { kind: 'stored', id: `F${made}` },
          later: machine.later(),
          impossible: { kind: 'impossible', why: 'missing_scope' },
        }),
      };
    });
  /** Takes a file to be shown; false where nobody sees it though Slack says that it is done. */
  const isSeen = (file: string): boolean => {
    if (spent.has(file)) return false;
    spent.add(file);
    return !machine.isAimed('messenger.discard') && !(machine.isFaulty() && dice.happens(0.3));
  };

  function show(message: Message, video: Video): void {
    record.logEvent(`${message.channel} shows ${message.slot}: ${message.cardVersion}`);
    judge(world, ON_SHOWN, { message, video });
    ledger.hear.shown(message, video);
  }

  const post = (video: Video, slot: Slot): Promise<PostOutcome> =>
    ask(`messenger.post ${slot}`, (actor): PortCall<PostOutcome> => {
      judge(world, ON_HOLDERS_ACT, { id: video.id, act: `post ${slot}`, actor });
      const place = destination(video, slot);
      const file = slot === 'result' ? fileOfResult(video) : null;
      const isGone = isThreadGone(place);
      const isRefused = isGone && (file !== null || !scenario.misplaced);
      const error =
        (place ? refusal(place.channel) : 'thread_not_found') ??
        (file !== null && spent.has(file) ? 'file_not_found' : null) ??
        (isRefused ? 'thread_not_found' : null);
      made += 1;
      const { channel, thread } = place ?? { channel: '', thread: null };
      const cardVersion = cardVersionOf(video, machine.now());
      const message = {
        ts: `${Math.floor(machine.now() / 1_000)}.${String(made).padStart(6, '0')}`,
        ...{ channel, thread: isGone ? null : thread, inThread: !isGone, video: video.id, slot },
        ...{ confirmation: video.confirmations, cardVersion, faces: [cardVersion], deleted: false },
      };
      const appear = (): void => {
        if (file !== null && !isSeen(file)) return;
        const isLate = machine.isFaulty() && dice.happens(0.5);
        const readableAt = machine.now() + (isLate ? dice.between(0, 40_000) : 0);
        const shown = { ...message, readableAt };
        messages.push(shown);
        show(shown, video);
      };
      const ts = file === null ? message.ts : null;
      const done = { kind: 'done', channel, ts, inThread: !isGone } as const;
      return {
        truth: error !== null ? 'refused' : isGone ? 'misplaced' : 'done',
        effect: error === null ? appear : undefined,
        answer: among<PostOutcome>({
          done,
          misplaced: done,
          later: machine.later(),
          unknown: { kind: 'unknown' },
          refused: { kind: 'refused', error: error ?? 'unknown' },
        }),
      };
    });

  /** A request that may be repeated: `error` says why it cannot be done any more. */
  const repeatable = (name: string, error: string | null, work: () => void): Promise<EditOutcome> =>
    ask(name, () => ({
      truth: error === null ? 'done' : 'gone',
      effect: error === null ? work : undefined,
      answer: among<EditOutcome>({
        done: { kind: 'done' },
        gone: { kind: 'gone', error: error ?? 'unknown' },
        later: machine.later(),
      }),
    }));
  const reach = (channel: string | undefined | null, ts: string | undefined | null) => {
    const message = messages.find(
      (each) => each.channel === channel && each.ts === ts && !each.deleted,
    );
    return { message, error: refusal(channel ?? '') ?? (message ? null : 'message_not_found') };
  };

  const find = (video: Video, slot: Slot): Promise<FindOutcome> =>
    ask(`messenger.find ${slot}`, (): PortCall<FindOutcome> => {
      const { channel } = video.origin;
      const isDirect = slot === 'direct' || (slot === 'card' && channel.startsWith('U'));
      const place = isDirect ? null : destination(video, slot);
      const isBlind =
        !place ||
        !scenario.history ||
        isThreadGone(place) ||
        refusal(place.channel) === 'not_in_channel';
      if (isBlind)
        return { truth: 'unreadable', sure: true, answer: () => ({ kind: 'unreadable' }) };
      const found = messages.find(
        (each) =>
          each.video === video.id &&
          each.slot === slot &&
          !each.deleted &&
          (slot !== 'unconfirmed' || each.confirmation === video.confirmations) &&
          each.channel === place.channel &&
          each.thread === place.thread &&
          each.readableAt <= machine.now(),
      );
      const absent = { kind: 'absent' } as const;
      return {
        truth: found ? 'found' : 'absent',
        answer: among<FindOutcome>({
          found: found ? { kind: 'found', channel: found.channel, ts: found.ts } : absent,
          absent,
          later: machine.later(),
        }),
      };
    });

  const messenger: Messenger = {
    post,
    find,
    discard: (_, file) => repeatable('messenger.discard', null, () => spent.add(file)),
    edit(video) {
      const { message, error } = reach(video.posts.card?.channel, video.posts.card?.ts);
      const cardVersion = cardVersionOf(video, machine.now());
      return repeatable('messenger.edit', error, () => {
        if (!message) return;
        message.faces.push(cardVersion);
        Object.assign(message, { cardVersion, confirmation: video.confirmations });
        show(message, video);
      });
    },
    retract(_, { channel, ts }) {
      const { message, error } = reach(channel, ts);
      return repeatable('messenger.retract', error, () => {
        if (message) message.deleted = true;
      });
    },
  };
  ledger.refusal = refusal;
  return { storeFile, messenger };
}
