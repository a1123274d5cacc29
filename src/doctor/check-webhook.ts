import type { Config } from '../config/config.ts';
import { WEBHOOK_PATH } from '../jogg/webhook/webhook-registration.ts';
import { sign } from '../jogg/webhook/webhook-signature.ts';
import { createAgent } from '../lib/network/agent.ts';
import { networkProblem } from '../lib/network/network-error.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { request } from '../lib/network/undici.ts';
import type { DoctorJogg } from './check-jogg.ts';
import { type Finding, fail, ok, warning } from './finding.ts';
import { joggRemedy } from './jogg-remedy.ts';

const OFF =
  'off, because neither PUBLIC_URL nor JOGG_WEBHOOK_SECRET is set. The app polls Jogg instead';
const BY_HAND = `accepted with JOGG_WEBHOOK_SECRET. PUBLIC_URL is not set, so register the webhook at Jogg by hand: the address of this app followed by ${WEBHOOK_PATH}`;

/** Checks whether our webhook is registered at Jogg, and whether a request arrives there. */
export async function webhookFindings(deps: {
  readonly config: Pick<Config, 'publicUrl' | 'jogg'>;
  readonly jogg: DoctorJogg;
  readonly proxies: Proxies;
}): Promise<readonly Finding[]> {
  const { config, jogg, proxies } = deps;
  const { publicUrl } = config;
  const [configuredSecret] = config.jogg.webhookSecrets;
  if (publicUrl === null) return [ok('Jogg webhook', configuredSecret ? BY_HAND : OFF)];
  const url = `${publicUrl}${WEBHOOK_PATH}`;
  let endpoints: {
    url: string;
    secret: string | null;
    enabled: boolean;
    events: readonly string[];
  }[];
  try {
    endpoints = await jogg.endpoints.list();
  } catch (error) {
    return [fail('Jogg webhook', joggRemedy(error))];
  }
  const endpoint = endpoints.find((each) => each.url === url);
  const isReady = endpoint?.enabled && jogg.events.every((name) => endpoint.events.includes(name));
  const registered = isReady
    ? ok('Jogg webhook', 'registered')
    : warning('Jogg webhook', 'not registered yet. The app does it when it starts');
  const secret = configuredSecret ?? endpoint?.secret;
  return secret ? [registered, await roundTripFinding({ url, secret, proxies })] : [registered];
}

/** Sends our app a signed webhook without a project through its public URL. */
async function roundTripFinding(deps: {
  readonly url: string;
  readonly secret: string;
  readonly proxies: Proxies;
}): Promise<Finding> {
  const { url, secret, proxies } = deps;
  const check = 'Webhook round trip';
  const body = Buffer.from(JSON.stringify({ event: 'doctor', data: {} }));
  try {
    const { statusCode: status, body: answer } = await request(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-webhook-signature': sign(body, secret) },
      dispatcher: createAgent({ proxies, connectMs: 5_000 }),
      signal: AbortSignal.timeout(10_000),
    });
    await answer.dump();
    if (status === 200) return ok(check, 'arrived and was accepted');
    if (status === 401)
      return fail(check, 'arrived, but its signature was refused. Check JOGG_WEBHOOK_SECRET');
    return fail(check, `answered with ${status}. Let your proxy pass ${WEBHOOK_PATH} to the app`);
  } catch (error) {
    const problem = networkProblem(error);
    const why = problem ? ` (${problem.code}: ${problem.message})` : '';
    return fail(check, `did not arrive${why}. Start the app, and check PUBLIC_URL and your proxy`);
  }
}
