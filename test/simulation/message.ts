import type { Slot } from '../../src/domain/video/video.ts';

const UNKNOWN = {
  /** The thread it stands in, or null at the top; whether it was meant for that one. */
  thread: null as string | null,
  inThread: true,
  video: null as string | null,
  slot: null as Slot | null,
  /** The confirmation that it speaks of. */
  confirmation: 0,
  /** What it says now. */
  cardVersion: '',
  /** Reads lag: nobody who reads finds it before. */
  readableAt: 0,
  deleted: false,
  /** The file that it shows, or null. */
  file: null as string | null,
};
type Place = { readonly ts: string; readonly channel: string };

/** A message as it truly is in Slack; `faces`: all it ever said. */
export type Message = typeof UNKNOWN & Place & { readonly faces: string[] };

/** A message with these facts; what is not said is as in a new channel message of nobody's. */
export function newMessage(facts: Partial<typeof UNKNOWN> & Place): Message {
  const faces = facts.cardVersion === undefined ? [] : [facts.cardVersion];
  return { ...UNKNOWN, faces, ...facts };
}
