import type { Slot, Video } from '../../src/domain/video/video.ts';

/** The messages that people see, and the requests for them. */
export interface End {
  readonly state: Video['state'] | undefined;
  /** The slots of its messages, in order. */
  readonly channel: readonly Slot[];
  readonly direct: readonly Slot[];
  /** The paid requests: of this video after `play`, otherwise of all videos on the stage. */
  readonly paid: number;
  /** How often its message of the row's slot (by default the result) was sent. */
  readonly posted: number;
}

const SHOWN_ONCE = { channel: ['card', 'result'], direct: [], paid: 1, posted: 1 } as const;
export const DELIVERED: End = { ...SHOWN_ONCE, state: 'delivered' };
export const FAILED: End = { ...SHOWN_ONCE, state: 'failed' };
const ASKED_REQUESTER = { channel: ['card', 'unconfirmed'], posted: 0 } as const;
export const UNCONFIRMED: End = { ...SHOWN_ONCE, ...ASKED_REQUESTER, state: 'unconfirmed' };
/** Delivered by direct message to the requester. */
export const DIRECT: End = { ...DELIVERED, channel: ['card'], direct: ['direct'] };
