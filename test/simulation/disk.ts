import type {
  ProjectStore,
  Unconfirmed,
  UnmatchedHint,
  VideoStore,
} from '../../src/domain/ports.ts';
import type { UserCommand, Video } from '../../src/domain/video/video.ts';
import { judge, ON_SAVE } from './judge.ts';
import type { Account, World } from './ledger.ts';
import type { Actor } from './machine.ts';

/** The store could not be asked, or could not answer. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
}

export type Disk = ReturnType<typeof createDisk>;

const KEPT_MS = 24 * 3_600_000;

/** Durable facts, as the ports promise them. */
export function createDisk(world: World) {
  const { machine, ledger, record, bug } = world;
  const { videos, links } = ledger;
  const hints = new Set<string>();
  const commands = new Map<string, UserCommand>();

  /** A request to the store's process: done, failed, or done although it seemed to fail. */
  const ask = <T>(name: string, work: (actor: Actor) => T): Promise<T> =>
    machine.call(name, (actor) => {
      let done: { value: T } | undefined;
      return {
        effect: () => {
          done = { value: work(actor) };
        },
        answer: (kind) => {
          if (kind !== 'done' || !done) throw new StoreFault(name);
          return done.value;
        },
      };
    });

  const store: VideoStore & ProjectStore = {
    load: (id) => ask('store.load', () => videos.get(id)),
    save(asked, lease, { nextRun } = {}) {
      const video = bug.saved ? bug.saved(asked) : asked;
      if (!video) return Promise.resolve(true);
      const askedAt = machine.now();
      return ask(`store.save ${video.state}`, (actor) => {
        if (!machine.holds(actor) && !bug.unfenced?.includes('save')) return false;
        const before = videos.get(video.id);
        const account = ledger.account(video.id);
        videos.set(video.id, video);
        record.logEvent(`saved ${video.id}: ${before?.state} → ${video.state} ${postsOf(video)}`);
        judge(world, ON_SAVE, { before, video, account, askedAt });
        if (before?.state !== video.state) ledger.lastMove = machine.now();
        keepOpening(actor, account, before, video);
        for (const post of Object.values(video.posts))
          if (post.status === 'misplaced' && post.ts !== null) account.misplaced.add(post.ts);
        ledger.hear.saved(video);
        // In one step with the end of the run.
        if (nextRun !== undefined) void lease.write([], nextRun);
        return true;
      });
    },
    findByProject: (project) => ask('store.findByProject', () => links.get(project)),
    linkProject: (project, id) =>
      ask('store.linkProject', () => {
        if (!links.has(project)) links.set(project, id);
      }),
    saveReceipt: (id, receipt) =>
      ask('store.saveReceipt', () => {
        ledger.account(id).receipts.push(receipt);
        ledger.news(receipt.project.id);
      }),
    readReceipt: (id) => ask('store.readReceipt', () => ledger.account(id).receipts.at(-1)),
    rememberHint: (project) => ask('store.rememberHint', () => void hints.add(project)),
    // Webhooks give no reason here.
    rememberReason: async () => undefined,
    readReason: () => ask('store.readReason', () => undefined),
    takeHint: (project) => ask('store.takeHint', () => hints.delete(project)),
    saveCommand: (id, command) =>
      ask('store.saveCommand', () => {
        commands.set(`${id}:${command.confirmation}`, command);
        ledger.account(id).commands.push(command);
        ledger.news(command.project);
      }),
    readCommand: (id, confirmation) =>
      ask('store.readCommand', () => commands.get(`${id}:${confirmation}`)),
  };

  const missed = new Map<string, number>();
  let unmatched: readonly UnmatchedHint[] = [];
  const isFresh = (at: number): boolean => at > machine.now() - KEPT_MS;
  const unconfirmed: Unconfirmed = {
    add: (id, since) =>
      ask('unconfirmed.add', () => {
        if (!missed.has(id)) missed.set(id, since);
      }),
    remove: (id) => ask('unconfirmed.remove', () => void missed.delete(id)),
    videoIds: () =>
      ask('unconfirmed.videoIds', () =>
        [...missed].flatMap(([id, since]) => (isFresh(since) ? [id] : [])),
      ),
    rememberHint: (projectId) =>
      ask('unconfirmed.rememberHint', () => {
        if (!unmatched.some((each) => each.projectId === projectId))
          unmatched = [{ projectId, at: machine.now(), facts: null }, ...unmatched];
      }),
    learn: (projectId, facts) =>
      ask('unconfirmed.learn', () => {
        unmatched = unmatched.map((each) =>
          each.projectId === projectId ? { ...each, facts } : each,
        );
      }),
    hints: () => ask('unconfirmed.hints', () => unmatched.filter(({ at }) => isFresh(at))),
  };
  return { ask, store, unconfirmed };
}

/** Notes an intent to pay, and whether what came of it was stored. */
function keepOpening(
  actor: Actor,
  { openings }: Account,
  before: Video | undefined,
  { state, confirmations: confirmation }: Video,
): void {
  const was = before?.state === 'submitting';
  if (state === 'submitting' && !was)
    openings.push({ confirmation, actor, answer: null, project: null, kept: false });
  const last = openings.at(-1);
  if (was && state !== 'submitting' && last?.actor === actor) last.kept = last.answer !== null;
}

function postsOf(video: Video): string {
  const posts = Object.entries(video.posts).map(([slot, post]) => `${slot} ${post.status}`);
  return `(${[...posts, `card version ${video.cardVersion || 'none'}`].join(', ')})`;
}
