import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import type { buildConnector } from 'undici';
import { createConnector } from '../lib/network/connector.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import type { Resolve } from './checked-lookup.ts';

/** Creates the connector of a server; with a lookup, that resolves the address to dial. */
export type MakeConnector = (lookup: LookupFunction | null) => buildConnector.connector;

const CONNECT_TIMEOUT_MS = 5_000;

/** The system's own resolver. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * TCP and TLS, 5 s each, through the configured proxy. The proxy is asked for the address that was
 * checked here, never for a name.
 */
export function systemConnector(proxies: Proxies): MakeConnector {
  return (lookup) => createConnector({ proxies, connectMs: CONNECT_TIMEOUT_MS, lookup });
}
