import type { Messenger } from '../../src/domain/ports.ts';
import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import type { EditOutcome, FindOutcome, PostOutcome } from '../../src/domain/video/outcome.ts';
import { fileOfResult } from '../../src/domain/video/result-file.ts';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { createFileStore } from './file-store.ts';
import type { Actor, Sent, World } from './machine.ts';
import { type Message, newMessage } from './message.ts';
import { createWeather } from './weather.ts';

export type SlackWorld = ReturnType<typeof createSlackWorld>;

type Sending = 'done' | 'later' | 'unknown, not sent' | 'unknown, done' | 'unknown, done after all';

const DIRECT = 'D1';
const PROBE_EVERY_MS = 300_000;
const FOREIGN_ROOT = '1.0';

export function createSlackWorld(
  world: World,
  on: {
    /** Before a request that must not happen twice leaves. */
    send(what: string, video: Video, actor: Actor): void;
    shown(message: Message, video: Video): void;
  },
) {
  const { machine, scenario, dice } = world;
  const { after } = world.timeline;
  const messages: Message[] = [];
  let mishap = false;
  let made = 0;

  if (scenario.inThread) messages.push(newMessage({ ts: FOREIGN_ROOT, channel: 'C1' }));
  if (scenario.mishap !== 'none') after(scenario.mishapAt, () => strike(40));
  if (scenario.mishap === 'app removed' && scenario.backAfter !== null)
    after(scenario.mishapAt + scenario.backAfter, () => {
      mishap = false;
    });

  /** What happens to the conversation; the root is deleted once there is one. */
  function strike(tries: number): void {
    mishap = true;
    if (scenario.mishap !== 'root deleted') return;
    const root = messages.find((each) => each.channel === 'C1' && each.thread === null);
    if (root) root.deleted = true;
    else if (tries > 0) after(10_000, () => strike(tries - 1));
  }

  const weather = createWeather(world, scenario.slackFaults, scenario.slackDown, [30, 300]);
  const { draw, quick } = weather;
  const isRemoved = (): boolean => mishap && scenario.mishap === 'app removed';
  /** Who is asked with a token that is over puts everything off, as the way out to Slack does. */
  const isDown = (): boolean => isRemoved() || weather.isDown();
  const laterIn = (): number | null =>
    isRemoved() ? dice.between(1, PROBE_EVERY_MS) : weather.laterIn();

  const files = createFileStore(world, { ...weather, isDown });

  function refusal(channel: string): string | null {
    if (isRemoved()) return 'token_revoked';
    const direct = channel === DIRECT || channel.startsWith('U');
    if (direct) return scenario.directRefused ? 'messages_tab_disabled' : null;
    if (mishap && scenario.mishap === 'archived') return 'is_archived';
    return mishap && scenario.mishap === 'not a member' ? 'not_in_channel' : null;
  }

  /** A deleted root with replies stays as a tombstone; without, the thread is gone. */
  const isThreadGone = (channel: string, thread: string): boolean => {
    const root = messages.find((each) => each.channel === channel && each.ts === thread);
    if (!root?.deleted) return false;
    return !messages.some((each) => each.thread === thread && !each.deleted);
  };

  type Place = { channel: string; thread: string | null };
  function destination(video: Video, slot: Slot): Place | null {
    if (slot === 'card') {
      const { channel, threadTs } = video.origin;
      return { channel: channel.startsWith('U') ? DIRECT : channel, thread: threadTs };
    }
    if (slot === 'direct') return { channel: DIRECT, thread: null };
    const { channel, ts } = video.posts.card ?? { channel: null, ts: null };
    return channel && ts ? { channel, thread: video.origin.threadTs ?? ts } : null;
  }

  const post = (video: Video, slot: Slot): Promise<PostOutcome> =>
    machine.call(`messenger.post ${slot}`, (actor): Sent<PostOutcome> => {
      on.send(`post ${slot}`, video, actor);
      const drawn = isDown()
        ? dice.pick<Sending>(isRemoved() ? ['later'] : ['later', 'unknown, not sent'])
        : scenario.loses === slot && machine.isAimed(`messenger.find ${slot}`) && dice.happens(0.8)
          ? dice.pick<Sending>(['unknown, not sent', 'unknown, done'])
          : draw<Sending>(`messenger.post ${slot}`, 'done', [
              ['later', 4],
              ['unknown, not sent', 2],
              ['unknown, done', 3],
              ['unknown, done after all', 1],
            ]);
      const place = destination(video, slot);
      const error = place ? refusal(place.channel) : 'thread_not_found';
      const gone = place?.thread != null && isThreadGone(place.channel, place.thread);
      const file = slot === 'result' ? fileOfResult(video) : null;
      const spent = files.isSpent(file) ? 'file_not_found' : null;
      const refused =
        error ??
        spent ??
        (gone && (file !== null || !scenario.misplaced) ? 'thread_not_found' : null);
      if (drawn === 'later') {
        const afterMs = laterIn();
        return { label: drawn, answerMs: quick(), answer: () => ({ kind: 'later', afterMs }) };
      }
      const answer = (): PostOutcome => ({ kind: 'unknown' });
      if (drawn === 'unknown, not sent')
        return { label: drawn, answerMs: dice.between(50, 10_000), answer };
      if (!place || refused !== null) {
        const outcome = { kind: 'refused', error: refused ?? 'unknown' } as const;
        return { label: 'refused', answerMs: quick(), answer: () => outcome };
      }
      made += 1;
      const message = newMessage({
        ts: `${Math.floor(machine.now() / 1_000)}.${String(made).padStart(6, '0')}`,
        channel: place.channel,
        thread: gone ? null : place.thread,
        inThread: !gone,
        video: video.id,
        slot,
        confirmation: video.confirmations,
        cardVersion: cardVersionOf(video, machine.now()),
        file,
      });
      const effectMs = quick();
      const appear = (): void => {
        if (files.isSpent(file) || !files.show(file)) return;
        const lag = machine.isFaulty() && dice.happens(0.5) ? dice.between(0, 40_000) : 0;
        const shown = { ...message, readableAt: machine.now() + lag };
        messages.push(shown);
        on.shown(shown, video);
      };
      if (drawn === 'unknown, done after all') {
        const late = 10_000 + dice.between(1, 9_000);
        return { label: drawn, answerMs: 10_000, effectMs: late, effect: appear, answer };
      }
      const answerMs = Math.min(10_000, effectMs + quick());
      if (drawn === 'unknown, done')
        return { label: drawn, answerMs, effectMs, effect: appear, answer };
      const { channel } = message;
      const ts = file === null ? message.ts : null;
      return {
        label: gone ? 'misplaced' : 'done',
        answerMs,
        effectMs,
        effect: appear,
        answer: () => ({ kind: 'done', channel, ts, inThread: !gone }),
      };
    });

  /** A request that may be repeated: done, later, later although done, or never. */
  const repeatable = (name: string, gone: string | null, work: () => void): Promise<EditOutcome> =>
    machine.call(name, (): Sent<EditOutcome> => {
      const label = isDown()
        ? 'later'
        : gone === null &&
            machine.isAimed(name) &&
            scenario.target.answer === 'gone' &&
            dice.happens(0.5)
          ? 'later, done'
          : draw(name, gone === null ? 'done' : 'gone', [
              ['later', 3],
              [gone === null ? 'later, done' : 'later', 1],
            ]);
      const afterMs = laterIn();
      const done = label === 'done' || label === 'later, done';
      return {
        label,
        // What reaches Slack is done before a process that has died works again.
        answerMs: 150 + quick(),
        effectMs: dice.between(30, 150),
        effect: done ? work : undefined,
        answer: () => {
          if (label === 'done') return { kind: 'done' };
          return label === 'gone'
            ? { kind: 'gone', error: gone ?? 'unknown' }
            : { kind: 'later', afterMs };
        },
      };
    });

  const reach = (channel: string, ts: string) => {
    const message = messages.find((each) => each.channel === channel && each.ts === ts);
    const gone = refusal(channel) ?? (!message || message.deleted ? 'message_not_found' : null);
    return { message, gone };
  };

  const find = (video: Video, slot: Slot): Promise<FindOutcome> =>
    machine.call(`messenger.find ${slot}`, (): Sent<FindOutcome> => {
      const place =
        slot === 'direct' || (video.origin.channel.startsWith('U') && slot === 'card')
          ? null
          : destination(video, slot);
      const lost = place?.thread != null && isThreadGone(place.channel, place.thread);
      const blind =
        !place || !scenario.history || lost || refusal(place.channel) === 'not_in_channel';
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
      const fine = blind ? 'unreadable' : found ? 'found' : 'absent';
      const label = blind
        ? 'unreadable'
        : isDown()
          ? 'later'
          : draw(`messenger.find ${slot}`, fine, [['later', 1]]);
      const afterMs = laterIn();
      return {
        label,
        answerMs: quick(),
        answer: () => {
          if (label === 'later') return { kind: 'later', afterMs };
          if (label !== 'found' || !found)
            return { kind: label === 'unreadable' ? 'unreadable' : 'absent' };
          return { kind: 'found', channel: found.channel, ts: found.ts };
        },
      };
    });

  const messenger: Messenger = {
    post,
    find,
    discard: (_, id) => repeatable('messenger.discard', null, () => files.discard(id)),
    edit(video) {
      const { channel, ts } = video.posts.card ?? { channel: null, ts: null };
      const { message, gone } = reach(channel ?? '', ts ?? '');
      const cardVersion = cardVersionOf(video, machine.now());
      return repeatable('messenger.edit', gone, () => {
        if (!message) return;
        message.cardVersion = cardVersion;
        message.faces.push(cardVersion);
        message.confirmation = video.confirmations;
        on.shown(message, video);
      });
    },
    retract(_, { channel, ts }) {
      const { message, gone } = reach(channel, ts);
      return repeatable('messenger.retract', gone, () => {
        if (message) message.deleted = true;
      });
    },
  };
  /** `refusal`: why nothing can be said to anybody there, or null. */
  return {
    messages: messages as readonly Message[],
    refusal,
    storeFile: files.storeFile,
    messenger,
  };
}
