import { setTimeout as sleep } from 'node:timers/promises';
import { defined } from '../omit-undefined.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { Delivery } from '../server/delivery.ts';
import { eventPayload } from '../server/payloads.ts';
import { toldView } from '../views.ts';
import type { Installation, Message } from '../world.ts';
import { channelOf, offered, openChannel, personOf, Refusal, type Stage } from './client.ts';
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

type Opening = { user?: string };
export async function openHome(stage: Stage, doing: Opening = {}): Promise<Delivery | null> {
  const { id: user } = personOf(stage, doing.user);
  if (!offered(stage).home) throw new Refusal('the app has no Home tab here');
  const known = stage.views.home(user);
  const { id: channel } = stage.world.openIm(user);
  const view = known && { view: toldView(stage.world, known) };
  return sendEvent(stage, { type: 'app_home_opened', user, channel, tab: 'home', ...view });
}

/** A person writes a message; one that mentions the app makes an `app_mention`. */
export async function say(
  stage: Stage,
  doing: { user?: string; channel: string; text: string; threadTs?: string },
): Promise<Message> {
  const person = personOf(stage, doing.user);
  const { id: user } = person;
  const channel = openChannel(stage, channelOf(stage, person, doing.channel));
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

const ENDINGS = ['tokens_revoked', 'app_uninstalled'] as const;

/**
 * The app is removed from where it is installed: its token is dead, and it is told so, by two
 * events in either order. https://docs.slack.dev/reference/events/app_uninstalled
 */
export async function uninstall(
  stage: Stage,
  order: readonly (typeof ENDINGS)[number][] = ENDINGS,
): Promise<void> {
  const left = installationOf(stage);
  stage.installations.end(left);
  const tokens = { oauth: [], bot: [stage.world.app.botUser] };
  const events = {
    tokens_revoked: { type: 'tokens_revoked', tokens },
    app_uninstalled: { type: 'app_uninstalled' },
  };
  for (const name of order) await sendEvent(stage, events[name], left);
}

/** An organization takes its app away from one of its workspaces: others keep it. */
export function withdraw(stage: Stage): void {
  if (!installationOf(stage).orgWide) throw new Refusal('it is not of an organization');
  stage.world.install(null);
}

/** The token's life ends now: Slack answers `token_expired` until the app has refreshed it. */
export function expireToken(stage: Stage): void {
  const installation = installationOf(stage);
  if (installation.refresh === null) throw new Refusal('tokens do not rotate here');
  installation.expiresAt = stage.now();
}

function installationOf({ world }: Stage) {
  const installation = world.installed();
  if (installation === null) throw new Refusal('the app is not installed here');
  return installation;
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
