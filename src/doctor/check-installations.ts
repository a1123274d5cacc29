import type { Config, OAuthAccess } from '../config/config.ts';
import { isOrganization } from '../domain/membership.ts';
import { INSTALL_PATH, installUrlOf, REDIRECT_PATH } from '../http/install-paths.ts';
import { systemClock } from '../lib/clock.ts';
import { createAgent } from '../lib/network/agent.ts';
import { networkProblem } from '../lib/network/network-error.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { request } from '../lib/network/undici.ts';
import { printable } from '../lib/text.ts';
import { createTokenRequests } from '../slack/delivery/token-requests.ts';
import { SCOPES } from '../slack/web-api/scopes.ts';
import { createSlackFetch } from '../slack/web-api/slack-fetch.ts';
import { openState } from '../store/open-state.ts';
import { createInstallationStore } from '../store/tenants/installation-store.ts';
import { RETENTION_DAYS } from '../tenancy/erasure.ts';
import {
  type InstallationRecord,
  installationSchema,
  nameOf,
  webhookTokensOf,
} from '../tenancy/installation-record.ts';
import { sealedSecretsOf } from '../tenancy/reseal.ts';
import { createSealing, SealError, type Sealing, sealedBy } from '../tenancy/sealing.ts';
import type { SlackTokens } from '../tenancy/slack-tokens.ts';
import { type Finding, fail, ok, warning } from './finding.ts';

/** How many tokens are checked at a time. */
const BATCH_SIZE = 8;

/** Checks each installation, the keys that seal its secrets, and the link to install the app. */
export async function installationFindings(
  { slack, stateUrl }: Pick<Config, 'slack' | 'stateUrl'>,
  access: OAuthAccess,
  proxies: Proxies,
): Promise<readonly Finding[]> {
  const installUrl = installUrlOf(access.publicUrl);
  const installLink = await installLinkFindings(access.publicUrl, proxies);
  // The memory of another process cannot be read from here.
  if (stateUrl === 'memory:') return installLink;
  const records = await loadRecords(stateUrl);
  const active = records.filter(({ ended }) => ended === null);
  const sealing = createSealing(access.sealingKeys);
  const fetch = createSlackFetch(proxies);
  const requests = createTokenRequests({
    clientId: access.clientId,
    clientSecret: access.clientSecret,
    apiUrl: slack.apiUrl,
    installUrl,
    fetch,
    logEvent: () => undefined,
  });
  const findings: Finding[] = [];
  for (let from = 0; from < active.length; from += BATCH_SIZE) {
    const batch = active.slice(from, from + BATCH_SIZE);
    findings.push(
      ...(await Promise.all(
        batch.map((each) => installationFinding(each, sealing, requests, installUrl)),
      )),
    );
  }
  const endedCount = records.length - active.length;
  const count = active.length === 0 ? `none yet. Install the app at ${installUrl}` : active.length;
  const ended =
    endedCount === 0 ? '' : `; ${endedCount} ended, erased ${RETENTION_DAYS} days after that`;
  return [
    ...installLink,
    ok('Installations', `${count}${ended}`),
    ...findings,
    ...keyFindings(records, sealing),
  ];
}

async function loadRecords(stateUrl: string): Promise<readonly InstallationRecord[]> {
  const logEvent = () => undefined;
  const state = openState(stateUrl, logEvent);
  try {
    const store = createInstallationStore(
      { ...state, logEvent },
      installationSchema,
      webhookTokensOf,
    );
    const all = await Promise.all((await store.list()).map((id) => store.load(id)));
    return all.filter((each) => each !== undefined);
  } finally {
    await state.close();
  }
}

