import type { Messenger, VideoStore } from '../../src/domain/ports.ts';
import type { Receipt, Slot, UserCommand, Video } from '../../src/domain/video/video.ts';

/** Slack and a store in memory, as fast as a thousand videos over hours need them. */
export function inMemory(): {
  messenger: Messenger;
  store: VideoStore;
  shown: (id: string) => Slot[];
} {
  const shown = new Map<string, Slot[]>();
  const videos = new Map<string, Video>();
  const projects = new Map<string, string>();
  const commands = new Map<string, UserCommand>();
  const receipts = new Map<string, Receipt>();
  const reasons = new Map<string, string>();
  const hints = new Set<string>();
  const done = async () => ({ kind: 'done' }) as const;
  return {
    shown: (id) => shown.get(id) ?? [],
    messenger: {
      async post({ id }, slot) {
        const slots = [...(shown.get(id) ?? []), slot];
        shown.set(id, slots);
        return { kind: 'done', channel: 'C1', ts: `${slots.length}.0`, inThread: true };
      },
      find: async () => ({ kind: 'unreadable' }),
      edit: done,
      discard: done,
      retract: done,
    },
    store: {
      load: async (id) => videos.get(id),
      save: async (video) => videos.set(video.id, video) === videos,
      findByProject: async (id) => projects.get(id),
      linkProject: async (id, video) => void (projects.has(id) || projects.set(id, video)),
      rememberHint: async (id) => void hints.add(id),
      takeHint: async (id) => hints.delete(id),
      rememberReason: async (id, reason) => void reasons.set(id, reason),
      readReason: async (id) => reasons.get(id),
      saveReceipt: async (id, receipt) => void receipts.set(id, receipt),
      readReceipt: async (id) => receipts.get(id),
      saveCommand: async (id, each) => void commands.set(`${id}:${each.confirmation}`, each),
      readCommand: async (id, confirmation) => commands.get(`${id}:${confirmation}`),
    },
  };
}
