import { createRequire } from 'node:module';
import type * as Undici from 'undici';

/**
 * The parts of undici that the app uses, a third of it. Its index also loads `fetch`, WebSockets,
 * caches, interceptors and mocks. The version is pinned, and every test fails if an upgrade moves
 * these files.
 */
const require = createRequire(import.meta.url);
export const Agent: typeof Undici.Agent = require('undici/lib/dispatcher/agent');
export const buildConnector: typeof Undici.buildConnector = require('undici/lib/core/connect');
const { request: dispatchRequest }: Pick<Undici.Dispatcher, 'request'> = require('undici/lib/api');

/** undici's `request` with a required dispatcher. */
export function request(
  url: string | URL,
  options: Partial<Undici.Dispatcher.RequestOptions<null>> & {
    readonly dispatcher: Undici.Dispatcher;
  },
): Promise<Undici.Dispatcher.ResponseData<unknown>> {
  const { dispatcher, method = 'GET', ...rest } = options;
  const { origin, pathname, search } = new URL(url);
  return dispatchRequest.call(dispatcher, {
    ...rest,
    method,
    origin,
    path: `${pathname}${search}`,
  });
}
