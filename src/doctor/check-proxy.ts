import type { Config } from '../config/config.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { systemResolve } from '../media/system-connector.ts';
import { type Finding, ok, warning } from './finding.ts';

const PROXY = 'Proxy';

/** Shows the proxies in use and checks whether the app can download videos through them. */
export async function proxyFindings(
  config: Pick<Config, 'proxies' | 'videoHosts'>,
  proxies: Proxies,
): Promise<readonly Finding[]> {
  const { https, http } = proxies;
  if (https === null && http === null) return [];
  const routes = [https ? `https through ${https.name}` : 'https without a proxy'];
  if (http) routes.push(`http through ${http.name}`);
  const { bypass } = config.proxies;
  const inUse = ok(PROXY, `${routes.join(', ')}${bypass ? `; not for ${bypass}` : ''}`);
  const hostname = (config.videoHosts[0] ?? '').replace(/^\./, '');
  if (proxies.proxyFor({ protocol: 'https:', hostname, port: '' }) === null) return [inUse];
  const resolved = await systemResolve(hostname).then(
    () => true,
    () => false,
  );
  if (resolved) return [inUse];
  const message = `this machine cannot look up ${hostname}, and the app checks each address before it uses the proxy. Until this machine can resolve names, people see links in place of videos`;
  return [inUse, warning('Video files', message)];
}
