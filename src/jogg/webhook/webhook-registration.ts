import type { RateLimiter } from '../../domain/ports.ts';
import { retryDelay } from '../../domain/video/schedule.ts';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Random } from '../../lib/random.ts';
import type { EndpointApi } from '../api/adapter-contract.ts';
import { JoggError } from '../http/errors.ts';
import { ensureEndpoint } from './webhook-endpoint.ts';
import { VIDEO_EVENTS } from './webhook-event.ts';

/** The path of the webhook. For the account of a workspace, a token follows. */
export const WEBHOOK_PATH = '/jogg/webhook';

/** The delay before a process tries again to get the lock. */
const LOCK_RETRY_MS = 2_000;

export interface Registration {
  /** The valid secrets. `[]` until the webhook is registered; null if webhooks are off. */
  secrets(): readonly string[] | null;
  /** Whether Jogg sends webhooks; then the app polls less often. */
  active(): boolean;
  /** Registers our URL. Retries until it succeeds or `signal` aborts. Never throws. */
  run(signal: AbortSignal): Promise<void>;
}

/**
 * Registers the webhook at Jogg. The operator's secrets are valid at once. Jogg's secrets are valid
 * in addition, because a change of API version may create an endpoint with a new secret.
 */
export function createRegistration(deps: {
  readonly endpoints: EndpointApi;
  /** The URL of the webhook of this account; null if the app has no public URL. */
  readonly address: string | null;
  readonly webhookSecrets: readonly string[];
  readonly version: 'v1' | 'v2';
  /** The rate limit of POSTs, shared with the paid requests. */
  readonly postLimiter: RateLimiter;
  /** Only one process registers at a time. Otherwise each would create an endpoint. */
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
      let attempts = 0;
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
          attempts += 1;
          logEvent('webhook_not_registered', { tries: attempts, ...errorFields(error) });
          const retryAfterMs = error instanceof JoggError ? error.retryAfterMs : null;
          await clock.sleep(retryDelay(attempts, retryAfterMs, deps.random()), signal);
        }
      }
    },
  };
}
