import { createRenderer } from '../../src/jogg/renderer.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import { createAdapterDeps, type Reply, startJogg } from './stand-in.ts';

/** The renderer of a version before a Jogg that gives this reply. */
export async function buildRenderer(reply: Reply, version: 'v1' | 'v2') {
  const jogg = await startJogg(reply);
  const { deps, notes, pass } = createAdapterDeps(jogg.url);
  const adapters = { v1: createV1(deps), v2: createV2(deps) };
  const renderer = createRenderer({ adapters, version, logEvent: deps.logEvent });
  return { renderer, notes, pass, requests: jogg.requests };
}
