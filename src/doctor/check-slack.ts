import type { Config } from '../config/config.ts';
import { requestUrlFix } from '../config/startup-copy.ts';
import { CLOCK_TOLERANCE_MS } from '../domain/clock-tolerance.ts';
import { systemClock } from '../lib/clock.ts';
import { networkProblem } from '../lib/network/network-error.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { type BotIdentity, createBotIdentity } from '../slack/web-api/bot-identity.ts';
import { classifyError } from '../slack/web-api/classify.ts';
import { SCOPES } from '../slack/web-api/scopes.ts';
import { createSlackFetch } from '../slack/web-api/slack-fetch.ts';
import { createWebClient } from '../slack/web-api/web-client.ts';
import { openState } from '../store/open-state.ts';
import { createFirstRequest } from '../store/records/first-request.ts';
import { installationFindings } from './check-installations.ts';
import { type Finding, fail, ok, warning } from './finding.ts';

/** With a larger offset of the clock, the app soon refuses Slack's requests as too old or new. */
const MAX_CLOCK_OFFSET_MS = 60_000;

/** Checks the bot token, its scopes, the Request URL and the offset of our clock from Slack's. */
export async function slackFindings(config: Config, proxies: Proxies): Promise<readonly Finding[]> {
  const { slack, stateUrl } = config;
  const { access } = slack;
  if (access.kind === 'oauth') {
    const requestUrl = slack.mode.kind === 'http' ? await requestUrlFindings(stateUrl, null) : [];
    return [...requestUrl, ...(await installationFindings(config, access, proxies))];
  }
  const slackFetch = createSlackFetch(proxies);
  const clock: Finding[] = [];
  const client = createWebClient({
    token: access.botToken,
    slackApiUrl: slack.apiUrl,
    fetch: async (...args) => {
      const answer = await slackFetch(...args);
      clock.push(...clockFindings(answer.headers.get('date')));
      return answer;
    },
  });
  const identity = createBotIdentity(client);
  let problem: string | null = null;
  await identity.load(({ network, says }) => {
    problem = network
      ? `cannot be reached (${network}): ${says}`
      : 'does not answer. Check the network and SLACK_API_URL';
  });
  if (problem) return [fail('Slack', problem), ...clock];
  const requestUrl = slack.mode.kind === 'http' ? await requestUrlFindings(stateUrl, identity) : [];
  return [...slackToken(identity), ...requestUrl, ...clock];
}

/** The offset of our clock from Slack's, by the `Date` header. */
function clockFindings(date: string | null): Finding[] {
  const offMs = date === null ? Number.NaN : systemClock.now() - Date.parse(date);
  if (!(Math.abs(offMs) > MAX_CLOCK_OFFSET_MS)) return [];
  const seconds = Math.round(Math.abs(offMs) / 1_000);
  const message = `${seconds} s ${offMs > 0 ? 'ahead of' : 'behind'} Slack's. Set it (NTP): requests that are more than ${CLOCK_TOLERANCE_MS / 1_000} s off are refused`;
  return [(seconds * 1_000 > CLOCK_TOLERANCE_MS ? fail : warning)('Clock', message)];
}

function slackToken(identity: BotIdentity): readonly Finding[] {
  const granted = identity.scopes();
  const token = ok('Slack bot token', 'accepted');
  if (!granted) return [token, warning('Slack scopes', 'Slack did not say which are granted')];
  const missing = SCOPES.filter(({ name }) => !granted.includes(name));
  if (missing.length === 0) return [token, ok('Slack scopes', 'all granted')];
  return [
    token,
    ...missing.map(({ name, required, why }) =>
      (required ? fail : warning)(
        `Slack scope ${name}`,
        `not granted (for ${why}). Add it at api.slack.com/apps → your app → OAuth & Permissions, then reinstall the app`,
      ),
    ),
  ];
}

/** Checks whether the app token opens a socket. */
export async function socketFindings(
  { slack }: Config,
  proxies: Proxies,
): Promise<readonly Finding[]> {
  if (slack.mode.kind === 'http') return [];
  const client = createWebClient({
    token: slack.mode.appToken,
    slackApiUrl: slack.apiUrl,
    fetch: createSlackFetch(proxies),
  });
  try {
    await client.apps.connections.open({});
    return [ok('Slack app token', 'accepted')];
  } catch (error) {
    if (classifyError(error, 0).kind !== 'refused')
      return [fail('Slack app token', uncheckedMessage(error))];
    return [
      fail(
        'Slack app token',
        'refused. Generate one with the scope connections:write at api.slack.com/apps → your app → Basic Information → App-Level Tokens, and turn on Socket Mode',
      ),
    ];
  }
}

function uncheckedMessage(error: unknown): string {
  const problem = networkProblem(error);
  if (problem) return `could not be checked (${problem.code}): ${problem.message}`;
  return 'could not be checked, because Slack does not answer';
}

/** Slack verifies the Request URL only when an admin saves it, while the app must run. */
async function requestUrlFindings(
  stateUrl: string,
  identity: BotIdentity | null,
): Promise<Finding[]> {
  const hasRequests = await hasRequestArrived(stateUrl);
  if (hasRequests === null) return [];
  if (hasRequests) return [ok('Request URL', 'requests from Slack arrive')];
  const fix = requestUrlFix(identity && (await identity.appId()));
  const message = `no request from Slack has arrived yet. While the app runs, ${fix}`;
  return [warning('Request URL', message)];
}

/** Null if unknown: the state is in another process's memory, or the database has a problem. */
async function hasRequestArrived(stateUrl: string): Promise<boolean | null> {
  if (stateUrl === 'memory:') return null;
  try {
    const state = openState(stateUrl, () => undefined);
    try {
      return await createFirstRequest({ ...state, logEvent: () => undefined }).hasArrived();
    } finally {
      await state.close();
    }
  } catch {
    return null;
  }
}
