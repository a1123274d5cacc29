import type { Dispatcher } from 'undici';
import { createAgent } from '../../lib/network/agent.ts';
import { DIRECT, type Proxies } from '../../lib/network/proxies.ts';

const CONNECT_TIMEOUT_MS = 3_000;

/** Connects to Jogg within 3 s. Every failure to connect is a `NotConnectedError`. */
export function createJoggDispatcher(proxies: Proxies = DIRECT): Dispatcher {
  return createAgent({ proxies, connectMs: CONNECT_TIMEOUT_MS });
}
