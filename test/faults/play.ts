import type { Outcome } from '../../sandbox/jogg/projects/outcome.ts';
import type { FaultSpec as JoggFault } from '../../sandbox/jogg/server/faults.ts';
import { patience } from '../../sandbox/patience.ts';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import type { Asked, HandOptions, HandStage } from './by-hand.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const ALWAYS = Number.POSITIVE_INFINITY;

export type SlackFault = Omit<FaultSpec, 'method'>;

/** What goes wrong for one video, and how it ends. */
export interface Row {
  /** What Slack does when the message of `slot` is posted. */
  readonly slot?: Slot;
  readonly slack?: SlackFault;
  /** What Jogg does with the paid request. */
  readonly jogg?: JoggFault;
  /** What becomes of the project at Jogg. */
  readonly outcome?: Outcome;
  readonly asked?: Asked;
}

/** What a person sees, and what it took. */
export interface End {
  readonly state: Video['state'] | undefined;
  /** The slots of its messages, in their order. */
  readonly channel: readonly Slot[];
  readonly direct: readonly Slot[];
  /** The paid requests: of this video after `play`, of all videos on the stage else. */
  readonly paid: number;
  /** How often its message of the row's slot was sent; that of the result unless told. */
  readonly posted: number;
}

const SHOWN = { channel: ['card', 'result'], direct: [], paid: 1, posted: 1 } as const;
export const DELIVERED: End = { ...SHOWN, state: 'delivered' };
export const FAILED: End = { ...SHOWN, state: 'failed' };
export const UNCONFIRMED: End = {
  ...SHOWN,
  state: 'unconfirmed',
  channel: ['card', 'unconfirmed'],
  posted: 0,
};
/** Delivered, and told to the requester directly. */
export const DIRECT: End = { ...DELIVERED, channel: ['card'], direct: ['direct'] };

export async function end(stage: HandStage, id = 'v', slot: Slot = 'result'): Promise<End> {
  const posted = stage.calls('chat.postMessage', id, slot).length;
  const state = await stage.state(id);
  return { state, ...stage.shown(id), paid: stage.paid().length, posted };
}

/** Makes one video, lets it meet its fault and run as far as it goes by itself; how it ended. */
export async function play(stage: HandStage, row: Row, id = 'v'): Promise<End> {
  const { slot = 'result', slack, jogg, outcome } = row;
  if (slack) stage.fault(id, slot, { ...slack, method: 'chat.postMessage' });
  if (jogg) stage.jogg.fault({ match: { method: 'POST', path: /create_video/ }, ...jogg });
  if (outcome) stage.jogg.outcome(outcome);
  const before = stage.paid().length;
  stage.make(id, row.asked);
  await stage.finish();
  const ended = await end(stage, id, slot);
  return { ...ended, paid: ended.paid - before };
}

/** Only a call that hangs is worth waiting for its time-out. */
export const within = ({ kind }: SlackFault): HandOptions =>
  kind === 'hang' ? { slackMs: patience(400) } : {};
