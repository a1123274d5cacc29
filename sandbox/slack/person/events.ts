import { setTimeout as sleep } from 'node:timers/promises';
import { defined } from '../defined.ts';
import type { Installation } from '../oauth/installation.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { Delivery } from '../server/delivery.ts';
import { eventPayload } from '../server/payloads.ts';
import { toldView } from '../views.ts';
import type { Message } from '../world.ts';
import { channelOf, offered, openChannel, personOf, Refusal, type Stage } from './stage.ts';
import { typedBlocks } from './typed-blocks.ts';

/** Slack tries an event three more times. https://docs.slack.dev/apis/events-api */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

/**
 * Sends an event, again if not acknowledged; `null` where the manifest does not subscribe to it, or
 * the app is not installed. `left`: how it was installed, for what is told of its end.
 */
export async function sendEvent(
  stage: Stage,
  event: Dict,
  left?: Installation,
): Promise<Delivery | null> {
  const { world, manifest } = stage;
  const installed = left ?? world.installed();
  const { bot_events: wanted } = manifest.settings.event_subscriptions;
  if (installed === null || !wanted.includes(String(event['type']))) return null;
  const told = { event_ts: world.nextTs(), ...event };
  const payload = eventPayload(world, told, stage.now(), installed.orgWide);
  const first = await stage.deliveries.send('events_api', payload);
  if (first.outcome !== 'ok') void retry(stage, payload, first);
  return first;
}

export async function openHome(
  stage: Stage,
  doing: { user?: string } = {},
): Promise<Delivery | null> {
  const { id: user } = personOf(stage, doing.user);
  if (!offered(stage).home) throw new Refusal('the app has no Home tab here');
  const known = stage.views.home(user);
  const event = {
    type: 'app_home_opened',
    user,
    channel: stage.world.openIm(user).id,
    tab: 'home',
  };
  return sendEvent(stage, { ...event, ...(known && { view: toldView(stage.world, known) }) });
}

/** A person writes a message; one that mentions the app makes an `app_mention`. */
export async function say(
  stage: Stage,
  doing: { user?: string; channel: string; text: string; threadTs?: string },
): Promise<Message> {
  const { id: user } = personOf(stage, doing.user);
  const channel = openChannel(stage, channelOf(stage, personOf(stage, doing.user), doing.channel));
  const blocks = typedBlocks(doing.text);
  const message = stage.world.post(channel.id, {
    ...{ user, text: doing.text, client_msg_id: crypto.randomUUID(), blocks },
    ...defined({ thread_ts: doing.threadTs }),
  });
  const { botUser } = stage.world.app;
  if (doing.text.includes(`<@${botUser}>`) && channel.members.has(botUser)) {
    const { ts, text, thread_ts } = message;
    const event = { type: 'app_mention', user, channel: channel.id, ts, text, blocks };
    await sendEvent(stage, { ...event, ...defined({ thread_ts }) });
  }
  return message;
}

async function retry({ deliveries, signal }: Stage, payload: Dict, first: Delivery): Promise<void> {
  let last = first;
  for (const [index, ms] of RETRY_AFTER_MS.entries()) {
    const aborted = await sleep(ms, false, { signal, ref: false }).catch(() => true);
    if (aborted || signal.aborted || last.noRetry) return;
    const reason = last.outcome === 'operation_timeout' ? 'http_timeout' : 'http_error';
    last = await deliveries.send('events_api', payload, { num: index + 1, reason });
    if (last.outcome === 'ok') return;
  }
}
