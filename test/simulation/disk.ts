import type { Unconfirmed, UnmatchedHint, VideoStore } from '../../src/domain/ports.ts';
import type { Receipt, UserCommand, Video } from '../../src/domain/video/video.ts';
import type { Actor, Sent, World } from './machine.ts';
import { isWithin } from './scenario.ts';

/** The store could not be asked, or could not answer. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
}

export type Disk = ReturnType<typeof createDisk>;

/** Durable facts, and the ways in which asking for them can go wrong. */
export function createDisk(
  { machine, scenario, dice }: World,
  on: {
    /** `askedAt` (ms since the epoch): when the app asked for it. */
    save(before: Video | undefined, video: Video, actor: Actor, askedAt: number): void;
    receipt(id: string, receipt: Receipt): void;
    command(id: string, command: UserCommand): void;
  },
) {
  const videos = new Map<string, Video>();
  const projects = new Map<string, string>();
  const hints = new Set<string>();
  const commands = new Map<string, UserCommand>();
  const receipts = new Map<string, Receipt>();

  const outcomeOf = (name: string): 'done' | 'threw' | 'threw though done' => {
    if (isWithin(scenario.storeDown, machine.now())) return 'threw';
    const wanted = machine.isAimed(name) ? scenario.target.answer : null;
    if ((wanted === 'threw' || wanted === 'threw though done') && dice.happens(0.5)) return wanted;
    if (!machine.isFaulty() || !dice.happens(scenario.storeFaults)) return 'done';
    return dice.happens(0.5) ? 'threw' : 'threw though done';
  };

  /** A request to the store's process: done, failed, or done although it seemed to fail. */
  const ask = <T>(name: string, work: (actor: Actor) => T, readOnly = false): Promise<T> =>
    machine.call(name, (actor): Sent<T> => {
      const drawn = outcomeOf(name);
      const label = readOnly && drawn !== 'done' ? 'threw' : drawn;
      let result: { value: T } | undefined;
      return {
        label,
        inside: scenario.embedded,
        answerMs: dice.happens(0.02) ? dice.between(50, 2_000) : dice.between(0, 3),
        effect: () => {
          if (label !== 'threw') result = { value: work(actor) };
        },
        answer: () => {
          if (label !== 'done' || !result) throw new StoreFault(name);
          return result.value;
        },
      };
    });

  /** One that changes nothing: it is done or it fails. */
  const read = <T>(name: string, work: () => T): Promise<T> => ask(name, work, true);

  const store: VideoStore = {
    load: (id) => read('store.load', () => videos.get(id)),
    async save(video, lease) {
      if (!(await lease.isHeld())) return false;
      const askedAt = machine.now();
      return ask(`store.save ${video.state}`, (actor) => {
        const before = videos.get(video.id);
        videos.set(video.id, video);
        on.save(before, video, actor, askedAt);
        return true;
      });
    },
    findByProject: (project) => read('store.findByProject', () => projects.get(project)),
    linkProject: (project, id) =>
      ask('store.linkProject', () => {
        if (!projects.has(project)) projects.set(project, id);
      }),
    saveReceipt: (id, receipt) =>
      ask('store.saveReceipt', () => {
        receipts.set(id, receipt);
        on.receipt(id, receipt);
      }),
    readReceipt: (id) => read('store.readReceipt', () => receipts.get(id)),
    rememberHint: (project) => ask('store.rememberHint', () => void hints.add(project)),
    // Webhooks give no reason here.
    rememberReason: async () => undefined,
    readReason: async () => undefined,
    takeHint: (project) => ask('store.takeHint', () => hints.delete(project)),
    saveCommand: (id, command) =>
      ask('store.saveCommand', () => {
        commands.set(`${id}:${command.confirmation}`, command);
        on.command(id, command);
      }),
    readCommand: (id, confirmation) =>
      read('store.readCommand', () => commands.get(`${id}:${confirmation}`)),
  };
  return { videos, store, ask, read };
}

const KEPT_MS = 24 * 3_600_000;

/** The unconfirmed videos and the unmatched hints, as their port promises them. */
export function createUnmatched(disk: Disk, now: () => number): Unconfirmed {
  const videos = new Map<string, number>();
  let hints: readonly UnmatchedHint[] = [];
  const fresh = (at: number): boolean => at > now() - KEPT_MS;
  return {
    add: (id, since) =>
      disk.ask('unconfirmed.add', () => {
        if (!videos.has(id)) videos.set(id, since);
      }),
    remove: (id) => disk.ask('unconfirmed.remove', () => void videos.delete(id)),
    videoIds: () =>
      disk.read('unconfirmed.videoIds', () =>
        [...videos].filter(([, since]) => fresh(since)).map(([id]) => id),
      ),
    rememberHint: (projectId) =>
      disk.ask('unconfirmed.rememberHint', () => {
        if (!hints.some((each) => each.projectId === projectId))
          hints = [{ projectId, at: now(), facts: null }, ...hints];
      }),
    learn: (projectId, facts) =>
      disk.ask('unconfirmed.learn', () => {
        hints = hints.map((each) => (each.projectId === projectId ? { ...each, facts } : each));
      }),
    hints: () => disk.read('unconfirmed.hints', () => hints.filter(({ at }) => fresh(at))),
  };
}
