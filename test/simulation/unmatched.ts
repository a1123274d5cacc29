import type { Unconfirmed, UnmatchedHint } from '../../src/domain/ports.ts';
import type { Disk } from './disk.ts';

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
