import { patience } from '../../sandbox/patience.ts';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import type { HandStage } from './by-hand.ts';

export type Trouble = Omit<FaultSpec, 'method'>;

/** Only a call that hangs is worth waiting for its time-out. */
export const within = ({ kind }: Trouble) => (kind === 'hang' ? { timeoutMs: patience(400) } : {});

/** A video that was told as it should be. */
export const SHOWN = { channel: ['card', 'result'], direct: [] };

/** How a video ended: its state, its messages, and how often one of them was sent. */
export async function end(stage: HandStage, name: string, slot: 'card' | 'result' = 'result') {
  const sent = stage.calls('chat.postMessage', name, slot).length;
  return { state: await stage.state(name), ...stage.shown(name), sent };
}

/** One video whose message of `slot` meets trouble, run to its end. */
export async function story(
  stage: HandStage,
  name: string,
  slot: 'card' | 'result',
  problem: Trouble,
  origin: Parameters<HandStage['make']>[1] = {},
): Promise<Awaited<ReturnType<typeof end>>> {
  stage.problem(name, slot, { ...problem, method: 'chat.postMessage' });
  stage.make(name, origin);
  await stage.finish();
  return end(stage, name, slot);
}
