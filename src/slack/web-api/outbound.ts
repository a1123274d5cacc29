import { z } from 'zod';
import type { Holds } from '../../domain/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { consecutiveFailures, createCircuit, createGates } from '../../lib/gate.ts';
import type { LogEvent, LogFields } from '../../lib/log.ts';
import { classifyError, type Failure, isDestinationError, isOutage } from './classify.ts';
import { isTokenError, PROBE_INTERVAL_MS } from './token-error.ts';

/** So many calls in a row without an answer of Slack's are an outage. */
const OUTAGE_CALLS = 5;

/** What became of one call: what Slack answered, or why there is no answer to use. */
export type Outcome = { readonly kind: 'answered'; readonly answer: unknown } | Failure;

/**
 * Makes one call of Slack's Web API, unless it is known that it must wait: then `call` is not made,
 * and the outcome says so at once. A refused token is `later` too: it says nothing of what was
 * asked, and may be renewed. Never throws what `call` throws.
 */
export type Outbound = (
  workspace: string,
  method: string,
  call: () => Promise<unknown>,
) => Promise<Outcome>;

/** Slack's words for the scopes that a call lacked. */
const neededSchema = z.object({
  data: z.object({ needed: z.string().regex(/^[a-z:._, -]{1,200}$/) }),
});

/**
 * The one way out to Slack. `holds` remembers how long Slack asked a method to rest in a workspace
 * (https://docs.slack.dev/apis/web-api/rate-limits). In memory are whose token it refuses, and
 * whether it answers at all. Any sign that Slack accepts a token again ends its pause.
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
    const entry = outage.enter();
    if (entry.kind === 'paused') return { kind: 'later', afterMs: entry.forMs };
    const result = await perform(call, clock);
    entry.report(!result.outage);
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
    const fields = fieldsOf(outcome, error);
    return {
      outcome,
      outage: isOutage(error),
      isDestinationError: isDestinationError(error),
      fields,
    };
  }
}

/** What the operator must know: which refusal, and which scope would fix it. */
function fieldsOf(failure: Failure, error: unknown): LogFields {
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
