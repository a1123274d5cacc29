import type { Clock } from './clock.ts';
import { inSpan } from './tracing.ts';

/** A request to another service. `method` is a metric label, so it contains no id. */
export interface Call {
  readonly api: 'slack' | 'jogg';
  readonly method: string;
}

/** Receives each finished call. `outcome` is a metric label with few values. */
export type OnCall = (call: Call & { readonly outcome: string; readonly seconds: number }) => void;

/** Counts and traces a call. Throws what `send` throws. */
export type InstrumentCall = <T>(
  call: Call,
  send: () => Promise<T>,
  outcomes: {
    readonly ofAnswer: (answer: T) => string;
    readonly ofError: (error: unknown) => string;
  },
) => Promise<T>;

/** Only makes the call. For tools outside the running app, such as the doctor. */
export const uninstrumented: InstrumentCall = (_, send) => send();

/** `onCall` is called once for each call, after its end. */
export function createInstrumentCall(deps: {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly onCall: OnCall;
}): InstrumentCall {
  const { clock, onCall } = deps;
  return (call, send, outcomes) =>
    inSpan(
      { name: `${call.api} ${call.method}`, kind: 'out', fields: { ...call } },
      async (addFields) => {
        const startedAt = clock.monotonic();
        const finish = (outcome: string): void => {
          addFields({ outcome });
          onCall({ ...call, outcome, seconds: (clock.monotonic() - startedAt) / 1_000 });
        };
        try {
          const answer = await send();
          finish(outcomes.ofAnswer(answer));
          return answer;
        } catch (error) {
          finish(outcomes.ofError(error));
          throw error;
        }
      },
    );
}
