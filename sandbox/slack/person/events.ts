import { setTimeout as sleep } from 'node:timers/promises';
import type { Dict } from '../rules/block-kit.ts';
import { APP } from '../seed.ts';
import type { Delivery } from '../server/delivery.ts';
import { eventPayload } from '../server/payloads.ts';
import { toldView } from '../views.ts';
import type { Message } from '../world.ts';
import { channelOf, personOf, Refusal, type Stage } from './stage.ts';
import { typedBlocks } from './typed-blocks.ts';

/** Slack tries an event three more times. https://docs.slack.dev/apis/events-api */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

/**
 * Sends an event, if the manifest subscribes to it; `null` if not. An event that is not
 * acknowledged is sent again until `signal` aborts.
 */
export async function sendEvent(
  stage: Stage,
  event: Dict,
  signal: AbortSignal,
): Promise<Delivery | null> {
  const type = String(event['type']);
  if (!stage.manifest.settings.event_subscriptions.bot_events.includes(type)) return null;
  const payload = eventPayload({ event_ts: stage.world.nextTs(), ...event }, stage.now());
  const first = await stage.deliveries.send('events_api', payload);
  if (first.outcome !== 'ok') void retry(stage, payload, first, signal);
  return first;
}

/** A person opens the app's Home tab. */
export async function openHome(
  stage: Stage,
  doing: { user?: string },
  signal: AbortSignal,
): Promise<Delivery | null> {
  const user = personOf(stage, doing.user);
  if (!stage.manifest.features.app_home.home_tab_enabled)
    throw new Refusal('the manifest does not enable the Home tab');
  const view = stage.views.home(user.id);
  const event = {
    type: 'app_home_opened',
    user: user.id,
    channel: stage.world.openIm(user.id).id,
    tab: 'home',
    ...(view === undefined ? {} : { view: toldView(view) }),
  };
  return sendEvent(stage, event, signal);
}

/** A person writes a message; one that mentions the app makes an `app_mention`. */
export async function say(
  stage: Stage,
  doing: { user?: string; channel: string; text: string; threadTs?: string },
  signal: AbortSignal,
): Promise<Message> {
  const user = personOf(stage, doing.user);
  const channel = channelOf(stage, user, doing.channel);
  if (channel.archived) throw new Refusal(`#${channel.name} is archived`);
  const message = stage.world.post(channel.id, {
    user: user.id,
    text: doing.text,
    client_msg_id: crypto.randomUUID(),
    blocks: typedBlocks(doing.text),
    ...(doing.threadTs === undefined ? {} : { thread_ts: doing.threadTs }),
  });
  if (doing.text.includes(`<@${APP.botUser}>`) && channel.members.has(APP.botUser)) {
    const { ts, text, thread_ts, blocks } = message;
    const thread = thread_ts === undefined ? {} : { thread_ts };
    await sendEvent(
      stage,
      { type: 'app_mention', user: user.id, channel: channel.id, ts, text, blocks, ...thread },
      signal,
    );
  }
  return message;
}

/** The app is removed from the workspace: its token is dead, and it is told so. */
export async function uninstall(stage: Stage, signal: AbortSignal): Promise<void> {
  stage.world.revoked = true;
  stage.changes.changed();
  await sendEvent(
    stage,
    { type: 'tokens_revoked', tokens: { oauth: [], bot: [APP.botUser] } },
    signal,
  );
  await sendEvent(stage, { type: 'app_uninstalled' }, signal);
}

async function retry(
  stage: Stage,
  payload: Dict,
  first: Delivery,
  signal: AbortSignal,
): Promise<void> {
  let last = first;
  for (const [index, ms] of RETRY_AFTER_MS.entries()) {
    const aborted = await sleep(ms, false, { signal, ref: false }).catch(() => true);
    if (aborted || signal.aborted || last.noRetry) return;
    const reason = last.outcome === 'operation_timeout' ? 'http_timeout' : 'http_error';
    last = await stage.deliveries.send('events_api', payload, { num: index + 1, reason });
    if (last.outcome === 'ok') return;
  }
}
