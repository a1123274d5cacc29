import type { Budget, Library, Renderer } from '../domain/ports.ts';
import type { Chance } from '../lib/chance.ts';
import type { Clock } from '../lib/clock.ts';
import type { Note } from '../lib/log.ts';
import type { EndpointApi } from './adapter.ts';
import { createJoggDispatcher } from './connect.ts';
import { createEndpoints } from './endpoints.ts';
import { createLibrary } from './library.ts';
import { createLinkReader } from './links.ts';
import { createRenderer } from './renderer.ts';
import { createTransport, JOGG_TIMEOUTS } from './transport.ts';
import { createV1 } from './v1/adapter.ts';
import { createV2 } from './v2/adapter.ts';

export interface Jogg {
  readonly renderer: Renderer;
  readonly library: Library;
  readonly endpoints: EndpointApi;
}

/**
 * Jogg over one key: new videos with `version`, each running one with the version that started
 * it. Throws where the key cannot be sent or the address is not one.
 */
export function createJogg(deps: {
  readonly apiKey: string;
  readonly apiUrl: string;
  readonly version: 'v1' | 'v2';
  readonly clock: Clock;
  readonly chance: Chance;
  readonly getBudget: Budget;
  readonly note: Note;
}): Jogg {
  const { apiUrl: baseUrl, version, note } = deps;
  const dispatcher = createJoggDispatcher();
  const transport = createTransport({ ...deps, baseUrl, dispatcher, timeouts: JOGG_TIMEOUTS });
  const adapterDeps = { transport, link: createLinkReader(baseUrl), note };
  const adapters = { v1: createV1(adapterDeps), v2: createV2(adapterDeps) };
  return {
    renderer: createRenderer({ adapters, version, note }),
    library: createLibrary({ adapter: adapters[version], note }),
    endpoints: createEndpoints(version, { transport, note }),
  };
}
