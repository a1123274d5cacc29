import type { ProjectStore, UnconfirmedStore, VideoStore } from '../../src/domain/ports.ts';
import { scopedId } from '../../src/domain/scope.ts';
import type { Video } from '../../src/domain/video/video.ts';
import type { LedgerEntry, World } from './ledger.ts';
import type { Flow, Machine } from './machine.ts';
import { checkRules, ON_OUTPUT, ON_SAVE } from './rules.ts';

/** A request to the store, or its answer, was lost. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
}

export type Ask = ReturnType<typeof createAsk>;
type Work<T> = (flow: Flow, forget: (undo: () => void) => void) => T;

/** The calls that do not wait for the disk. Every other write syncs all earlier ones. */
const UNSYNCED = /^store\.(load|find|read|\w+Hint)|^queue\.(claim|position)|Ids$|hints$/;

/**
 * Makes requests to the store's process. A request succeeds, fails, or succeeds but seems to fail.
 * `work` passes to `forget` how to undo it if the machine loses power before the sync: `unsynced`.
 */
export const createAsk =
  ({ call }: Pick<Machine, 'call'>, unsynced: (() => void)[]) =>
  <T>(name: string, work: Work<T>, canSkipSync = UNSYNCED.test(name)): Promise<T> =>
    call(name, (flow) => {
      let done: { value: T } | undefined;
      return {
        effect: () => {
          done = { value: work(flow, (undo) => unsynced.push(undo)) };
          if (!canSkipSync) unsynced.length = 0;
        },
        answer: (kind) => {
          if (kind !== 'done' || !done) throw new StoreFault(name);
          return done.value;
        },
      };
    });

/** The video store of a workspace, as the port promises. `table`: the videos of all workspaces. */
export function createDisk(world: World, table: Map<string, Video>, ask: Ask) {
  const { machine, ledger, record, bug } = world;
  const { videos } = ledger;
  const full = (id: string): string => scopedId(bug.scope ?? world.scope, id);

  const store: VideoStore = {
    load: (id) => ask('store.load', () => table.get(full(id))),
    save(asked, lease, { nextRun, canSkipSync = false } = {}) {
      const video = bug.saved ? bug.saved(asked) : asked;
      if (!video) return Promise.resolve(true);
      const askedAt = machine.now();
      const save: Work<boolean> = (flow, forget) => {
        if (!machine.holds(flow) && bug.unfenced !== 'save') return false;
        const before = table.get(full(video.id));
        const entry = ledger.entryOf(video.id);
        const put = (each: Video): void => {
          table.set(full(each.id), each);
          videos.set(each.id, each);
        };
        if (before) forget(() => put(before));
        put(video);
        checkRules(world, ON_OUTPUT, { what: 'a record', of: video });
        record.logEvent(`saved ${video.id}: ${before?.state} → ${video.state} ${postsOf(video)}`);
        checkRules(world, ON_SAVE, { before, video, entry, askedAt });
        if (before?.state !== video.state) ledger.lastStateChangeAt = machine.now();
        recordPaymentIntent(flow, entry, before, video);
        for (const post of Object.values(video.posts))
          if (post.status === 'misplaced' && post.ts !== null) entry.misplaced.add(post.ts);
        ledger.hooks.saved(video);
        // The same step ends the run.
        if (nextRun !== undefined) void lease.write([], nextRun);
        return true;
      };
      return ask(`store.save ${video.state}`, save, bug.isUnsynced || canSkipSync);
    },
    saveReceipt: (id, receipt) =>
      ask('store.saveReceipt', () => {
        ledger.entryOf(id).receipts.push(receipt);
        ledger.noteSignal(receipt.project.id);
      }),
    readReceipt: (id) => ask('store.readReceipt', () => ledger.entryOf(id).receipts.at(-1)),
    saveCommand: (id, command) =>
      ask('store.saveCommand', () => {
        ledger.entryOf(id).commands.push(command);
        ledger.noteSignal(command.project);
      }),
    readCommand: (id, confirmation) =>
      ask('store.readCommand', () =>
        ledger.entryOf(id).commands.findLast((each) => each.confirmation === confirmation),
      ),
  };

  return store;
}

/** Records an intent to pay, and whether its answer was stored. */
function recordPaymentIntent(
  flow: Flow,
  { paymentIntents }: LedgerEntry,
  before: Video | undefined,
  { state, confirmations: confirmation }: Video,
): void {
  const was = before?.state === 'submitting';
  if (state === 'submitting' && !was)
    paymentIntents.push({ confirmation, flow, answer: null, project: null, isAnswerStored: false });
  const last = paymentIntents.at(-1);
  if (was && state !== 'submitting' && last?.flow === flow)
    last.isAnswerStored = last.answer !== null;
}

function postsOf(video: Video): string {
  const posts = Object.entries(video.posts).map(([slot, post]) => `${slot} ${post.status}`);
  return `(${[...posts, `card version ${video.cardVersion || 'none'}`].join(', ')})`;
}

const RETENTION_MS = 24 * 3_600_000;

/** The records of a Jogg account, as the ports promise, for a workspace that uses it. */
export function createAccountRecords({ ledger, machine: { now }, bug }: World, ask: Ask) {
  const { links } = ledger;
  const hints = new Set<string>();
  const projects: ProjectStore = {
    findByProject: (project) => ask('store.findByProject', () => links.get(project)),
    linkProject: (project, id) =>
      ask('store.linkProject', () => {
        if (!links.has(project)) links.set(project, bug.linked?.(id) ?? id);
      }),
    rememberHint: (project) =>
      ask('store.rememberHint', (_, forget) => {
        hints.add(project);
        forget(() => hints.delete(project));
      }),
    // The simulated webhooks give no reason.
    rememberReason: async () => undefined,
    readReason: () => ask('store.readReason', () => undefined),
    takeHint: (project) =>
      ask('store.takeHint', (_, forget) => {
        const isThere = hints.delete(project);
        if (isThere) forget(() => hints.add(project));
        return isThere;
      }),
  };

  /** The unconfirmed videos, and when they became so (ms since the epoch). */
  const added = new Map<string, number>();
  let unmatched: Awaited<ReturnType<UnconfirmedStore['hints']>> = [];
  const isKept = (at: number): boolean => at > now() - RETENTION_MS;
  const unconfirmed: UnconfirmedStore = {
    add: (id, since) =>
      ask('unconfirmed.add', () => {
        if (!added.has(id)) added.set(id, since);
      }),
    remove: (id) => ask('unconfirmed.remove', () => void added.delete(id)),
    videoIds: () =>
      ask('unconfirmed.videoIds', () => [...added].flatMap(([id, at]) => (isKept(at) ? [id] : []))),
    rememberHint: (projectId) =>
      ask('unconfirmed.rememberHint', () => {
        if (!unmatched.some((each) => each.projectId === projectId))
          unmatched = [{ projectId, at: now(), facts: null }, ...unmatched];
      }),
    saveFacts: (id, facts) =>
      ask('unconfirmed.saveFacts', () => {
        unmatched = unmatched.map((each) => (each.projectId === id ? { ...each, facts } : each));
      }),
    hints: () => ask('unconfirmed.hints', () => unmatched.filter(({ at }) => isKept(at))),
  };
  return { projects, unconfirmed };
}
