import { request } from 'undici';
import { type Config, ConfigError, misspelt, readConfig } from '../config/config.ts';
import { createJogg, GET_RATE, type Jogg, joggRemedy } from '../jogg/jogg.ts';
import { WEBHOOK_PATH } from '../jogg/webhook/webhook-registration.ts';
import { sign } from '../jogg/webhook/webhook-signature.ts';
import { createAgent } from '../lib/agent.ts';
import { systemClock } from '../lib/clock.ts';
import { networkTrouble } from '../lib/network-error.ts';
import { createProxies, type Proxies } from '../lib/proxies.ts';
import { systemRandom } from '../lib/random.ts';
import { systemResolve } from '../media/checked-connector.ts';
import { createTempFiles, tempFolders } from '../media/temp-files.ts';
import { createTokenBucket } from '../queue/token-bucket.ts';
import { networkDisk } from '../store/network-disk.ts';
import { openState } from '../store/open-state.ts';
import { statePath } from '../store/state-path.ts';
import { type Finding, fail, ok, warning } from './finding.ts';
import { slackFindings, socketFindings } from './slack.ts';

type AskedJogg = Pick<Jogg, 'account' | 'endpoints' | 'events'>;
type Check = (config: Config, jogg: AskedJogg, proxies: Proxies) => Promise<readonly Finding[]>;

/**
 * Looks at everything the app needs: settings, Slack's tokens and scopes, Jogg's key and webhook,
 * the database. Never throws; a finding `ill` means that the app will not work.
 */
export async function examine(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ variable, fix }) => fail(variable, fix));
  }
  const unknown = misspelt(env).map(({ variable, fix }) => warning(variable, fix));
  return [ok('Settings', 'complete'), ...unknown, ...(await examineConfig(config))];
}

/**
 * The same for settings that are complete, e.g. at the start of the app, whose own way to Jogg is
 * `jogg`: so the limit over its requests covers these, too. Never throws.
 */
export async function examineConfig(
  config: Config,
  jogg: AskedJogg = joggOf(config),
): Promise<Finding[]> {
  const proxies = createProxies(config.proxies);
  const checks: readonly [string, Check][] = [
    ['Proxy', proxyFindings],
    ['Slack', () => slackFindings(config, proxies)],
    ['Slack app token', () => socketFindings(config, proxies)],
    ['Jogg', joggFindings],
    ['Jogg webhook', webhookFindings],
    ['Temporary folder', tempFindings],
    ['Database', databaseFindings],
  ];
  const found = await Promise.all(
    checks.map(([what, check]) =>
      check(config, jogg, proxies).catch((error: unknown) => [fail(what, messageOf(error))]),
    ),
  );
  return found.flat();
}

const PROXY = 'Proxy';

async function proxyFindings(
  config: Config,
  _: AskedJogg,
  proxies: Proxies,
): Promise<readonly Finding[]> {
  const { https, http } = proxies;
  if (https === null && http === null) return [];
  const ways = [https ? `https by ${https.name}` : 'https directly'];
  if (http) ways.push(`http by ${http.name}`);
  const { bypass } = config.proxies;
  const used = ok(PROXY, `${ways.join(', ')}${bypass ? `; not for ${bypass}` : ''}`);
  const hostname = (config.videoHosts[0] ?? '').replace(/^\./, '');
  if (proxies.between({ protocol: 'https:', hostname, port: '' }) === null) return [used];
  const resolved = await systemResolve(hostname).then(
    () => true,
    () => false,
  );
  if (resolved) return [used];
  const says = `${hostname} cannot be looked up on this machine, and the app checks an address before it asks a proxy for it: videos are shown by their links alone. Let this machine resolve names`;
  return [used, warning('Video files', says)];
}

const joggOf = (config: Config) =>
  createJogg({
    ...config.jogg,
    proxies: createProxies(config.proxies),
    clock: systemClock,
    random: systemRandom,
    turnToGet: createTokenBucket({ ...GET_RATE, clock: systemClock }),
    logEvent: () => undefined,
  });

