import type { Registry } from 'prom-client';
import type { LogFields } from '../lib/log.ts';
import { Counter, Histogram } from './prometheus.ts';

/** The states in which a video ends or waits for a decision. */
const OUTCOMES = ['delivered', 'failed', 'unconfirmed', 'cancelled', 'expired'];
/** Histogram buckets. A render takes minutes. */
const RENDER_BUCKETS_S = [15, 30, 60, 120, 180, 300, 600, 900, 1_800, 3_600];
const DELIVERY_BUCKETS_S = [0.5, 1, 2, 5, 10, 30, 60, 300, 900];

/** Derives metrics from logged events. Returns the function that counts an event. */
export function createEventMetrics(
  registry: Registry,
): (event: string, fields?: LogFields) => void {
  const registers = [registry];
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `jogg_slack_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name: `jogg_slack_${name}`, help, buckets, registers });
  const events = counter('events_total', 'Logged events by name', 'event');
  const videos = counter('videos_total', 'Videos that ended, by outcome', 'outcome');
  const webhooks = counter('webhooks_total', "Jogg's webhooks by outcome", 'outcome');
  const lostClaims = counter('claims_lost_total', 'Runs that another process took over');
  const credits = counter('credits_total', 'Estimated credits of the videos Jogg accepted');
  const submitToDelivered = histogram(
    'submit_to_delivered_seconds',
    "From Jogg's acceptance to the result in the thread",
    RENDER_BUCKETS_S,
  );
  const readyToShown = histogram(
    'ready_to_shown_seconds',
    'From seeing that a video is done to the result in the thread',
    DELIVERY_BUCKETS_S,
  );
  for (const outcome of OUTCOMES) videos.inc({ outcome }, 0);

  return (event, fields = {}) => {
    events.inc({ event });
    const webhook = /^webhook_(received|refused|ignored|not_stored)$/.exec(event)?.[1];
    if (webhook) webhooks.inc({ outcome: webhook });
    if (event === 'task_lease_lost') lostClaims.inc();
    if (event === 'video_submitted' && typeof fields['credits'] === 'number')
      credits.inc(fields['credits']);
    const { from, to, lasted_ms: lasted, since_paid_ms: sincePaid } = fields;
    if (event !== 'video_moved' || typeof to !== 'string' || !OUTCOMES.includes(to)) return;
    videos.inc({ outcome: to });
    if (to !== 'delivered') return;
    if (typeof sincePaid === 'number') submitToDelivered.observe(sincePaid / 1_000);
    if (from === 'ready' && typeof lasted === 'number') readyToShown.observe(lasted / 1_000);
  };
}
