import { type Config, ConfigError } from '../config/config.ts';
import { misspelledVariables, readConfig } from '../config/read-config.ts';
import { createProxies } from '../lib/network/proxies.ts';
import { createDoctorJogg, type DoctorJogg, joggFindings } from './check-jogg.ts';
import { proxyFindings } from './check-proxy.ts';
import { slackFindings, socketFindings } from './check-slack.ts';
import { databaseFindings, tempFindings } from './check-state.ts';
import { webhookFindings } from './check-webhook.ts';
import { type Finding, fail, SETTINGS_COMPLETE, warning } from './finding.ts';

/**
 * Checks everything that the app needs: the settings, Slack's tokens and scopes, Jogg's key and
 * webhook, the database. Never throws. With a `fail` finding, the app does not work.
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
  const misspelled = misspelledVariables(env).map(({ variable, fix }) => warning(variable, fix));
  return [SETTINGS_COMPLETE, ...misspelled, ...(await examineConfig(config))];
}

/**
 * The same for valid settings, for the start of the app. `appJogg` is the app's own Jogg client,
 * whose rate limit then includes these requests. Never throws.
 */
export async function examineConfig(config: Config, appJogg?: DoctorJogg): Promise<Finding[]> {
  const proxies = createProxies(config.proxies);
  const jogg = appJogg ?? createDoctorJogg(config, proxies);
  const checks: readonly [string, () => Promise<readonly Finding[]>][] = [
    ['Proxy', () => proxyFindings(config, proxies)],
    ['Slack', () => slackFindings(config, proxies)],
    ['Slack app token', () => socketFindings(config, proxies)],
    ['Jogg', () => joggFindings(config, jogg)],
    ['Jogg webhook', () => webhookFindings({ config, jogg, proxies })],
    ['Temporary folder', () => tempFindings(config)],
    ['Database', () => databaseFindings(config)],
  ];
  const findings = await Promise.all(
    checks.map(([name, run]) => run().catch((error: unknown) => [fail(name, messageOf(error))])),
  );
  return findings.flat();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'failed';
}