async function joggFindings(config: Config, jogg: AskedJogg): Promise<readonly Finding[]> {
  try {
    const { quota } = await jogg.account();
    const balance =
      quota === null ? 'balance not told' : `balance ${quota} credits (as Jogg tells it)`;
    return [ok('Jogg key', `accepted over ${config.jogg.version}, ${balance}`)];
  } catch (error) {
    return [fail('Jogg key', joggRemedy(error))];
  }
}

const OFF = 'off (neither PUBLIC_URL nor JOGG_WEBHOOK_SECRET is set): the app asks Jogg by itself';
const BY_HAND = `accepted with JOGG_WEBHOOK_SECRET; PUBLIC_URL is not set, so enter the address of this app, with ${WEBHOOK_PATH} behind it, at Jogg by hand`;

async function webhookFindings(
  config: Config,
  jogg: AskedJogg,
  proxies: Proxies,
): Promise<readonly Finding[]> {
  const { publicUrl } = config;
  const [given] = config.jogg.webhookSecrets;
  if (publicUrl === null) return [ok('Jogg webhook', given ? BY_HAND : OFF)];
  const url = `${publicUrl}${WEBHOOK_PATH}`;
  let known: { url: string; secret: string | null; enabled: boolean; events: readonly string[] }[];
  try {
    known = await jogg.endpoints.list();
  } catch (error) {
    return [fail('Jogg webhook', joggRemedy(error))];
  }
  const ours = known.find((each) => each.url === url);
  const ready = ours?.enabled && jogg.events.every((name) => ours.events.includes(name));
  const registered = ready
    ? ok('Jogg webhook', 'registered')
    : warning('Jogg webhook', 'is not registered yet: the app does it when it starts');
  const secret = given ?? ours?.secret;
  return secret ? [registered, await roundTrip(url, secret, proxies)] : [registered];
}

/** A signed webhook that names no project, through the public address: our own app must answer. */
async function roundTrip(url: string, secret: string, proxies: Proxies): Promise<Finding> {
  const what = 'Webhook round trip';
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
    if (status === 200) return ok(what, 'arrived and was accepted');
    if (status === 401)
      return fail(what, 'arrived, but its signature was refused: check JOGG_WEBHOOK_SECRET');
    return fail(
      what,
      `was answered with ${status}: let your proxy pass ${WEBHOOK_PATH} to the app`,
    );
  } catch (error) {
    const trouble = networkTrouble(error);
    const why = trouble ? ` (${trouble.code}: ${trouble.says})` : '';
    return fail(what, `did not arrive${why}: start the app, and check PUBLIC_URL and your proxy`);
  }
}

/** A finished video is kept there for a moment on its way to Slack. */
async function tempFindings({ stateUrl }: Config): Promise<readonly Finding[]> {
  const what = 'Temporary folder';
  const folders = tempFolders(statePath(stateUrl));
  const { fault, spared } = await createTempFiles(folders).check();
  if (fault === null) return [ok(what, 'can be written')];
  const fix = `${folders.folder} takes no file (${fault.system}): make room or let this user write there, or set TMPDIR to another folder`;
  return spared
    ? [warning(what, `${fix}; until then videos pass through the folder of the state file`)]
    : [fail(what, `${fix}; until then Slack shows links in place of videos`)];
}

const onNetwork = (kind: string): string =>
  `is on a network file system (${kind}), where SQLite may lose or damage it: let STATE_URL name a file on a disk of this machine, or a block volume`;

async function databaseFindings({ stateUrl }: Config): Promise<readonly Finding[]> {
  if (stateUrl === 'memory:')
    return [
      warning('Database', 'in memory: a restart forgets every video; set STATE_URL=sqlite://path'),
    ];
  const state = openState(stateUrl, () => undefined);
  try {
    state.ping();
    const network = networkDisk(statePath(stateUrl) ?? '');
    const found = ok('Database', 'can be read and written');
    return network === null ? [found] : [found, warning('Database', onNetwork(network))];
  } finally {
    state.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'failed';
}
