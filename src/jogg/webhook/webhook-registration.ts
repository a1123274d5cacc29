import type { RateLimiter } from '../../domain/ports.ts';
import { retryDelay } from '../../domain/video/schedule.ts';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Random } from '../../lib/random.ts';
import type { EndpointApi } from '../api/adapter-contract.ts';
import { JoggError } from '../http/errors.ts';
import { ensureEndpoint } from './webhook-endpoint.ts';
import { VIDEO_EVENTS } from './webhook-event.ts';

/** Where the app takes what Jogg tells; an account of a workspace's own has an end of its own. */
export const WEBHOOK_PATH = '/jogg/webhook';

/** How often a process looks whether another one has registered the address. */
const LOCK_RETRY_MS = 2_000;

export interface Registration {
  /** The secrets in force; `[]` until Jogg tells ours; null if webhooks are off. */
  secrets(): readonly string[] | null;
  /** Whether Jogg sends webhooks, so that polling can be rare. */
  active(): boolean;
  /** Registers our address, repeatedly until it works or `signal` aborts. Never throws. */
  run(signal: AbortSignal): Promise<void>;
}

/**
 * Secrets given by the operator count at once, and beside them those Jogg tells: after a change of
 * version there may be an endpoint whose secret nobody could give yet.
 */
export function createRegistration(deps: {
  readonly endpoints: EndpointApi;
  /** Where Jogg is to call for this account; null where the app cannot be reached. */
  readonly address: string | null;
  readonly webhookSecrets: readonly string[];
  readonly version: 'v1' | 'v2';
  /** The limit over POSTs, which the paid requests share. */
  readonly postLimiter: RateLimiter;
  /** One process of all registers at a time, or Jogg would get an endpoint of each. */
  readonly locks: {
    tryAcquire(address: string): Promise<boolean>;
    release(address: string): Promise<void>;
  };
  readonly clock: Clock;
  readonly random: Random;
  readonly logEvent: LogEvent;
}): Registration {
  const { address, webhookSecrets: configuredSecrets, locks, clock, logEvent } = deps;
  let registeredSecrets: readonly string[] = [];
  const rateLimited = (signal: AbortSignal): EndpointApi => ({
    ...deps.endpoints,
    create: async (spec) => {
      const { postLimiter } = deps;
      for (let wait = await postLimiter.take(); wait > 0; wait = await postLimiter.take()) {
        await clock.sleep(wait, signal);
        signal.throwIfAborted();
      }
      return deps.endpoints.create(spec);
    },
  });

  return {
    secrets: () => {
      if (configuredSecrets.length === 0 && address === null) return null;
      return [...new Set([...configuredSecrets, ...registeredSecrets])];
    },
    active: () => configuredSecrets.length > 0 || registeredSecrets.length > 0,
    run: async (signal) => {
      if (address === null) return;
      const spec = {
        api: rateLimited(signal),
        url: address,
        events: VIDEO_EVENTS[deps.version],
      };
      let tries = 0;
      while (!signal.aborted) {
        try {
          if (!(await locks.tryAcquire(spec.url))) {
            await clock.sleep(LOCK_RETRY_MS, signal);
            continue;
          }
          const { secrets, was } = await ensureEndpoint(spec).finally(() =>
            locks.release(spec.url),
          );
          registeredSecrets = secrets;
          logEvent('webhook_registered', { was });
          return;
        } catch (error) {
          if (signal.aborted) return;
          tries += 1;
          logEvent('webhook_not_registered', { tries, ...errorFields(error) });
          const retryAfterMs = error instanceof JoggError ? error.retryAfterMs : null;
          await clock.sleep(retryDelay(tries, retryAfterMs, deps.random()), signal);
        }
      }
    },
  };
}
