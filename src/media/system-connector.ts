import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import type { buildConnector } from 'undici';
import { createConnector } from '../lib/network/connector.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import type { Resolve } from './checked-lookup.ts';

/** Creates a connector. If `lookup` is given, it resolves the address to connect to. */
export type MakeConnector = (lookup: LookupFunction | null) => buildConnector.connector;

const CONNECT_TIMEOUT_MS = 5_000;

/** Resolves names with the system's resolver. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * Connects with TCP and TLS, 5 s each, through the configured proxy. With a lookup, a proxy gets
 * the address that was checked here, never the name.
 */
export function systemConnector(proxies: Proxies): MakeConnector {
  return (lookup) => createConnector({ proxies, connectMs: CONNECT_TIMEOUT_MS, lookup });
}
