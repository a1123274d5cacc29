import type { ProjectStore, Unconfirmed, UnmatchedHint } from '../../src/domain/ports.ts';
import type { Bug } from './bugs.ts';
import type { Ask } from './disk.ts';

const KEPT_MS = 24 * 3_600_000;

/** What is kept of one Jogg account, as the ports promise it; `links`: of projects to tasks. */
export function createAccountRecords(deps: {
  readonly ask: Ask;
  readonly now: () => number;
  readonly links: Map<string, string>;
  readonly bug: Bug;
}) {
  const { ask, now, links, bug } = deps;
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
    // Webhooks give no reason here.
    rememberReason: async () => undefined,
    readReason: () => ask('store.readReason', () => undefined),
    takeHint: (project) =>
      ask('store.takeHint', (_, forget) => {
        const isThere = hints.delete(project);
        if (isThere) forget(() => hints.add(project));
        return isThere;
      }),
  };

  const missed = new Map<string, number>();
  let unmatched: readonly UnmatchedHint[] = [];
  const isFresh = (at: number): boolean => at > now() - KEPT_MS;
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
          unmatched = [{ projectId, at: now(), facts: null }, ...unmatched];
      }),
    learn: (projectId, facts) =>
      ask('unconfirmed.learn', () => {
        unmatched = unmatched.map((each) =>
          each.projectId === projectId ? { ...each, facts } : each,
        );
      }),
    hints: () => ask('unconfirmed.hints', () => unmatched.filter(({ at }) => isFresh(at))),
  };
  return { projects, unconfirmed };
}
