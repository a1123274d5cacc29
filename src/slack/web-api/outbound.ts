import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import type { LogEvent, LogFields } from '../../lib/log.ts';
import { classifyError, type Failure, isOutage } from './classify.ts';
import { createMethodLimits } from './method-limits.ts';
import { createOutageBreaker } from './outage-breaker.ts';
import { createWorkspaceBreaker, isTokenRefusal, PROBE_EVERY_MS } from './token-circuit.ts';

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

/** The one way out to Slack, with all that is known of limits, outages and ended workspaces. */
export function createOutbound(deps: {
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): Outbound {
  const { clock, logEvent } = deps;
  const workspaces = createWorkspaceBreaker({ clock });
  const limits = createMethodLimits({ clock });
  const outage = createOutageBreaker({ clock });

  return async (workspace, method, call) => {
    const restMs = limits.restMs(workspace, method) || workspaces.restMs(workspace);
    if (restMs > 0) return { kind: 'later', afterMs: restMs };
    const entry = outage.enter();
    if (entry.kind === 'paused') return { kind: 'later', afterMs: entry.forMs };
    const end = await ended(call, clock);
    entry.report(!end.outage);
    const failure = end.outcome.kind === 'answered' ? null : end.outcome;
    limits.learn(workspace, method, failure);
    workspaces.learn(workspace, failure);
    if (failure) logEvent(`slack_${failure.kind}`, { workspace, method, ...end.fields });
    return failure?.kind === 'refused' && isTokenRefusal(failure.error)
      ? { kind: 'later', afterMs: PROBE_EVERY_MS }
      : end.outcome;
  };
}

interface End {
  readonly outcome: Outcome;
  readonly outage: boolean;
  readonly fields: LogFields;
}

async function ended(call: () => Promise<unknown>, clock: Clock): Promise<End> {
  try {
    return { outcome: { kind: 'answered', answer: await call() }, outage: false, fields: {} };
  } catch (error) {
    const outcome = classifyError(error, clock.now());
    return { outcome, outage: isOutage(error), fields: fieldsOf(outcome, error) };
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
