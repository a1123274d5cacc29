import type { Messenger, StoreFile } from '../../src/domain/ports.ts';
import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import type { EditOutcome, FindOutcome, PostOutcome } from '../../src/domain/video/outcome.ts';
import { fileOfResult } from '../../src/domain/video/result-file.ts';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import type { Message, World } from './ledger.ts';
import type { Flow } from './machine.ts';
import { answerBy, type PortCall } from './port-call.ts';
import { checkRules, ON_EFFECT, ON_OUTPUT, ON_SHOWN } from './rules.ts';

const DIRECT_CHANNEL = 'D1';
const NOT_IN_CHANNEL = 'not_in_channel';

/** Slack: its messages and files, and the mishap of the conversation. */
export function createSlack(world: World) {
  const { machine, scenario, rng, ledger, record, timeline } = world;
  const { mishap, mishapAt, backAfter } = scenario;
  const { messages } = ledger;
  let hasMishap = false;
  let made = 0;

  if (scenario.inThread)
    messages.push({
      ...{ ts: '1.0', channel: 'C1', thread: null, inThread: true, video: '', slot: null },
      ...{ confirmation: 0, cardVersion: '', shownVersions: [], readableAt: 0, deleted: false },
    });
  if (mishap !== 'none') timeline.after(mishapAt, () => causeMishap(40));
  if (mishap === 'app removed' && backAfter !== null)
    timeline.after(mishapAt + backAfter, () => {
      hasMishap = false;
    });
  /** Applies the mishap to the conversation. Waits for a root message before deleting it. */
  function causeMishap(tries: number): void {
    hasMishap = true;
    if (mishap !== 'root deleted') return;
    const root = messages.find((each) => each.channel === 'C1' && each.thread === null);
    if (root) root.deleted = true;
    else if (tries > 0) timeline.after(10_000, () => causeMishap(tries - 1));
  }
  function rejectionIn(channel: string): string | null {
    if (hasMishap && mishap === 'app removed') return 'token_revoked';
    if (channel === DIRECT_CHANNEL || channel.startsWith('U'))
      return scenario.directRefused ? 'messages_tab_disabled' : null;
    if (!hasMishap) return null;
    if (mishap === 'archived') return 'is_archived';
    return mishap === 'not a member' ? NOT_IN_CHANNEL : null;
  }
  ledger.refusal = rejectionIn;

  /** With a revoked token every call is delayed, as the real Slack client does. */
  const ask = <T>(name: string, of: (flow: Flow) => PortCall<T>): Promise<T> =>
    machine.call(name, (flow) => {
      const port = of(flow);
      if (port.neverFails || rejectionIn(DIRECT_CHANNEL) !== 'token_revoked') return port;
      return { truth: 'later', neverFails: true, answer: port.answer };
    });

  function destination({ origin, posts }: Video, slot: Slot) {
    if (slot === 'direct') return { channel: DIRECT_CHANNEL, thread: null };
    const channel = origin.channel.startsWith('U') ? DIRECT_CHANNEL : origin.channel;
    if (slot === 'card') return { channel, thread: origin.threadTs };
    const { card } = posts;
    if (!card?.channel || !card.ts) return null;
    return { channel: card.channel, thread: origin.threadTs ?? card.ts };
  }
  /** A deleted root with replies stays as a tombstone. Without replies the thread is gone. */
  const isThreadGone = (thread: string | null | undefined): boolean =>
    messages.some((each) => each.ts === thread && each.deleted) &&
    !messages.some((each) => each.thread === thread && !each.deleted);

  /** Files that Slack has accepted for a message, which it does once, or that were deleted. */
  const usedFiles = new Set<string | null>();
  const storeFile: StoreFile = () =>
    ask('files.store', () => {
      made += 1;
      return {
        truth: scenario.files ? 'stored' : 'impossible',
        answer: answerBy<Awaited<ReturnType<StoreFile>>>({
          stored: { kind: 'stored', id: `F${made}` },
          later: machine.later(),
          impossible: { kind: 'impossible', why: 'missing_scope' },
        }),
      };
    });
  /** Accepts a file for a message. False if Slack never shows it although it reports success. */
  const isSeen = (file: string): boolean => {
    const isLost = machine.isAimed('messenger.discard') || (machine.isFaulty() && rng.happens(0.3));
    const isFresh = !usedFiles.has(file);
    usedFiles.add(file);
    return isFresh && !isLost;
  };

  function show(message: Message, video: Video): void {
    record.logEvent(`${message.channel} shows ${message.slot}: ${message.cardVersion}`);
    checkRules(world, ON_SHOWN, { message, video });
    ledger.hooks.shown(message, video);
  }

  const post = (video: Video, slot: Slot): Promise<PostOutcome> =>
    ask(`messenger.post ${slot}`, (flow): PortCall<PostOutcome> => {
      checkRules(world, ON_OUTPUT, { what: 'a message', of: video });
      checkRules(world, ON_EFFECT, { id: video.id, act: `post ${slot}`, flow });
      const place = destination(video, slot);
      const { channel, thread } = place ?? { channel: '', thread: null };
      const file = slot === 'result' ? fileOfResult(video) : null;
      const isGone = isThreadGone(thread);
      const isRefused = !place || (isGone && (file !== null || !scenario.misplaced));
      const error =
        rejectionIn(channel) ??
        (file !== null && usedFiles.has(file) ? 'file_not_found' : null) ??
        (isRefused ? 'thread_not_found' : null);
      made += 1;
      const ts = `${Math.floor(machine.now() / 1_000)}.${String(made).padStart(6, '0')}`;
      const cardVersion = cardVersionOf(video, machine.now());
      const showMessage = (): void => {
        if (file !== null && !isSeen(file)) return;
        const lateMs = machine.isFaulty() && rng.happens(0.5) ? rng.between(0, 40_000) : 0;
        const message = {
          ...{ ts, channel, thread: isGone ? null : thread, inThread: !isGone },
          ...{ video: video.id, slot, confirmation: video.confirmations },
          ...{ cardVersion, shownVersions: [cardVersion], deleted: false },
          readableAt: machine.now() + lateMs,
        };
        messages.push(message);
        show(message, video);
      };
      const done = { channel, ts: file === null ? ts : null, inThread: !isGone };
      return {
        truth: error !== null ? 'refused' : isGone ? 'misplaced' : 'done',
        effect: error === null ? showMessage : undefined,
        answer: answerBy<PostOutcome>({
          done: { kind: 'done', ...done },
          misplaced: { kind: 'done', ...done },
          later: machine.later(),
          unknown: { kind: 'unknown' },
          refused: { kind: 'refused', error: error ?? '' },
        }),
      };
    });

  const find = (video: Video, slot: Slot): Promise<FindOutcome> =>
    ask(`messenger.find ${slot}`, (): PortCall<FindOutcome> => {
      const place = destination(video, slot);
      const isUnreadable =
        !place ||
        slot === 'direct' ||
        (slot === 'card' && video.origin.channel.startsWith('U')) ||
        !scenario.history ||
        isThreadGone(place.thread) ||
        rejectionIn(place.channel) === NOT_IN_CHANNEL;
      const found = messages.find(
        (each) =>
          each.video === video.id &&
          each.slot === slot &&
          !each.deleted &&
          (slot !== 'unconfirmed' || each.confirmation === video.confirmations) &&
          each.channel === place?.channel &&
          each.thread === place.thread &&
          each.readableAt <= machine.now(),
      );
      return {
        truth: isUnreadable ? 'unreadable' : found ? 'found' : 'absent',
        neverFails: isUnreadable,
        answer: answerBy<FindOutcome>({
          found: { kind: 'found', channel: found?.channel ?? '', ts: found?.ts ?? '' },
          absent: { kind: 'absent' },
          unreadable: { kind: 'unreadable' },
          later: machine.later(),
        }),
      };
    });

  /** A request that is safe to repeat. `error`: why it is impossible now. */
  const repeatable = (name: string, error: string | null, work: () => void): Promise<EditOutcome> =>
    ask(name, () => ({
      truth: error === null ? 'done' : 'gone',
      effect: error === null ? work : undefined,
      answer: answerBy<EditOutcome>({
        done: { kind: 'done' },
        gone: { kind: 'gone', error: error ?? '' },
        later: machine.later(),
      }),
    }));
  /** Such a request about an existing message. */
  const onMessage = (
    name: string,
    at: { readonly channel: string | null; readonly ts: string | null } | undefined,
    work: (message: Message) => void,
  ): Promise<EditOutcome> => {
    const message = messages.find(
      (each) => each.channel === at?.channel && each.ts === at.ts && !each.deleted,
    );
    const error = rejectionIn(at?.channel ?? '') ?? (message ? null : 'message_not_found');
    return repeatable(name, error, () => message && work(message));
  };

  const messenger: Messenger = {
    post,
    find,
    discard: (_, file) => repeatable('messenger.discard', null, () => usedFiles.add(file)),
    edit(video, isOptional) {
      checkRules(world, ON_OUTPUT, { what: 'an edit', of: video });
      if (isOptional && rng.happens(0.3)) return Promise.resolve({ kind: 'skipped' });
      const cardVersion = cardVersionOf(video, machine.now());
      return onMessage('messenger.edit', video.posts.card, (message) => {
        message.shownVersions.push(cardVersion);
        Object.assign(message, { cardVersion, confirmation: video.confirmations });
        show(message, video);
      });
    },
    retract(video, at) {
      checkRules(world, ON_OUTPUT, { what: 'a withdrawal', of: video });
      return onMessage('messenger.retract', at, (message) => {
        message.deleted = true;
      });
    },
  };
  return { storeFile, messenger };
}
