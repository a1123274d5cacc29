import { setTimeout as sleep } from 'node:timers/promises';
import { defined } from '../defined.ts';
import type { Dict } from '../rules/block-kit.ts';
import { APP } from '../seed.ts';
import type { Delivery } from '../server/delivery.ts';
import { eventPayload } from '../server/payloads.ts';
import { toldView } from '../views.ts';
import type { Message } from '../world.ts';
import { channelOf, openChannel, personOf, Refusal, type Stage } from './stage.ts';
import { typedBlocks } from './typed-blocks.ts';

/** Slack tries an event three more times. https://docs.slack.dev/apis/events-api */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

/** Sends an event, again if not acknowledged; `null` if the manifest does not subscribe to it. */
export async function sendEvent(stage: Stage, event: Dict): Promise<Delivery | null> {
  const type = String(event['type']);
  if (!stage.manifest.settings.event_subscriptions.bot_events.includes(type)) return null;
  const payload = eventPayload({ event_ts: stage.world.nextTs(), ...event }, stage.now());
  const first = await stage.deliveries.send('events_api', payload);
  if (first.outcome !== 'ok') void retry(stage, payload, first);
  return first;
}

export async function openHome(
  stage: Stage,
  doing: { user?: string } = {},
): Promise<Delivery | null> {
  const { id: user } = personOf(stage, doing.user);
  if (!stage.manifest.features.app_home.home_tab_enabled)
    throw new Refusal('the manifest does not enable the Home tab');
  const known = stage.views.home(user);
  const event = {
    type: 'app_home_opened',
    user,
    channel: stage.world.openIm(user).id,
    tab: 'home',
  };
  return sendEvent(stage, { ...event, ...(known && { view: toldView(known) }) });
}

/** A person writes a message; one that mentions the app makes an `app_mention`. */
export async function say(
  stage: Stage,
  doing: { user?: string; channel: string; text: string; threadTs?: string },
): Promise<Message> {
  const { id: user } = personOf(stage, doing.user);
  const channel = openChannel(channelOf(stage, personOf(stage, doing.user), doing.channel));
  const blocks = typedBlocks(doing.text);
  const message = stage.world.post(channel.id, {
    ...{ user, text: doing.text, client_msg_id: crypto.randomUUID(), blocks },
    ...defined({ thread_ts: doing.threadTs }),
  });
  if (doing.text.includes(`<@${APP.botUser}>`) && channel.members.has(APP.botUser)) {
    const { ts, text, thread_ts } = message;
    const event = { type: 'app_mention', user, channel: channel.id, ts, text, blocks };
    await sendEvent(stage, { ...event, ...defined({ thread_ts }) });
  }
  return message;
}

/** The app is removed from the workspace: its token is dead, and it is told so. */
export async function uninstall(stage: Stage): Promise<void> {
  stage.world.revoked = true;
  stage.changes.changed();
  const tokens = { oauth: [], bot: [APP.botUser] };
  await sendEvent(stage, { type: 'tokens_revoked', tokens });
  await sendEvent(stage, { type: 'app_uninstalled' });
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
