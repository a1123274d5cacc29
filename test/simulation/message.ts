import type { Slot } from '../../src/domain/video/video.ts';

/** A message as it truly is in Slack. */
export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** The thread it stands in, or null at the top. */
  readonly thread: string | null;
  /** Whether that is the thread it was meant for. */
  readonly inThread: boolean;
  readonly video: string | null;
  readonly slot: Slot | null;
  /** The confirmation that it speaks of. */
  confirmation: number;
  /** What it says now, and all it ever said. */
  cardVersion: string;
  readonly faces: string[];
  /** Reads lag: nobody who reads finds it before. */
  readonly readableAt: number;
  deleted: boolean;
  /** The file that it shows, or null. */
  readonly file: string | null;
}

/** A message with these facts; what is not said is as in a new channel message of nobody's. */
export function newMessage(facts: Partial<Message> & { ts: string; channel: string }): Message {
  return {
    thread: null,
    inThread: true,
    video: null,
    slot: null,
    confirmation: 0,
    cardVersion: '',
    faces: facts.cardVersion === undefined ? [] : [facts.cardVersion],
    readableAt: 0,
    deleted: false,
    file: null,
    ...facts,
  };
}
