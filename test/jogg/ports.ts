import type { TransportDeps } from '../../src/jogg/http/transport.ts';
import { createIdentify } from '../../src/jogg/identify.ts';
import { createLibrary } from '../../src/jogg/library.ts';
import { createRenderer } from '../../src/jogg/renderer.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import { createAdapterDeps, type Reply, startJogg } from './stand-in.ts';

export type Version = 'v1' | 'v2';
export const VERSIONS = ['v1', 'v2'] as const;

/** Jogg's ports over both versions, all before the Jogg at `url`, and what they note. */
export function portsTo(url: string, changes: Partial<TransportDeps> = {}) {
  const { deps, ...client } = createAdapterDeps(url, changes);
  const adapters = { v1: createV1(deps), v2: createV2(deps) };
  const { logEvent } = deps;
  return {
    ...client,
    deps,
    adapters,
    renderer: (version: Version) => createRenderer({ adapters, version, logEvent }),
    identify: (version: Version) => createIdentify({ adapters, version, logEvent }),
    library: (version: Version) => createLibrary({ adapter: adapters[version], logEvent }),
  };
}

/** The ports before a Jogg that gives this reply, and what it was asked. */
export async function portsBefore(reply: Reply, changes: Partial<TransportDeps> = {}) {
  const { url, requests } = await startJogg(reply);
  const asked = () => requests.map(({ path, query }) => ({ path, query }));
  return { ...portsTo(url, changes), url, requests, asked };
}
