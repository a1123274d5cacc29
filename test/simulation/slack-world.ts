import type { Messenger } from '../../src/domain/ports.ts';
import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import type { EditOutcome, FindOutcome, PostOutcome } from '../../src/domain/video/outcome.ts';
import { fileOfResult } from '../../src/domain/video/result-file.ts';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { createFileStore } from './file-store.ts';
import { type Actor, type Sent, sent, type World } from './machine.ts';
import { type Message, newMessage } from './message.ts';
import { createWeather, DOUBTFUL, type Sending } from './weather.ts';

export type SlackWorld = ReturnType<typeof createSlackWorld>;

const UNKNOWN = { kind: 'unknown' } as const;
const ONLY_LATER = [
  ['later', 3],
  ['later', 1],
] as const;
const OR_DONE = [
  ['later', 3],
  ['later, done', 1],
] as const;
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
    if (!mishap) return null;
    if (scenario.mishap === 'archived') return 'is_archived';
    return scenario.mishap === 'not a member' ? 'not_in_channel' : null;
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

  const drawPost = (slot: Slot): Sending => {
    if (isDown()) return dice.pick(isRemoved() ? ['later'] : ['later', 'unknown, not sent']);
    if (scenario.loses === slot && machine.isAimed(`messenger.find ${slot}`) && dice.happens(0.8))
      return dice.pick(['unknown, not sent', 'unknown, done']);
    return draw<Sending>(`messenger.post ${slot}`, 'done', [['later', 4], ...DOUBTFUL]);
  };

  const post = (video: Video, slot: Slot): Promise<PostOutcome> =>
    machine.call(`messenger.post ${slot}`, (actor): Sent<PostOutcome> => {
      on.send(`post ${slot}`, video, actor);
      const drawn = drawPost(slot);
      const place = destination(video, slot);
      const gone = place?.thread != null && isThreadGone(place.channel, place.thread);
      const file = slot === 'result' ? fileOfResult(video) : null;
      const isRefused = gone && (file !== null || !scenario.misplaced);
      const error =
        (place ? refusal(place.channel) : 'thread_not_found') ??
        (files.isSpent(file) ? 'file_not_found' : null) ??
        (isRefused ? 'thread_not_found' : null);
      if (drawn === 'later') {
        const later = { kind: 'later', afterMs: laterIn() } as const;
        return sent(drawn, quick(), later);
      }
      if (drawn === 'unknown, not sent') return sent(drawn, dice.between(50, 10_000), UNKNOWN);
      if (!place || error !== null)
        return sent('refused', quick(), { kind: 'refused', error: error ?? 'unknown' });
      made += 1;
      const { channel } = place;
      const message = newMessage({
        ts: `${Math.floor(machine.now() / 1_000)}.${String(made).padStart(6, '0')}`,
        channel,
        thread: gone ? null : place.thread,
        inThread: !gone,
        video: video.id,
        slot,
        confirmation: video.confirmations,
        cardVersion: cardVersionOf(video, machine.now()),
        file,
      });
      const effectMs = quick();
      const effect = (): void => {
        if (files.isSpent(file) || !files.show(file)) return;
        const lag = machine.isFaulty() && dice.happens(0.5) ? dice.between(0, 40_000) : 0;
        const shown = { ...message, readableAt: machine.now() + lag };
        messages.push(shown);
        on.shown(shown, video);
      };
      if (drawn === 'unknown, done after all')
        return sent(drawn, 10_000, UNKNOWN, { effectMs: 10_000 + dice.between(1, 9_000), effect });
      const answerMs = Math.min(10_000, effectMs + quick());
      if (drawn === 'unknown, done') return sent(drawn, answerMs, UNKNOWN, { effectMs, effect });
      const ts = file === null ? message.ts : null;
      const done = { kind: 'done', channel, ts, inThread: !gone } as const;
      return sent(gone ? 'misplaced' : 'done', answerMs, done, { effectMs, effect });
    });

  /** A request that may be repeated: done, later, later although done, or never. */
  const repeatable = (name: string, gone: string | null, work: () => void): Promise<EditOutcome> =>
    machine.call(name, (): Sent<EditOutcome> => {
      const drawn = (): 'done' | 'gone' | 'later' | 'later, done' => {
        if (isDown()) return 'later';
        if (gone !== null) return draw(name, 'gone', ONLY_LATER);
        const aimed = machine.isAimed(name) && scenario.target.answer === 'gone';
        return aimed && dice.happens(0.5) ? 'later, done' : draw(name, 'done', OR_DONE);
      };
      const label = drawn();
      const afterMs = laterIn();
      const outcomes: Readonly<Record<string, EditOutcome>> = {
        done: { kind: 'done' },
        gone: { kind: 'gone', error: gone ?? 'unknown' },
      };
      // What reaches Slack is done before a process that has died works again.
      return sent(label, 150 + quick(), outcomes[label] ?? { kind: 'later', afterMs }, {
        effectMs: dice.between(30, 150),
        effect: label === 'done' || label === 'later, done' ? work : undefined,
      });
    });

  const reach = (channel: string, ts: string) => {
    const message = messages.find((each) => each.channel === channel && each.ts === ts);
    const gone = refusal(channel) ?? (!message || message.deleted ? 'message_not_found' : null);
    return { message, gone };
  };

  const find = (video: Video, slot: Slot): Promise<FindOutcome> =>
    machine.call(`messenger.find ${slot}`, (): Sent<FindOutcome> => {
      const isDirect =
        slot === 'direct' || (slot === 'card' && video.origin.channel.startsWith('U'));
      const place = isDirect ? null : destination(video, slot);
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
      const drawn = () =>
        isDown()
          ? 'later'
          : draw(`messenger.find ${slot}`, found ? 'found' : 'absent', [['later', 1]]);
      const label = blind ? 'unreadable' : drawn();
      const afterMs = laterIn();
      if (label === 'later') return sent(label, quick(), { kind: label, afterMs });
      if (label !== 'found' || !found)
        return sent(label, quick(), { kind: label === 'unreadable' ? label : 'absent' });
      return sent(label, quick(), { kind: label, channel: found.channel, ts: found.ts });
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
  const { storeFile } = files;
  /** `refusal`: why nothing can be said to anybody there, or null. */
  return { messages: messages as readonly Message[], refusal, storeFile, messenger };
}
