import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import { createAdapterDeps, type Reply, startJogg } from './stand-in.ts';

/** Both versions of the adapter before one Jogg, what they noted, and what it was asked. */
export async function bothVersions(reply: Reply) {
  const jogg = await startJogg(reply);
  const { deps, notes } = createAdapterDeps(jogg.url);
  const asked = () => jogg.requests.map(({ path, query }) => ({ path, query }));
  return { v1: createV1(deps), v2: createV2(deps), notes, asked };
}