/** Whether the token is valid, its scopes, whether it rotates, and the key that seals it. */
async function installationFinding(
  record: InstallationRecord,
  sealing: Sealing,
  slack: Pick<SlackTokens, 'check'>,
  installUrl: string,
): Promise<Finding> {
  const { id, token, refresh, bot } = record;
  const name = printable(nameOf(record) ?? '');
  const kind = isOrganization(id) ? 'Organization' : 'Workspace';
  const check = `${kind} ${id}${name ? ` (${name})` : ''}`;
  if (token === null) return fail(check, `has no token. Install the app again at ${installUrl}`);
  let openedToken: string;
  try {
    openedToken = await sealing.open(token, { tenant: id, use: 'slack-bot' });
  } catch (error) {
    if (error instanceof SealError) return fail(check, error.message);
    throw error;
  }
  const missing = SCOPES.filter((scope) => !bot.scopes.includes(scope.name));
  const details = [
    missing.length === 0 ? 'all scopes' : `without ${missing.map((each) => each.name).join(', ')}`,
    refresh === null ? 'does not expire' : 'rotates',
    `sealed by key ${sealedBy(token)}`,
  ].join('; ');
  const reinstall = `Install the app again at ${installUrl}`;
  if (record.renewalRefused) return fail(check, `Slack no longer renews its token. ${reinstall}`);
  if (record.renewalDoubted) return inDoubtFinding(check, record, reinstall);
  switch (await slack.check(openedToken)) {
    case 'refused':
      return fail(
        check,
        `Slack refuses its token. ${reinstall}, or erase it: npm run erase -- ${id}`,
      );
    case 'expired':
      if (refresh === null) return fail(check, `its token has expired. ${reinstall}`);
      return ok(check, `token has expired; the app renews it when it needs it; ${details}`);
    case 'unknown':
      return warning(check, `Slack did not answer; ${details}`);
    case 'good':
      if (missing.some(({ required }) => required)) return fail(check, `${details}. ${reinstall}`);
      return (missing.length > 0 ? warning : ok)(check, `token accepted; ${details}`);
  }
}

/** A renewal without an answer: the new token may be lost. */
function inDoubtFinding(
  check: string,
  { renewalDoubted, expiresAt }: InstallationRecord,
  reinstall: string,
): Finding {
  const at = (ms: number | null | undefined): string =>
    `${new Date(ms ?? 0).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const since = `since ${at(renewalDoubted?.at)} Slack has not said whether it renewed the token`;
  if ((expiresAt ?? 0) <= systemClock.now())
    return fail(check, `${since}, and the old token has expired. ${reinstall}`);
  const next = 'The app keeps trying and tells the person who installed it';
  return warning(
    check,
    `${since}. ${next}. ${reinstall} if Slack has not answered by ${at(expiresAt)}`,
  );
}

function keyFindings(records: readonly InstallationRecord[], sealing: Sealing): Finding[] {
  const keyIds = records.flatMap(sealedSecretsOf).map(({ sealed }) => sealedBy(sealed));
  const oldKeyIds = keyIds.filter((keyId) => keyId !== sealing.keyId);
  const check = 'Sealing key';
  if (oldKeyIds.length === 0)
    return [ok(check, `${sealing.keyId} seals all ${keyIds.length} secrets`)];
  const keyNames = [...new Set(oldKeyIds)].join(', ');
  const message = `${oldKeyIds.length} of ${keyIds.length} secrets are still sealed by ${keyNames}. Keep that key as the second in TOKEN_ENCRYPTION_KEY: the running app seals them again within the hour`;
  return [warning(check, message)];
}

/** The URLs to register at Slack, and whether the app answers there. */
async function installLinkFindings(
  publicUrl: string,
  proxies: Proxies,
): Promise<readonly Finding[]> {
  const check = 'Install link';
  const url = installUrlOf(publicUrl);
  const redirect = ok(
    'Redirect URL',
    `${publicUrl}${REDIRECT_PATH} must be listed at api.slack.com/apps → your app → OAuth & Permissions`,
  );
  try {
    const { statusCode: status, body } = await request(url, {
      method: 'HEAD',
      dispatcher: createAgent({ proxies, connectMs: 5_000 }),
      signal: AbortSignal.timeout(10_000),
    });
    await body.dump();
    if (status === 200) return [ok(check, `${url} answers`), redirect];
    const fix = `let your proxy pass ${INSTALL_PATH} and ${REDIRECT_PATH} to the app`;
    return [fail(check, `${url} answers with ${status}: ${fix}`), redirect];
  } catch (error) {
    const problem = networkProblem(error);
    const why = problem ? ` (${problem.code}: ${problem.message})` : '';
    const fix = 'Start the app, and check PUBLIC_URL and your proxy';
    return [fail(check, `${url} does not answer${why}. ${fix}`), redirect];
  }
}
