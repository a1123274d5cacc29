import type { VideoStore } from '../../src/domain/ports.ts';
import type { Receipt, UserCommand, Video } from '../../src/domain/video/video.ts';
import type { Dice } from './dice.ts';
import type { Actor, Machine, Sent } from './machine.ts';
import { type Scenario, START } from './scenario.ts';

/** The store could not be asked, or could not answer. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
}

/** Durable facts, and the ways in which asking for them can go wrong. */
export interface Disk {
  readonly videos: ReadonlyMap<string, Video>;
  readonly store: VideoStore;
  /** A request to the store's process: done, failed, or done although it seemed to fail. */
  ask<T>(name: string, work: (actor: Actor) => T): Promise<T>;
  /** One that changes nothing: it is done or it fails. */
  read<T>(name: string, work: () => T): Promise<T>;
}

export function createDisk(deps: {
  readonly machine: Machine;
  readonly scenario: Scenario;
  readonly dice: Dice;
  /** `askedAt` (ms since the epoch): when the app asked for it. */
  readonly onSave: (before: Video | undefined, video: Video, actor: Actor, askedAt: number) => void;
  readonly onReceipt: (id: string, receipt: Receipt) => void;
  readonly onCommand: (id: string, command: UserCommand) => void;
}): Disk {
  const { machine, scenario, dice } = deps;
  const videos = new Map<string, Video>();
  const projects = new Map<string, string>();
  const hints = new Set<string>();
  const wishes = new Map<string, UserCommand>();
  const receipts = new Map<string, Receipt>();

  const isDown = (): boolean => {
    const since = machine.now() - START;
    return since >= scenario.storeDown.from && since < scenario.storeDown.until;
  };

  const outcomeOf = (name: string): 'done' | 'threw' | 'threw though done' => {
    if (isDown()) return 'threw';
    const wanted = machine.isAimed(name) ? scenario.target.answer : null;
    if ((wanted === 'threw' || wanted === 'threw though done') && dice.happens(0.5)) return wanted;
    if (!machine.isFaulty()) return 'done';
    if (!dice.happens(scenario.storeFaults)) return 'done';
    return dice.happens(0.5) ? 'threw' : 'threw though done';
  };

  const ask = <T>(name: string, work: (actor: Actor) => T, readOnly = false): Promise<T> =>
    machine.call(name, (actor): Sent<T> => {
      const drawn = outcomeOf(name);
      const label = readOnly && drawn !== 'done' ? 'threw' : drawn;
      let result: { value: T } | undefined;
      return {
        label,
        inside: scenario.embedded,
        answerMs: dice.happens(0.02) ? dice.between(50, 2_000) : dice.between(0, 3),
        effect:
          label === 'threw'
            ? undefined
            : () => {
                result = { value: work(actor) };
              },
        answer: () => {
          if (label !== 'done' || !result) throw new StoreFault(name);
          return result.value;
        },
      };
    });

  const store: VideoStore = {
    load: (id) => ask('store.load', () => videos.get(id), true),
    save(video) {
      const askedAt = machine.now();
      return ask(`store.save ${video.state}`, (actor) => {
        const before = videos.get(video.id);
        videos.set(video.id, video);
        deps.onSave(before, video, actor, askedAt);
      });
    },
    findByProject: (project) => ask('store.findByProject', () => projects.get(project), true),
    linkProject: (project, id) =>
      ask('store.linkProject', () => {
        if (!projects.has(project)) projects.set(project, id);
      }),
    saveReceipt: (id, receipt) =>
      ask('store.saveReceipt', () => {
        receipts.set(id, receipt);
        deps.onReceipt(id, receipt);
      }),
    readReceipt: (id) => ask('store.readReceipt', () => receipts.get(id), true),
    rememberHint: (project) =>
      ask('store.rememberHint', () => {
        hints.add(project);
      }),
    // Webhooks give no reason here.
    rememberReason: async () => undefined,
    readReason: async () => undefined,
    takeHint: (project) => ask('store.takeHint', () => hints.delete(project)),
    saveCommand: (id, command) =>
      ask('store.saveCommand', () => {
        wishes.set(`${id}:${command.confirmation}`, command);
        deps.onCommand(id, command);
      }),
    readCommand: (id, confirmation) =>
      ask('store.readCommand', () => wishes.get(`${id}:${confirmation}`), true),
  };
  return { videos, store, ask, read: (name, work) => ask(name, work, true) };
}
