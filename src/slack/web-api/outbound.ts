import { z } from 'zod';
import type { Holds } from '../../domain/ports.ts';
import { consecutiveFailures, createCircuit } from '../../lib/circuit.ts';
import type { Clock } from '../../lib/clock.ts';
import { createGates } from '../../lib/gate.ts';
import type { LogEvent, LogFields } from '../../lib/log.ts';
import { type CallFailure, classifyError, isDestinationError, isOutage } from './classify.ts';
import { isTokenError, PROBE_INTERVAL_MS } from './token-error.ts';

/** The number of consecutive calls without an answer that counts as an outage. */
const OUTAGE_CALLS = 5;

/** The outcome of one call: Slack's answer, or the reason for its absence. */
export type Outcome = { readonly kind: 'answered'; readonly answer: unknown } | CallFailure;

/**
 * Makes one call to Slack's Web API. If a limit, an outage or a rejected token is known, returns
 * `later` without calling `call`. A rejected token is `later`, because it may be renewed. Never
 * throws what `call` throws.
 */
export type Outbound = (
  workspace: string,
  method: string,
  call: () => Promise<unknown>,
) => Promise<Outcome>;

/** The scopes that a call lacked, as Slack names them. */
const neededSchema = z.object({
  data: z.object({ needed: z.string().regex(/^[a-z:._, -]{1,200}$/) }),
});

/**
 * Sends every call to Slack. `holds` stores the rate limit of each method in each workspace
 * (https://docs.slack.dev/apis/web-api/rate-limits). Rejected tokens and outages are kept in
 * memory. Any sign that Slack accepts a token again ends the pause of its workspace.
 */
export function createOutbound(deps: {
  readonly holds: Holds;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): Outbound {
  const { holds, clock, logEvent } = deps;
  const tokens = createGates({ clock, probeMs: PROBE_INTERVAL_MS });
  const outage = createCircuit({ clock, startCounting: consecutiveFailures(OUTAGE_CALLS) });

  return async (workspace, method, call) => {
    const limitKey = `slack/${workspace}/${method}`;
    const waitMs = (await holds.waitMs(limitKey)) || tokens.enter(workspace);
    if (waitMs > 0) return { kind: 'later', afterMs: waitMs };
    const attempt = outage.enter();
    if (attempt.kind === 'paused') return { kind: 'later', afterMs: attempt.forMs };
    const result = await perform(call, clock);
    attempt.report(!result.outage);
    const failure = result.outcome.kind === 'answered' ? null : result.outcome;
    if (failure) logEvent(`slack_${failure.kind}`, { workspace, method, ...result.fields });
    if (failure?.kind === 'later' && failure.afterMs !== null && !result.isDestinationError)
      await holds.hold(limitKey, failure.afterMs);
    if (failure?.kind === 'refused' && isTokenError(failure.error)) {
      tokens.close(workspace, PROBE_INTERVAL_MS);
      return { kind: 'later', afterMs: PROBE_INTERVAL_MS };
    }
    if (failure === null || failure.kind === 'refused') tokens.open(workspace);
    return result.outcome;
  };
}

interface CallResult {
  readonly outcome: Outcome;
  readonly outage: boolean;
  readonly isDestinationError: boolean;
  readonly fields: LogFields;
}

async function perform(call: () => Promise<unknown>, clock: Clock): Promise<CallResult> {
  try {
    const outcome = { kind: 'answered', answer: await call() } as const;
    return { outcome, outage: false, isDestinationError: false, fields: {} };
  } catch (error) {
    const outcome = classifyError(error, clock.now());
    const fields = failureFields(outcome, error);
    return {
      outcome,
      outage: isOutage(error),
      isDestinationError: isDestinationError(error),
      fields,
    };
  }
}

/** The log fields of a failure: the error's name and the missing scope. */
function failureFields(failure: CallFailure, error: unknown): LogFields {
  switch (failure.kind) {
    case 'refused': {
      const needed = neededSchema.safeParse(error).data?.data.needed;
      return { error: failure.error, ...(needed === undefined ? {} : { needed }) };
    }
    case 'later':
      return failure.afterMs === null ? {} : { after_ms: failure.afterMs };
    case 'unknown':
      return {};
  }
}
