import { setTimeout as sleep } from 'node:timers/promises';
import { compact } from '../compact.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { Delivery } from '../server/delivery.ts';
import { eventPayload } from '../server/payloads.ts';
import { viewPayload } from '../views.ts';
import type { Installation, Message } from '../world.ts';
import * as ui from './client.ts';
import { typedBlocks } from './typed-blocks.ts';

/** Slack retries an event three times. https://docs.slack.dev/apis/events-api */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

/**
 * Sends an event, and again if it is not acknowledged; `null` if the manifest does not subscribe to
 * it or the app is not installed. `installation`: the one that has just ended, for its last events.
 */
export async function sendEvent(
  client: ui.Client,
  event: Dict,
  installation?: Installation,
): Promise<Delivery | null> {
  const { world, manifest } = client;
  const installed = installation ?? world.installed();
  const { bot_events: wanted } = manifest.settings.event_subscriptions;
  if (installed === null || !wanted.includes(String(event['type']))) return null;
  const fullEvent = { event_ts: world.nextTs(), ...event };
  const payload = eventPayload(world, fullEvent, client.now(), installed.orgWide);
  const first = await client.deliveries.send('events_api', payload);
  if (first.outcome !== 'ok') void retry(client, payload, first);
  return first;
}

type Opening = { user?: string };
export async function openHome(client: ui.Client, args: Opening = {}): Promise<Delivery | null> {
  const { id: user } = ui.personOf(client, args.user);
  if (!ui.appFeatures(client).home) throw new ui.ClientError('the app has no Home tab here');
  const known = client.views.home(user);
  const { id: channel } = client.world.openIm(user);
  const view = known && { view: viewPayload(client.world, known) };
  return sendEvent(client, { type: 'app_home_opened', user, channel, tab: 'home', ...view });
}

/** Posts a person's message; if it mentions the app, sends an `app_mention`. */
export async function say(
  client: ui.Client,
  args: { user?: string; channel: string; text: string; threadTs?: string },
): Promise<Message> {
  const person = ui.personOf(client, args.user);
  const { id: user } = person;
  const channel = ui.writableChannel(client, ui.channelOf(client, person, args.channel));
  const blocks = typedBlocks(args.text);
  const message = client.world.post(channel.id, {
    ...{ user, text: args.text, client_msg_id: crypto.randomUUID(), blocks },
    ...compact({ thread_ts: args.threadTs }),
  });
  const { botUser } = client.world.app;
  if (args.text.includes(`<@${botUser}>`) && channel.members.has(botUser)) {
    const { ts, text, thread_ts } = message;
    const event = { type: 'app_mention', user, channel: channel.id, ts, text, blocks };
    await sendEvent(client, { ...event, ...compact({ thread_ts }) });
  }
  return message;
}

const ENDINGS = ['tokens_revoked', 'app_uninstalled'] as const;

/**
 * Removes the app from where it is installed: its token no longer works, and it gets two events, in
 * either order. https://docs.slack.dev/reference/events/app_uninstalled
 */
export async function uninstall(
  client: ui.Client,
  order: readonly (typeof ENDINGS)[number][] = ENDINGS,
): Promise<void> {
  const installation = installationOf(client);
  client.installations.end(installation);
  const tokens = { oauth: [], bot: [client.world.app.botUser] };
  const events = {
    tokens_revoked: { type: 'tokens_revoked', tokens },
    app_uninstalled: { type: 'app_uninstalled' },
  };
  for (const name of order) await sendEvent(client, events[name], installation);
}

/** An organization removes its app from one of its workspaces; the others keep it. */
export function withdraw(client: ui.Client): void {
  if (!installationOf(client).orgWide) throw new ui.ClientError('it is not of an organization');
  client.world.install(null);
}

/** Expires the token now: Slack answers `token_expired` until the app refreshes it. */
export function expireToken(client: ui.Client): void {
  const installation = installationOf(client);
  if (installation.refresh === null) throw new ui.ClientError('tokens do not rotate here');
  installation.expiresAt = client.now();
}

function installationOf({ world }: ui.Client) {
  const installation = world.installed();
  if (installation === null) throw new ui.ClientError('the app is not installed here');
  return installation;
}

async function retry(
  { deliveries, signal }: ui.Client,
  payload: Dict,
  first: Delivery,
): Promise<void> {
  let last = first;
  for (const [index, ms] of RETRY_AFTER_MS.entries()) {
    const aborted = await sleep(ms, false, { signal, ref: false }).catch(() => true);
    if (aborted || signal.aborted || last.noRetry) return;
    const reason = last.outcome === 'operation_timeout' ? 'http_timeout' : 'http_error';
    last = await deliveries.send('events_api', payload, { num: index + 1, reason });
    if (last.outcome === 'ok') return;
  }
}
