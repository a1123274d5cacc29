import type { Clock } from './clock.ts';
import { inSpan } from './tracing.ts';

/** A request to another service. `method` is one of a few: it holds no id. */
export interface Call {
  readonly api: 'slack' | 'jogg';
  readonly method: string;
}

/** How a call ended, in one of a few words, and how long it took. */
export type OnCall = (call: Call & { readonly outcome: string; readonly seconds: number }) => void;

/** Makes a call that is counted and traced. Throws what `make` throws. */
export type WatchCall = <T>(
  call: Call,
  make: () => Promise<T>,
  outcomes: { readonly of: (answer: T) => string; readonly thrown: (error: unknown) => string },
) => Promise<T>;

/** For what is not part of the running app, such as the doctor. */
export const unwatched: WatchCall = (_, make) => make();

/** `onCall` hears of each call once, when it has ended. */
export function createWatchCall(deps: {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly onCall: OnCall;
}): WatchCall {
  const { clock, onCall } = deps;
  return (call, make, outcomes) =>
    inSpan(
      { name: `${call.api} ${call.method}`, kind: 'out', fields: { ...call } },
      async (told) => {
        const began = clock.monotonic();
        const end = (outcome: string): void => {
          told({ outcome });
          onCall({ ...call, outcome, seconds: (clock.monotonic() - began) / 1_000 });
        };
        try {
          const answer = await make();
          end(outcomes.of(answer));
          return answer;
        } catch (error) {
          end(outcomes.thrown(error));
          throw error;
        }
      },
    );
}
