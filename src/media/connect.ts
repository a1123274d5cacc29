import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { Resolve } from './checked-lookup.ts';

/** Makes the way to a server: with a lookup it asks that one for the address to dial. */
export type MakeConnector = (lookup: LookupFunction | null) => buildConnector.connector;

const CONNECT_TIMEOUT_MS = 5_000;

/** The system's own resolver. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

/** TCP and TLS as usual; looking up, connecting and TLS take 5 s in all. */
export const systemConnector: MakeConnector = (checked) =>
  buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    ...(checked === null ? {} : { lookup: checked }),
  });
